namespace Rapport.Kernel.Content;

/// What is derived from a content. It names nobody: members and quoted authors are filled in when it is shown.
public sealed record Rendered(
    string Html,
    int RendererVersion,
    string Text,
    string Excerpt,
    IReadOnlyList<long> Mentions,
    IReadOnlyList<long> Quotes,
    IReadOnlyList<long> Files,
    bool HasMath);
