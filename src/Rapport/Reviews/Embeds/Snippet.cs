namespace Rapport.Reviews.Embeds;

/// Where a shop's pages are made.
public enum Platform { Html, Shopify, WooCommerce }

/// Lines to paste into a shop's pages: what they show, where they belong, and our page that they frame, to be looked at here.
public sealed record Snippet(string Name, string Title, string Where, string Lines)
{
    public string? Preview { get; init; }
    public int Height { get; init; }

    /// It is a picture, not a frame.
    public bool IsPicture { get; init; }
    public int Rows => Math.Clamp(Lines.Split('\n').Length + 1, 3, 12);
}
