namespace Rapport.Conversations.Drafts;

/// Under which key each form keeps what is written in it.
public static class DraftKeys
{
    public const string Ask = "ask", Story = "story";
    public static string Reply(long topic) => $"topic-{topic}";
    public static string Comment(long post) => $"comment-{post}";
    public static string Review(long product) => $"review-{product}";

    /// Where the form is that a draft belongs to.
    public static string Path(string key) => key.Split('-') switch
    {
        ["topic", var id] => $"/topics/{id}#reply",
        ["comment", var id] => $"/posts/{id}/comment",
        ["review", var id] => $"/products/{id}/-/review",
        [Story] => "/stories/new",
        _ => "/ask",
    };

    public static bool IsKnown(string key) => key is Ask or Story || key.Split('-') is ["topic" or "comment" or "review", var id] && id.Length is > 0 and <= 16 && id.All(char.IsAsciiDigit);
}
