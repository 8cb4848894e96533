using System.Security.Cryptography;
using Rapport.Conversations.Moving;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Moving;
using Rapport.Members.Moving;
using Rapport.Reviews;
using Rapport.Reviews.Moving;

namespace Rapport.Interchange.ReviewLists;

/// Turns a list of reviews into an archive, row by row. What is not brought in is counted with its reason, what cannot be read is named by its row.
sealed class Conversion(ReviewFile file, Reading reading, ProductMatches matches, string source, string brand, ReviewReport report)
{
    const string Space = "reviews", Counted = "reviews";
    const int Shown = 5, MostTwins = 20, LongestTitle = 150, Sample = 200;

    readonly Dictionary<string, UInt128> seen = [];
    readonly Dictionary<string, (int Count, long Sum)> listed = [];
    readonly Dictionary<string, (int Count, string Why)> left = [];
    readonly List<long> twins = [];
    readonly List<UnderstoodRow> first = [];
    readonly Dictionary<string, DateTimeOffset> sample = [];
    int duplicates;

    public string Source => source;
    public IReadOnlyList<UnderstoodRow> First => first;

    public void Run(Archive archive, CancellationToken cancel)
    {
        using (var draft = new Draft(archive, source))
        {
            draft.Spaces.Add(new() { Key = Space, Name = "Reviews", Purpose = "reviews" });
            foreach (var row in file.Rows)
            {
                cancel.ThrowIfCancellationRequested();
                Take(row, draft, archive);
            }
        }
        foreach (var (what, (count, why)) in left.OrderBy(l => l.Key, StringComparer.Ordinal)) report.Leave(what, count, why);
        if (duplicates > 0) report.Leave("rows that stand twice in the list", duplicates, $"the first of each counts; rows {string.Join(", ", twins)}{(duplicates > twins.Count ? " and more" : "")}");
        if (reading.Headings.Where(ReviewColumns.IsTrack).ToList() is { Count: > 0 } tracks) report.Leave($"columns {string.Join(", ", tracks)}", tracks.Count, "where people were when they wrote is nobody's business here");
    }

    void Take(ReviewRow row, Draft draft, Archive archive)
    {
        ReadReview review;
        try { review = ReadReview.Of(row, reading); }
        catch (Refused problem)
        {
            Show(new(row.Number, problem.Plain));
            report[Counted].Read++;
            report.Refuse(Counted, $"row {row.Number}", problem.Plain);
            return;
        }
        if (review.Withheld is { } state) { Leave($"reviews that were {state}", "they were not published there"); return; }
        if (!IsNew(row, review)) return;
        if (sample.Count < Sample) sample[review.Key] = review.At;
        var match = matches[review.Product];
        Show(Understood(review, match));
        if (match?.IsLeftOut == true) { Leave("reviews of products that are left out", "somebody said so"); return; }
        var name = match?.Product?.Sku ?? review.Product.Key;
        listed[name] = listed.GetValueOrDefault(name) is var so ? (so.Count + 1, so.Sum + review.Rating.Stars) : default;
        if (match is null) { Leave("reviews of products that are not here", "say which product it is, or leave it out"); return; }
        Write(review, name, draft, archive);
    }

    void Leave(string what, string why) => left[what] = (left.GetValueOrDefault(what).Count + 1, why);

    void Show(UnderstoodRow row)
    {
        if (first.Count < Shown) first.Add(row);
    }

    /// Exact duplicates are counted; two of one id that say different things are not both right.
    bool IsNew(ReviewRow row, ReadReview review)
    {
        var print = row.Print();
        if (seen.TryAdd(review.Key, print)) return true;
        if (seen[review.Key] == print)
        {
            duplicates++;
            if (twins.Count < MostTwins) twins.Add(row.Number);
            return false;
        }
        report[Counted].Read++;
        report.Refuse(Counted, $"row {row.Number}", $"the list holds {(review.Key.StartsWith("row:", StringComparison.Ordinal) ? "it" : $"the id {Cut.Short(review.Key)}")} twice, and not with the same words");
        return false;
    }

    static UnderstoodRow Understood(ReadReview review, ProductMatch? match) => new(review.Row, null)
    {
        Product = match?.Product?.Name ?? review.Product.Name ?? review.Product.Key, IsHere = match is { IsLeftOut: false }, Stars = review.Rating.Stars, Rating = review.Rating.Told, Title = review.Title,
        Words = review.Body is { } body ? Cut.Short(Characters.Line(Text.Plain(body)), 200) : null, Author = review.Author, At = review.At, Verified = review.Verified,
        Reply = review.Reply is { } reply ? Cut.Short(Characters.Line(Text.Plain(reply)), 100) : null, Photos = review.Photos.Count,
    };

    void Write(ReadReview review, string sku, Draft draft, Archive archive)
    {
        var (headed, title) = Headline(review);
        var author = review is { Author: { } name, Email: { } email } ? draft.Person(new() { Key = "mail:" + AddressDigest.Md5(email), Name = name, Email = email, Joined = DateTimeOffset.UnixEpoch }) : null;
        draft.Topics.Add(new() { Key = review.Key, Kind = "review", Space = Space, Title = title, Words = review.Words, Author = author, SignedBy = author is null ? review.Author ?? "" : null, At = review.At, Products = [sku] });
        draft.Reviews.Add(new()
        {
            Key = review.Key, Product = sku, Stars = review.Rating.Stars, Headed = headed, Good = review.Pros, Bad = review.Cons, Source = source, Verified = review.Verified == true,
            Rating = review.Rating.Told, Variant = review.Variant, Photos = Photos(review, archive),
        });
        if (review.Reply is { } reply) draft.Replies.Add(new() { Key = review.Key + "/reply", Topic = review.Key, Words = Text.Words(reply), SignedBy = brand, At = review.ReplyAt ?? review.At, Official = true });
        if (review.Helpful > 0 || review.Unhelpful > 0) draft.Tallies.Add(new() { Key = review.Key, Post = review.Key, Day = DateOnly.FromDateTime(review.At.UtcDateTime), Up = review.Helpful, Down = review.Unhelpful });
    }

    /// A title that is too long stands cut above the words; one that only repeats them is none.
    static (bool Headed, string Title) Headline(ReadReview review)
    {
        if (review.Title is { } title && review.Body is not null) return (true, title.Length > LongestTitle ? title[..(LongestTitle - 1)] + "…" : title);
        var words = Characters.Line(Text.Plain(review.Body ?? review.Words.Source));
        return (false, words.Length > 70 ? words[..(words.LastIndexOf(' ', 70) is > 35 and var end ? end : 70)].TrimEnd(',', ';', ':', ' ') + "…" : words);
    }

    /// Addresses as they are; pictures that lie beside the list go into the archive by their digest.
    List<string> Photos(ReadReview review, Archive archive)
    {
        var photos = new List<string>();
        foreach (var photo in review.Photos)
            if (photo.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || photo.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) photos.Add(photo);
            else if (Beside(photo) is { } bytes) photos.Add(Keep(archive, bytes));
            else report.Withhold("photos", "they are no addresses of the web, and no files beside the list");
        return photos;
    }

    byte[]? Beside(string name)
    {
        using var stream = file.Parcel.Open(name.TrimStart('.', '/'));
        if (stream is null) return null;
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int n; (n = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + n > StoredFile.Longest) { report.Withhold("photos", $"they are larger than {StoredFile.Longest >> 20} MB"); return null; }
            bytes.Write(buffer, 0, n);
        }
        return bytes.ToArray();
    }

    static string Keep(Archive archive, byte[] bytes)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var folder = Directory.CreateDirectory(Path.Combine(archive.Path, "files")).FullName;
        File.WriteAllBytes(Path.Combine(folder, digest), bytes);
        return digest;
    }

    /// How many different reviews the list publishes of a product that is not here.
    public int CountOf(ListedProduct product) => listed.GetValueOrDefault(product.Key).Count;

    /// Another source from which more than half of these reviews came in already: the same list under another name.
    public async Task<string?> Twin(Db db, CancellationToken cancel)
    {
        var sources = await db.Reviews.Where(r => r.ImportedAt != null && r.Source != source).Select(r => r.Source!).Distinct().ToListAsync(cancel);
        if (sources.Count == 0) return null;
        var keys = sample.Keys.ToList();
        var here = await db.Set<ForeignId>().Where(f => sources.Contains(f.Source) && f.Kind == "review" && keys.Contains(f.Key)).Join(db.Reviews, f => f.Id, r => r.Id, (f, r) => new { f.Source, f.Key, r.CreatedAt }).ToListAsync(cancel);
        return here.Where(h => h.CreatedAt == sample[h.Key]).GroupBy(h => h.Source).Where(g => g.Count() * 2 > sample.Count).MaxBy(g => g.Count())?.Key;
    }

    /// What the list publishes of each product beside what is published here of the same source.
    public async Task<IReadOnlyList<ProductMean>> Means(Db db, CancellationToken cancel)
    {
        var means = new List<ProductMean>();
        foreach (var some in listed.OrderByDescending(l => l.Value.Count).ThenBy(l => l.Key, StringComparer.Ordinal).Take(ReviewReport.MostProducts).Chunk(300))
        {
            var skus = some.Select(l => l.Key).ToList();
            var here = await db.Reviews.Where(r => r.Source == source && r.State == ReviewState.Published).Join(db.Set<Catalog.Product>().Where(p => skus.Contains(p.Sku)), r => r.ProductId, p => p.Id, (r, p) => new { p.Sku, r.Stars })
                .GroupBy(r => r.Sku).Select(g => new { Sku = g.Key, Count = g.Count(), Mean = g.Average(r => (double)r.Stars) }).ToDictionaryAsync(r => r.Sku, cancel);
            means.AddRange(some.Select(l => new ProductMean(l.Key, l.Value.Count, (double)l.Value.Sum / l.Value.Count, here.GetValueOrDefault(l.Key)?.Count ?? 0, here.GetValueOrDefault(l.Key)?.Mean)));
        }
        return means;
    }
}
