using Rapport.Conversations.Drafts;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Conversations;

/// The door by which Reviews begins and changes the topic that each review is: the same gate, pictures and history as for all that is said.
public sealed class ReviewTopics(Db db, Gate gate, Keeper keeper, Me me, Locale locale)
{
    /// Into what Save stores. It is held where newcomers' words are, unless they bought the thing, and whatever its stars: they are not known here.
    public async Task<(Topic Topic, IReadOnlyList<Event> Told)> Begin(Space space, Member by, string? title, string? body, IReadOnlyList<Aside> asides, long product, bool bought)
    {
        var words = Post.Checked(await Words.Typed(db, body, space.Language));
        var topic = Topic.Review(db.NewId(), space, by, title, words, db.Clock.GetUtcNow());
        var opening = topic.Open(words);
        opening.Asides = asides;
        return (topic, await StartTopic.Begin(db, gate, topic, opening, by, [], [product], bought));
    }

    /// Other words for the review; nothing is told where they are the same.
    public async Task<IReadOnlyList<Event>> Change(Post opening, Member by, string? title, string? body, IReadOnlyList<Aside> asides, long? seen = null) =>
        await EditPost.Edit(opening, new(body ?? "", null, Topic.Headline(title, await Words.Typed(db, body, opening.Language)), Seen: seen, Asides: asides), db, by, gate);

    public const int MostPictures = 6, LargestForm = Pictures.LargestForm;

    /// The words with the pictures that were sent along.
    public Task<string?> WithPictures(Sent sent, Member by) => Pictures.Take(sent, keeper, by.Id, MostPictures);

    /// The words and the pictures below them, for a form that shows the two apart.
    public static (string Words, IReadOnlyList<string> Pictures) Apart(string body)
    {
        var (words, shown) = Pictures.Split(body);
        return (words, [.. shown.Select(p => p.WithMeasures)]);
    }

    /// How many edits it has had: whoever changes it says how many they knew of.
    public Task<int> Edits(long review) => db.Revisions.CountAsync(r => r.PostId == review);

    public Task<string> ToEdit(Content words) => Words.ToEdit(db, words);

    /// The names that these words need to be shown to this visitor.
    public Task<Names> NamesIn(IEnumerable<string> htmls) => Words.NamesIn(db, me, locale, htmls);

    /// What became of these reviews, and how many they helped and did not.
    public static async Task<Dictionary<long, ReviewFate>> Fates(Db db, IReadOnlyCollection<long> reviews)
    {
        var rows = await db.Posts.AsNoTracking().Where(p => reviews.Contains(p.Id)).Select(p => new
        {
            p.Id,
            Held = p.Sight == Sight.Held,
            Removed = p.RemovedAt != null,
            By = db.Set<Removal>().Where(r => r.PostId == p.Id && r.EndedAt == null).Select(r => r.RemovedBy == p.AuthorId).FirstOrDefault(),
            Up = db.Set<Vote>().Count(v => v.PostId == p.Id && v.Value > 0) + db.Set<VoteTally>().Where(v => v.PostId == p.Id).Sum(v => v.Up),
            Down = db.Set<Vote>().Count(v => v.PostId == p.Id && v.Value < 0) + db.Set<VoteTally>().Where(v => v.PostId == p.Id).Sum(v => v.Down),
            Erased = p.Source == "",
        }).ToListAsync();
        return rows.ToDictionary(r => r.Id, r => new ReviewFate(r.Held && !r.Removed, r.Removed, r.Removed && !r.By && !r.Erased, r.Up, r.Down));
    }

    /// A picture of the reviewer's below the words, and kept for as long as they show it.
    public static async Task Illustrate(Db db, long review, StoredFile picture)
    {
        var opening = db.Posts.Local.FirstOrDefault(p => p.Id == review) ?? await db.Posts.FirstAsync(p => p.Id == review);
        opening.Illustrate(picture);
        db.Entry(opening).State = EntityState.Modified;
        db.Add(new FileUse { File = picture.Id, Kind = Pictures.Kind, Subject = review });
    }

    /// The pictures that posts show, each by the id of its post.
    public static IQueryable<FileUse> PicturesIn(Db db) => db.Set<FileUse>().Where(u => u.Kind == Pictures.Kind);

    /// The words alone.
    public static string Plain(string html) => Posts.Plain.Of(html);

    public void ForgetDraft(Member by, string key) => db.ForgetDraft(by.Id, key);
}

/// What others see of a review's words, and their votes on it.
public sealed record ReviewFate(bool Held, bool Removed, bool HiddenByModerator, int Up, int Down);
