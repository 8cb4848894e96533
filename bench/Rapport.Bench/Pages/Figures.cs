namespace Rapport.Bench.Pages;

/// What five rounds of a case showed, each beside a round of the bare server.
sealed record Figures(string Case, double PerSecond, double Bare, double Ratio, double Cpu, double Median, double P99, double Bytes, int? Queries, double? Aim)
{
    const int Rounds = 5;

    public bool Met => Aim is null || Ratio >= Aim;

    public static Figures Of(Case visiting, Running server, Visitors visitors, Visitors bareVisitors, TimeSpan round, double? aim, string? cookie)
    {
        if (visiting.Before is { } before) visitors.Once(before);
        var warm = visitors.Visit(visiting.Ask, round / 2);
        var limit = Addresses.Get("/" + (int)warm.Bytes);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Before: server.Spent, Ours: visitors.Visit(visiting.Ask, round), After: server.Spent, Bare: bareVisitors.Visit((_, _) => limit, round / 3))).ToList();
        return new(visiting.Name, Middle(rounds.Select(r => r.Ours.PerSecond)), Middle(rounds.Select(r => r.Bare.PerSecond)), Middle(rounds.Select(r => r.Ours.PerSecond / r.Bare.PerSecond)),
            Middle(rounds.Select(r => (r.After - r.Before) / Math.Max(1, r.Ours.Milliseconds.Length))), Middle(rounds.Select(r => r.Ours.At(.5))), Middle(rounds.Select(r => r.Ours.At(.99))), Middle(rounds.Select(r => r.Ours.Bytes)), visiting.Example is { } path ? Asked(server, path, visiting.SignedIn ? cookie : null) : null, aim);
    }

    public static double Middle(IEnumerable<double> figures) => figures.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    /// How many queries the page says it took.
    static int Asked(Running server, string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null) request.Headers.Add("Cookie", cookie);
        using var answer = server.Client.Send(request);
        return answer.EnsureSuccessStatusCode().Headers.TryGetValues("Server-Timing", out var said) ? int.Parse(said.First().Split('"')[1].Split(' ')[0]) : 0;
    }

    public static void Head() => Console.WriteLine($"  {"",-26}{"req/s",9}{"bare",9}{"ratio",8}{"cpu",8}{"median",9}{"p99",9}{"queries",9}{"KB",7}{"aim",7}");

    public void Print() => Console.WriteLine($"  {Case,-26}{PerSecond,9:0}{Bare,9:0}{Ratio,8:0.000}{Cpu,8:0.00}{Median,9:0.00}{P99,9:0.00}{Queries,9}{Bytes / 1024,7:0.0}{(Aim is null ? "" : $"{Aim:0.000}"),7}{(Met ? "" : "  MISSED")}");
}
