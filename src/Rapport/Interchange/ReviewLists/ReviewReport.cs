using System.Globalization;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange.ReviewLists;

/// What came of a list of reviews: besides the lines, how the list was understood, which of its products are not here, and its means against those of the site.
public sealed class ReviewReport : Report
{
    public const int MostProducts = 500;

    public ReviewListing? Listing { get; internal set; }

    public override void Write(TextWriter to)
    {
        if (Listing is { } listing)
        {
            to.WriteLine($"read as {listing.Title}, of {listing.Scale} stars at best{(listing.DayFirst ? ", days before months" : "")}: {string.Join(", ", listing.Columns.Select(c => $"{c.Key} = {c.Value}"))}");
            if (listing.Unread.Count > 0) to.WriteLine($"not read: {string.Join(", ", listing.Unread)}");
            if (listing.DoubtfulDate is { } date) to.WriteLine($"dates such as {date} were read with the {(listing.DayFirst ? "day" : "month")} first; no row decides it");
            if (listing.Twin is { } twin) to.WriteLine($"most of these reviews are here already from {twin}: say --source \"{twin}\" to bring that up to date instead of bringing all in again");
            foreach (var product in listing.Unmatched) to.WriteLine($"no such product here: {product.Key}{(product.Name is null ? "" : $" ({product.Name})")}, {product.Reviews} reviews");
        }
        base.Write(to);
        if (Listing is not { Means.Count: > 0 } all) return;
        foreach (var mean in all.Means) to.WriteLine($"{mean.Product}: in the list {mean.Listed} reviews, mean {Mean(mean.ListedMean)}; here from {all.Source} {mean.Here}, mean {Mean(mean.HereMean)}");
        to.WriteLine($"all products: in the list {all.Listed} reviews, here from {all.Source} {all.Here}");
    }

    static string Mean(double? mean) => mean?.ToString("0.00", CultureInfo.InvariantCulture) ?? "none";
}

/// How a list was understood and what it came to. Kept with the report.
public sealed record ReviewListing(string Source, string Map, string Title, int Scale, bool DayFirst)
{
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// Headings by our name for them, and those that nothing is made of.
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();
    public IReadOnlyList<string> Unread { get; init; } = [];
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// A date that may be two days, where nothing says which.
    public string? DoubtfulDate { get; init; }

    /// Most of it is here already, from this other source.
    public string? Twin { get; init; }

    /// The first rows, as they would come in.
    public IReadOnlyList<UnderstoodRow> First { get; init; } = [];
    public IReadOnlyList<UnmatchedProduct> Unmatched { get; init; } = [];
    public int UnmatchedProducts { get; init; }
    public IReadOnlyList<ProductMean> Means { get; init; } = [];
    public int Listed => Means.Sum(m => m.Listed);
    public int Here => Means.Sum(m => m.Here);
}

public sealed record UnderstoodRow(long Row, string? Problem)
{
    public string? Product { get; init; }
    public bool IsHere { get; init; }
    public int Stars { get; init; }
    public string? Rating { get; init; }
    public string? Title { get; init; }
    public string? Words { get; init; }
    public string? Author { get; init; }
    public DateTimeOffset At { get; init; }
    public bool? Verified { get; init; }
    public string? Reply { get; init; }
    public int Photos { get; init; }
}

public sealed record UnmatchedProduct(string Key, string? Name, int Reviews);

/// How many reviews the list publishes of a product and their mean as stars; and how many of that source are published here, and theirs.
public sealed record ProductMean(string Product, int Listed, double? ListedMean, int Here, double? HereMean);
