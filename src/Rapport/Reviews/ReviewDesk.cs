using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Reviews.Asking;
using Rapport.Reviews.Evidence;
using Rapport.Reviews.History;
using Rapport.Reviews.Incentives;

namespace Rapport.Reviews;

/// What somebody says in a review, however it reached us. What is null was not said.
public sealed record Said(int? Stars, string? Body)
{
    public string? Title { get; init; }

    /// One a line.
    public string? Pros { get; init; }
    public string? Cons { get; init; }

    /// By the id of the question; null leaves them.
    public IReadOnlyDictionary<long, int>? Answers { get; init; }
    public Relation Relation { get; init; }
    public bool Rewarded { get; init; }
    public bool Sampled { get; init; }

    /// What the link they came by holds, where something is offered for it.
    public string? Offer { get; init; }

    /// The name that others see from now on; null leaves it.
    public string? Name { get; init; }

    /// How many edits the writer knew of.
    public long? Seen { get; init; }

    /// The request that it answers.
    public Asked? Asked { get; init; }
}

/// Writing and changing reviews: the one way for forms, mailed links and programs.
public sealed class ReviewDesk(Db db, ReviewTopics topics, SiteSettings settings, Installation installation, Offers offers)
{
    /// Whoever has written about the product, or about a variant of it, already.
    public Task<Review?> Of(Member by, Product product)
    {
        var (author, id) = (by.Id, product.Id);
        return db.Reviews.FirstOrDefaultAsync(r => r.AuthorId == author && r.ProductId == id);
    }

    /// What somebody wrote about the product or, else, about what shares its reviews.
    public Task<Review?> Shared(Member by, Product product)
    {
        var (author, id, shared) = (by.Id, product.Id, Review.Sharing(product));
        return db.Reviews.Where(r => r.AuthorId == author && r.SharedId == shared).OrderByDescending(r => r.ProductId == id).ThenBy(r => r.Id).FirstOrDefaultAsync();
    }

    bool BuyersOnly => settings.Of<ReviewSettings>().BuyersOnly;

    /// Whether somebody (null: who has not said yet who they are) is kept from reviewing it because we know of no order of theirs. Whoever comes by the link in a mail ordered it.
    public async Task<bool> IsForBuyersOnly(Member? by, Product product, bool asked) =>
        BuyersOnly && !asked && by is not { IsStaff: true } && (by is null || (await db.Purchase(by.Id, product)).Line is null);

    public async Task<Review> Write(Product product, Member by, Said said)
    {
        if (await Of(by, product) is not null) throw new Refused("You have reviewed this already: change what you wrote.");
        Review.Rate(said.Stars);
        var (line, at) = await db.Purchase(by.Id, product, said.Asked?.Order);
        if (BuyersOnly && line is null && !by.IsStaff) throw new Refused("Only who bought this here can review it. If you did, use the address that you ordered with, or the link in our mail.");
        var called = await Call(by, said.Name);
        var (space, opened) = await ReviewSpace.Of(db, installation);
        var (topic, told) = await topics.Begin(space, by, said.Title, said.Body, Asides(said, null, []), product.Id, bought: line is not null);
        var review = Review.Write(topic, product, by, said.Stars, !string.IsNullOrWhiteSpace(said.Title));
        review.Disclose(said.Relation, said.Rewarded, said.Sampled, by);
        review.Claim(await offers.Claimed(said.Offer, product));
        review.Bought(line, at);
        db.Add(review);
        if (said.Asked is { } asked) db.Add(new AskedReview(review.Id, asked.Request, installation.DayOf(db.Clock.GetUtcNow())));
        db.AddRange(Points(review.Id, said));
        db.AddRange(await Answers(review.Id, product, said));
        topics.ForgetDraft(by, $"review-{product.Id}");
        await db.Save([.. said.Asked?.Told ?? [], .. called, .. opened, .. told, new ReviewWritten(review)]);
        return review;
    }

    public async Task<Review> Change(long id, Member by, Product product, Said said)
    {
        var review = await db.Reviews.FirstOrDefaultAsync(r => r.Id == id && r.AuthorId == by.Id) ?? throw new NotFound();
        var opening = await db.Posts.Include(p => p.Topic).ThenInclude(t => t.Space).FirstOrDefaultAsync(p => p.Id == id) ?? throw new NotFound();
        Review.Rate(said.Stars);
        var called = await Call(by, said.Name);
        var earlier = await db.ReviewPoints.AsTracking().Where(p => p.ReviewId == id).ToListAsync();
        var told = await topics.Change(opening, by, said.Title, said.Body, Asides(said, review.Stars, earlier), said.Seen);
        var edition = ReviewEdition.Of(review, await db.Set<ReviewEdition>().CountAsync(e => e.ReviewId == id) + 1, earlier, db.Clock.GetUtcNow());
        review.Change(by, product, said.Stars, !string.IsNullOrWhiteSpace(said.Title));
        review.Disclose(said.Relation, said.Rewarded, said.Sampled, by);
        review.Claim(await offers.Claimed(said.Offer, product));
        db.RemoveRange(earlier);
        var (points, answers) = (Points(id, said), await Answers(id, product, said));
        if (said.Answers is not null) db.RemoveRange(await Answered(id, product));
        if (edition.Stars != review.Stars || edition.Good != ReviewEdition.Lines(points, true) || edition.Bad != ReviewEdition.Lines(points, false))
        {
            db.Add(edition);
            if (!edition.Unseen) review.Changed(edition.At);
        }
        db.Later(async () => { await db.SaveChangesAsync(); db.AddRange(points); db.AddRange(answers); });
        await db.Save([.. called, .. told, new ReviewChanged(review)]);
        return review;
    }

    /// The name that its writer chose, here and everywhere.
    async Task<IReadOnlyList<Event>> Call(Member by, string? name)
    {
        if (name is null || PersonName.Of(name) is var called && called == by.Name) return [];
        await db.RefuseBorrowed(called, installation, by);
        // Whoever writes for the first time is not stored yet.
        var member = db.Members.Local.FirstOrDefault(m => m.Id == by.Id) ?? await db.Members.AsTracking().FirstAsync(m => m.Id == by.Id);
        member.Describe(called, member.Title, member.Bio);
        return db.Entry(member).State == EntityState.Added ? [] : [new ProfileChanged(member)];
    }

    /// What is read with the words: whoever looks at these first looks at it too.
    static IReadOnlyList<Aside> Asides(Said said, int? stars, IReadOnlyList<ReviewPoint> earlier)
    {
        var points = Points(0, said);
        return [new("pros", ReviewEdition.Lines(points, true), ReviewEdition.Lines(earlier, true)), new("cons", ReviewEdition.Lines(points, false), ReviewEdition.Lines(earlier, false)),
            new("stars", new string('★', said.Stars ?? 0), new string('★', stars ?? 0))];
    }

    static List<ReviewPoint> Points(long id, Said said) =>
        [.. ReviewPoint.Read(said.Pros, "pros").Select(text => (Good: true, text)).Concat(ReviewPoint.Read(said.Cons, "cons").Select(text => (Good: false, text))).Select((p, place) => new ReviewPoint(id, place, p.Good, p.text))];

    async Task<List<ReviewAnswer>> Answers(long id, Product product, Said said)
    {
        if (said.Answers is not { Count: > 0 }) return [];
        var asked = await Asked(product);
        return [.. said.Answers.Select(a => asked.FirstOrDefault(q => q.Id == a.Key) is { } question && question.Takes(a.Value) ? new ReviewAnswer(id, a.Key, a.Value) : throw new Refused("Choose one of the answers.") { Field = $"answer-{a.Key}" })];
    }

    /// What was answered of what is asked today: what is asked no more keeps its answers.
    async Task<List<ReviewAnswer>> Answered(long id, Product product)
    {
        var asked = (await Asked(product)).ConvertAll(q => q.Id);
        return await db.ReviewAnswers.AsTracking().Where(a => a.ReviewId == id && asked.Contains(a.AspectId)).ToListAsync();
    }

    /// What reviews of this product answer besides: questions of its category and those above it, and those for every product.
    public async Task<List<Aspect>> Asked(Product product)
    {
        var way = product.CategoryId is { } category ? await db.CategoriesAbove(category) : [];
        return await db.Aspects.AsNoTracking().Where(a => a.RetiredAt == null && (a.CategoryId == null || way.Contains(a.CategoryId.Value))).OrderBy(a => a.Kind).ThenBy(a => a.Rank).ThenBy(a => a.Id).ToListAsync();
    }
}
