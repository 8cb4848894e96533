using Rapport.Conversations.Drafts;
using Rapport.Conversations.Posts;
using Rapport.Conversations.Topics;
using Rapport.Conversations.Unseen;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Conversations;

/// The door by which Stories begins the topic that each story is: the same gate, pictures and drafts as for all that is said.
public sealed class StoryTopics(Db db, Gate gate, Keeper keeper, Me me)
{
    public const string DraftKey = DraftKeys.Story;
    public const int MostPictures = Pictures.Most, MostProducts = 5;

    /// Where stories can be told.
    public Task<List<Space>> Spaces() => StartTopic.Places(db, me).AsNoTracking().ToListAsync();

    /// Into what Save stores.
    public async Task<(Topic Topic, IReadOnlyList<Event> Told)> Begin(Member by, long? space, string? title, string? body, IReadOnlyList<string?> products)
    {
        var topic = Topic.Start(db.NewId(), TopicKind.Story, await StartTopic.Place(db, me, space), by, title ?? "", db.Clock.GetUtcNow());
        var opening = topic.Open(Post.Checked(await Words.Typed(db, body, topic.Language)));
        var about = await Products(products);
        db.ForgetDraft(by.Id, DraftKey);
        return (topic, await StartTopic.Begin(db, gate, topic, opening, by, [], about));
    }

    async Task<IReadOnlyList<long>> Products(IReadOnlyList<string?> said)
    {
        if (said.Count > MostProducts) throw new Refused("A story is about up to {most} products.", ("most", MostProducts)) { Field = "products" };
        var found = new List<long>();
        foreach (var (at, product) in said.Index())
            try { if (await StartTopic.Product(db, product) is { } id && !found.Contains(id)) found.Add(id); }
            catch (Refused refused) { throw new Refused(refused.Message, [.. refused.Arguments]) { Field = $"product{at}" }; }
        return found;
    }

    /// The words with the pictures that were sent along.
    public Task<string?> WithPictures(Sent sent, Member by, string body) => Pictures.Take(sent, keeper, by.Id, MostPictures, body);

    public static FileAddress? FirstPicture(string html) => Pictures.First(html);

    /// What was begun and not posted, into the form.
    public async Task RestoreDraft(long member, string action, FormState state)
    {
        if (await db.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.MemberId == member && d.Key == DraftKey) is { } kept)
            state.Restore(action, kept.Read().Select(f => KeyValuePair.Create(f.Key, new Microsoft.Extensions.Primitives.StringValues(f.Value))));
    }
}
