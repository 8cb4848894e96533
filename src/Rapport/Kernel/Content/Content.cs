namespace Rapport.Kernel.Content;

public enum ContentFormat { Markdown, Html }

/// What someone wrote, as it was written: the source never changes after it is saved.
public sealed record Content(ContentFormat Format, string Language, string Source)
{
    public static Content Markdown(string source, string language = "en") => new(ContentFormat.Markdown, language, source);

    public static Content Html(string source, string language = "en") => new(ContentFormat.Html, language, source);
}
