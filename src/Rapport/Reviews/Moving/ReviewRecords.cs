using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Reviews.Photos;

namespace Rapport.Reviews.Moving;

/// Reviews beside their topics. What comes from another system is labelled so, and never counts as bought here.
sealed class ReviewRecords(Blobs blobs) : Records<ReviewLine, Review>
{
    public override string Name => "reviews";
    public override string Kind => "review";
    public override IReadOnlyList<Type> Covers => [typeof(Review)];

    protected override IReadOnlyList<string> Told =>
        [nameof(Review.Id), nameof(Review.ProductId), nameof(Review.SharedId), nameof(Review.AuthorId), nameof(Review.Stars), nameof(Review.Headed), nameof(Review.CreatedAt), nameof(Review.Source), nameof(Review.SourceVerified),
         nameof(Review.ImportedAt), nameof(Review.SourceRating), nameof(Review.SourceVariant), nameof(Review.State), nameof(Review.Helpful), nameof(Review.Unhelpful), nameof(Review.HelpfulRank)];

    public override IEnumerable<(string Kind, string? Key)> Names(ReviewLine line) => [("topic", line.Key)];

    public override async IAsyncEnumerable<ReviewLine> Tell(Telling telling)
    {
        var (db, more) = (telling.Db, More(telling.Db, telling.Left));
        for (long last = 0; await db.Reviews.AsNoTracking().Where(r => r.Id > last).OrderBy(r => r.Id).Take(Telling.Chunk).Join(db.Products, r => r.ProductId, p => p.Id, (r, p) => new { Review = r, p.Sku }).OrderBy(r => r.Review.Id).ToListAsync() is { Count: > 0 } some; last = some[^1].Review.Id)
            foreach (var (r, sku) in some.Select(s => (s.Review, s.Sku)))
                yield return new()
                {
                    Key = $"{r.Id}", Product = sku, Stars = r.Stars, Headed = r.Headed, Source = r.Source, Verified = r.SourceVerified, ImportedAt = r.ImportedAt, Rating = r.SourceRating, Variant = r.SourceVariant, More = more.Of(r),
                };
    }

    public override async Task Take(Batch<ReviewLine> batch)
    {
        var (db, now) = (batch.Db, batch.Db.Clock.GetUtcNow());
        var ids = batch.Lines.Select(l => batch.Find(l.Key, "topic")).OfType<long>().Distinct().ToList();
        var topics = batch.IsDry ? [] : await db.Topics.AsNoTracking().Where(t => ids.Contains(t.Id) && t.Kind == TopicKind.Review).ToDictionaryAsync(t => t.Id);
        var products = await Products(db, batch.Lines);
        var taken = await Taken(db, topics.Values, products.Values);
        foreach (var line in batch.Lines)
        {
            if (batch.Find(line.Key, "topic") is not { } id) { batch.Refuse(Name, line, "its words are not here"); continue; }
            if (line.Stars is < Review.Worst or > Review.Best) { batch.Refuse(Name, line, "stars are from 1 to 5"); continue; }
            if (batch.IsDry) { batch.Know(Kind, line, -1); batch.Stored(Name); continue; }
            if (!topics.TryGetValue(id, out var topic)) { batch.Refuse(Name, line, "its words are no review"); continue; }
            if (!products.TryGetValue(line.Product, out var product)) { batch.Refuse(Name, line, $"its product {line.Product} is not here"); continue; }
            var review = new Review(topic, product, line.Stars, line.Headed);
            if (review.AuthorId is { } author && !taken.Add((author, product.Id))) review.StandsBeside();
            db.Add(review);
            Fill(batch, review, line);
            if (line.Source is not null || batch.Ids is null && batch.Arrival.Cause != Cause.Demo) review.CameFrom(line.Source ?? batch.Arrival.Source, line.Verified, (line.ImportedAt ?? now).ToUniversalTime(), line.Rating, line.Variant);
            if (batch.Ids?.KeepsAll == false) review.Bought(null, null);
            db.AddRange(line.Good.Select(g => (g, true)).Concat(line.Bad.Select(b => (b, false))).Where(p => p.Item1.Length <= ReviewPoint.Longest).Select((p, place) => new ReviewPoint(id, place, p.Item2, p.Item1)));
            await Picture(batch, line, id);
            batch.Events.Add(new ReviewWritten(review));
            batch.Know(Kind, line, id);
            batch.Stored(Name);
        }
    }

    static async Task<Dictionary<string, Product>> Products(Db db, IReadOnlyList<ReviewLine> lines)
    {
        var skus = lines.Select(l => l.Product).Distinct().ToList();
        return await db.Products.AsNoTracking().Where(p => skus.Contains(p.Sku)).ToDictionaryAsync(p => p.Sku);
    }

    /// Who has reviewed which of these products already: other systems let people write twice, and only one of them is theirs to change here.
    static async Task<HashSet<(long, long)>> Taken(Db db, IEnumerable<Topic> topics, IEnumerable<Product> products)
    {
        var (authors, things) = (topics.Select(t => t.AuthorId).OfType<long>().Distinct().ToList(), products.Select(p => p.Id).ToList());
        if (authors.Count == 0) return [];
        return [.. (await db.Reviews.Where(r => authors.Contains(r.AuthorId!.Value) && things.Contains(r.ProductId)).Select(r => new { r.AuthorId, r.ProductId }).ToListAsync()).Select(r => (r.AuthorId!.Value, r.ProductId))];
    }

    /// Pictures of the archive are kept at once; those at addresses are fetched by and by.
    async Task Picture(Batch<ReviewLine> batch, ReviewLine line, long id)
    {
        var place = 0;
        foreach (var photo in line.Photos.Take(WantedPhoto.Most))
        {
            if (WantedPhoto.IsAddress(photo)) { batch.Db.Add(new WantedPhoto(id, place++, photo)); continue; }
            if (await batch.Arrival.File(photo, default) is not { } bytes) { batch.Report.Withhold("photos", "their bytes are not in the archive"); continue; }
            try { await ReviewTopics.Illustrate(batch.Db, id, await new Keeper(batch.Db, blobs, batch.Db.Clock).Keep(bytes, "photo", owner: null)); }
            catch (Kernel.Refused refused) { batch.Report.Withhold("photos", refused.Plain); }
        }
        if (place > 0) await batch.Db.Enqueue(new FetchPhotos(id));
    }

    /// Stars given elsewhere may be changed there; what was changed here since stays.
    public override async Task<bool> Change(Batch<ReviewLine> batch, ReviewLine line, long id)
    {
        if (line.Stars is < Review.Worst or > Review.Best || await batch.Db.Reviews.FirstOrDefaultAsync(r => r.Id == id) is not { IsImported: true } review) return false;
        if (await batch.Db.Set<Post>().AnyAsync(p => p.Id == id && p.EditedAt != null)) return false;
        review.CameFrom(line.Source ?? batch.Arrival.Source, line.Verified, review.ImportedAt!.Value, line.Rating, line.Variant, line.Stars);
        batch.Events.Add(new ReviewChanged(review));
        return true;
    }
}
