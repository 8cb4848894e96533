using Rapport.Conversations;
using Rapport.Feed.News;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Feed.Api;

/// A topic with something new in it.
public sealed record NewsJson(long Topic, TopicKind Kind, string Title, string Excerpt, string Language, int Replies, bool Solved, DateTimeOffset At, string? Author, string Url)
{
    public static NewsJson Example => new(1040, TopicKind.Question, "How do I stop the drip?", "It drips since Tuesday.", "en", 2, false, new(2026, 3, 1, 11, 0, 0, TimeSpan.Zero), "Ada", "/topics/1040/how-do-i-stop-the-drip");
}

static class TheNews
{
    public static async Task<Paged<NewsJson>> List(Db db, Me me) =>
        new([.. (await ShowNews.Of(db, me)).Select(n => new NewsJson(n.Id, n.Kind, n.Title, n.Excerpt, n.Language, n.Replies, n.Solved, n.At, n.Author, n.Path))], null);
}
