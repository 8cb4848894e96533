using System.Globalization;
using System.Text;
using Rapport.Kernel.Database;
using Rapport.Statistics;

namespace Rapport.Governance;

/// Whether the groups have anything to do with what is published and how soon. Where they must not and do, this says so.
public abstract record OutcomeReport(DateTimeOffset? Since, int Waiting, IReadOnlyList<Outcome> Groups)
{
    /// A difference is called one only where chance alone brings as much less often than this.
    public const double Level = 0.01;

    /// Fewer than this, and hardly any difference would be found.
    public const int Few = 30;

    /// Of how many days it is told, besides all of them.
    public static readonly IReadOnlyList<int> Periods = [30, 90, 365];

    public Finding? Share { get; } = Homogeneity.Test([.. Groups.Select(r => new Tally(r.Hidden, r.Decided))]);
    public Finding? Time { get; } = LogRank.Test([.. Groups.Select(r => r.Waits)]);

    public bool SharesDiffer => Share?.P < Level;
    public bool TimesDiffer => Time?.P < Level;
    public bool IsFew => Groups.Sum(r => r.Decided) < Few;

    public static int? Known(int? days) => Periods.Contains(days ?? 0) ? days : null;

    public static DateTimeOffset? From(Db db, int? days) => Known(days) is { } known ? db.Clock.GetUtcNow().AddDays(-known) : null;

    /// The same as a table for other programs.
    protected IResult Csv(string heading, IEnumerable<string> names, string file, HttpContext context)
    {
        var text = new StringBuilder($"{heading},published,hidden,taken_back,published_share,lower,upper,decided_after_waiting,median_hours,median_lower,median_upper\n");
        foreach (var (name, row) in names.Zip(Groups))
        {
            var (median, around) = (row.Held.Quantile(0.5), row.Held.QuantileInterval(0.5));
            text.AppendJoin(',', name, row.Published, row.Hidden, row.TakenBack, Number(row.Share), Number(row.Interval?.Lower), Number(row.Interval?.Upper), row.DecidedAfterWaiting,
                row.Held.N == 0 ? "" : Number(median), row.Held.N == 0 ? "" : Number(around.Lower), row.Held.N == 0 ? "" : Number(around.Upper)).Append('\n');
        }
        text.Append(CultureInfo.InvariantCulture, $"\nwaiting,{Waiting}\n\ntest,p,level,differs\nshare,{Number(Share?.P)},{Number(Level)},{Answer(Share is null, SharesDiffer)}\ntime,{Number(Time?.P)},{Number(Level)},{Answer(Time is null, TimesDiffer)}\n");
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", file);
    }

    static string Answer(bool few, bool differs) => few ? "too few" : differs ? "yes" : "no";

    /// An empty value is not known, "inf" is not reached yet.
    static string Number(double? value) => value switch { null => "", double.PositiveInfinity => "inf", { } known => known.ToString("0.######", CultureInfo.InvariantCulture) };
}
