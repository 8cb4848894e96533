namespace Rapport.Conversations.Topics;

/// What the kinds are called.
static class KindWords
{
    public static string Of(TopicKind kind, Func<string, string> say) => say(kind switch
    {
        TopicKind.Question => "Question",
        TopicKind.Discussion => "Discussion",
        TopicKind.Article => "Article",
        TopicKind.Review => "Review",
        _ => "Story",
    });
}
