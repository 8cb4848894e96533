using Rapport.Kernel.Database;

namespace Rapport.Insight.Searches;

/// Words that a search did not find, in one month. Until enough different people asked for them there is only a keyed hash of
/// them and a small mark of each asker, which fits one in 65 536 addresses and means nothing the month after.
public sealed class Unfound
{
    /// How many different people must have asked before the words themselves are written down.
    public const int Enough = 3;

    public DateOnly Month { get; init; }
    public required string Key { get; init; }
    public string Marks { get; set; } = "";
    public long Number { get; set; }
    public string? Words { get; set; }

    public void Ask(string mark, string words)
    {
        Number++;
        if (Words is not null) return;
        var marks = Marks.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!marks.Contains(mark)) marks = [.. marks, mark];
        (Marks, Words) = marks.Length >= Enough ? ("", words) : (string.Join(' ', marks), null);
    }

    internal static Task<int> Forget(Db db, DateTimeOffset before, int most)
    {
        var day = DateOnly.FromDateTime(before.UtcDateTime).AddMonths(-1);
        return db.Set<Unfound>().Where(u => u.Month < day).OrderBy(u => u.Month).Take(most).ExecuteDeleteAsync();
    }
}
