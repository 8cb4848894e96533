using Rapport.Conversations.Posts;
using Rapport.Kernel;
using Rapport.Kernel.Content;

namespace Rapport.Conversations.Topics;

/// A topic in the words of schema.org: a page of questions and answers, or a posting in a forum with its comments.
static class TopicData
{
    const int MostText = 5_000;

    public static IReadOnlyList<object> Of(TopicView view, TopicPage page, Installation installation)
    {
        var site = new Site(installation.Address, page.Locale.To);
        // A review is marked up with its product, where its stars are.
        if (view.Head.Kind == TopicKind.Review) return [Crumbs(view, site, page.Locale.Say("Spaces"))];
        return [view.IsQuestion ? Question(view, site) : Posting(view, site), Crumbs(view, site, page.Locale.Say("Spaces"))];
    }

    sealed record Site(string Address, Func<string, string> To)
    {
        public string Of(string path) => Address + To(path);
    }

    static Dictionary<string, object?> Question(TopicView view, Site site)
    {
        var answers = view.Replies.Where(r => !r.IsRemoved).ToList();
        var accepted = answers.Find(a => a.Accepted);
        var question = new Dictionary<string, object?>
        {
            ["@type"] = "Question", ["name"] = view.Head.Title, ["text"] = Text(view.Opening), ["url"] = site.Of(view.Path), ["inLanguage"] = view.Head.Language,
            ["answerCount"] = view.Head.Replies, ["upvoteCount"] = view.Opening.Score, ["datePublished"] = At(view.Opening.CreatedAt), ["dateModified"] = At(view.Opening.EditedAt), ["author"] = Author(view.Opening, site),
            ["acceptedAnswer"] = accepted is null ? null : Answer(accepted, site),
            ["suggestedAnswer"] = answers.Where(a => !a.Accepted).Select(a => Answer(a, site)).ToList() is { Count: > 0 } others ? others : null,
        };
        return new() { ["@context"] = "https://schema.org", ["@type"] = "QAPage", ["mainEntity"] = Said(question) };
    }

    static Dictionary<string, object?> Answer(PostRow answer, Site site) => Said(new()
    {
        ["@type"] = "Answer", ["text"] = Text(answer), ["url"] = site.Of($"/posts/{answer.Id}"), ["upvoteCount"] = answer.Score,
        ["datePublished"] = At(answer.CreatedAt), ["dateModified"] = At(answer.EditedAt), ["author"] = Author(answer, site),
    });

    static Dictionary<string, object?> Posting(TopicView view, Site site) => Said(new()
    {
        ["@context"] = "https://schema.org", ["@type"] = view.Head.Kind is TopicKind.Article or TopicKind.Story ? (string[])["DiscussionForumPosting", "Article"] : "DiscussionForumPosting",
        ["headline"] = view.Head.Title, ["text"] = Text(view.Opening), ["url"] = site.Of(view.Path), ["inLanguage"] = view.Head.Language,
        ["datePublished"] = At(view.Opening.CreatedAt), ["dateModified"] = At(view.Opening.EditedAt), ["author"] = Author(view.Opening, site),
        ["commentCount"] = view.Head.Replies,
        ["interactionStatistic"] = view.Opening.Score > 0 ? new Dictionary<string, object?> { ["@type"] = "InteractionCounter", ["interactionType"] = "https://schema.org/LikeAction", ["userInteractionCount"] = view.Opening.Score } : null,
        ["comment"] = Comments(view, site) is { Count: > 0 } comments ? comments : null,
    });

    static List<Dictionary<string, object?>> Comments(TopicView view, Site site) => [.. view.Replies.Where(r => !r.IsRemoved).Select(reply =>
    {
        var comment = Comment(reply, site);
        if (view.Comments[reply.Id].Select(c => Comment(c, site)).ToList() is { Count: > 0 } below) comment["comment"] = below;
        return comment;
    })];

    static Dictionary<string, object?> Comment(PostRow post, Site site) => Said(new()
    {
        ["@type"] = "Comment", ["text"] = Text(post), ["url"] = site.Of($"/posts/{post.Id}"), ["datePublished"] = At(post.CreatedAt), ["author"] = Author(post, site),
    });

    static Dictionary<string, object?> Crumbs(TopicView view, Site site, string spaces) => new()
    {
        ["@context"] = "https://schema.org", ["@type"] = "BreadcrumbList",
        ["itemListElement"] = new[] { (spaces, "/spaces"), (view.Head.SpaceName, view.Head.SpacePath), (view.Head.Title, view.Path) }
            .Select((step, i) => new Dictionary<string, object?> { ["@type"] = "ListItem", ["position"] = i + 1, ["name"] = step.Item1, ["item"] = site.Of(step.Item2) }).ToList(),
    };

    /// A name is needed to name somebody: who left is a person without a page.
    static Dictionary<string, object?> Author(PostRow post, Site site) => post.Author.IsSomebody
        ? new() { ["@type"] = "Person", ["name"] = post.Author.Name, ["url"] = site.Of(post.Author.Path) }
        : new() { ["@type"] = "Person", ["name"] = post.Author.Known ?? post.Author.Nameless };

    static string Text(PostRow post)
    {
        if (post.IsRemoved) return "";
        var text = Plain.Of(post.Html);
        return text.Length <= MostText ? text : text[..MostText] + "…";
    }

    static Dictionary<string, object?> Said(Dictionary<string, object?> data) => data.Where(pair => pair.Value is not null).ToDictionary();

    static string? At(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
