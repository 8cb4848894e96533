using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange.ReviewLists;

/// A review as it is understood.
sealed record ReadReview(string Key, long Row, ListedProduct Product, Rating Rating, string? Title, string? Body, DateTimeOffset At)
{
    public string? Author { get; init; }
    public string? Email { get; init; }

    /// Null where the list says nothing about it.
    public bool? Verified { get; init; }

    /// What its system made of it, where that is no publication: "spam", "pending".
    public string? Withheld { get; init; }
    public string? Reply { get; init; }
    public DateTimeOffset? ReplyAt { get; init; }
    public IReadOnlyList<string> Photos { get; init; } = [];
    public int Helpful { get; init; }
    public int Unhelpful { get; init; }
    public string? Variant { get; init; }
    public IReadOnlyList<string> Pros { get; init; } = [];
    public IReadOnlyList<string> Cons { get; init; } = [];

    const int LongestId = 300, LongestName = 60, LongestVariant = 200, MostPhotos = 12, MostPoints = 6, LongestPoint = 140;

    static readonly HashSet<string> published = ["approved", "published", "publish", "ok", "visible", "active", "live", "accepted", "true", "yes", "1"];

    /// Refused in words where it cannot be told what it says.
    public static ReadReview Of(ReviewRow row, Reading reading)
    {
        if (row.Fault is { } fault) throw fault;
        string? Said(string field) => reading.Of(row, field);
        var rating = Rating.Read(Said("rating"), Scale(Said("scale")) ?? reading.Scale);
        var withheld = Status(reading, row);
        if (rating is null && withheld is null) throw new Refused(Said("rating") is null ? "it has no rating" : "it has no stars: 0 says that none were given");
        var product = ListedProduct.Of(row, reading) ?? throw new Refused("it names no product");
        var date = Said("date") ?? throw new Refused("it has no date");
        var id = Said("id");
        if (id is { Length: > LongestId }) throw new Refused("its id is longer than {n} characters", ("n", LongestId));
        var at = reading.Time(date) ?? throw new Refused("its date cannot be read: {date}", ("date", Cut.Short(date)));
        if (reading.IsAhead(at)) throw new Refused("its date is still to come: {date}", ("date", Cut.Short(date)));
        return new(id ?? "row:" + Hash(row, reading), row.Number, product, rating ?? default, Line(Said("title")), Said("body"), at)
        {
            Author = Line(Said("author"), LongestName), Email = Said("email")?.ToLowerInvariant(), Verified = Yes(Said("verified")), Withheld = withheld,
            Reply = Said("reply"), ReplyAt = reading.Time(Said("reply_date")) is { } replied && !reading.IsAhead(replied) ? replied : null, Photos = Addresses(Said("photos")), Helpful = Count(Said("helpful")), Unhelpful = Count(Said("unhelpful")),
            Variant = Line(Said("variant"), LongestVariant), Pros = Points(Said("pros")), Cons = Points(Said("cons")),
        };
    }

    /// What it says apart from what may change while it stays the same review.
    static string Hash(ReviewRow row, Reading reading)
    {
        var changing = reading.Columns.Where(c => ReviewColumns.Changes(c.Key)).Select(c => c.Value).ToHashSet();
        return row.Print(changing.Contains).ToString("x32", CultureInfo.InvariantCulture);
    }

    static int? Scale(string? said) => int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var scale) && Rating.IsScale(scale) ? scale : null;

    static string? Status(Reading reading, ReviewRow row)
    {
        if (Yes(reading.Of(row, "hidden")) == true) return "hidden";
        if (reading.Of(row, "status") is not { } said || published.Contains(said.ToLowerInvariant())) return null;
        return said.ToLowerInvariant() is "false" or "no" or "0" ? "unpublished" : Line(said.ToLowerInvariant(), 40);
    }

    static bool? Yes(string? said) => said?.ToLowerInvariant() switch
    {
        null => null,
        "yes" or "true" or "1" or "y" or "verified" or "verified buyer" or "verified_buyer" or "buyer" => true,
        _ => false,
    };

    static string? Line(string? said, int most = 300) => said is null || Characters.Line(Text.Plain(said)) is not { Length: > 0 } line ? null : line.Length > most ? line[..most] : line;

    static IReadOnlyList<string> Addresses(string? said) => said is null ? [] : [.. said.Split([',', ';', '|', '\n', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(a => a.Length <= 2_000).Distinct().Take(MostPhotos)];

    static int Count(string? said) => int.TryParse(said, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 10_000_000 ? n : 0;

    static IReadOnlyList<string> Points(string? said) => said is null ? [] : [.. said.Split(['\n', ';', '|'], StringSplitOptions.RemoveEmptyEntries).Select(p => Line(p, LongestPoint)).OfType<string>().Distinct().Take(MostPoints)];

    /// The words; stars alone where nothing else was said.
    public WordsLine Words => Text.Words(Body ?? Title ?? new string('★', Rating.Stars) + new string('☆', 5 - Rating.Stars));
}
