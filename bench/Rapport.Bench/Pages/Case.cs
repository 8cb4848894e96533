namespace Rapport.Bench.Pages;

/// One way of visiting that is measured: how a connection asks the next time, what was asked once before, and an address whose answer tells how many queries it took.
sealed record Case(string Name, Func<int, int, byte[]> Ask, string? Example = null, IReadOnlyList<byte[]>? Before = null, bool SignedIn = false, double? AimOnSqlite = null, double? AimOnPostgres = null)
{
    const int Hot = 300;

    public double? Aim(bool postgres) => postgres ? AimOnPostgres : AimOnSqlite;

    /// Without a session. The first case finds its pages kept; the second never does, because its addresses were never asked before.
    public static IEnumerable<Case> Anonymous(Addresses to)
    {
        var hot = Enumerable.Range(0, Hot).Select(n => Addresses.Get(to.Topics[n % to.Topics.Count])).ToArray();
        var pressed = Enumerable.Range(0, Hot).Select(n => Addresses.Get(to.Topics[n % to.Topics.Count], encoding: "gzip, deflate, br")).ToArray();
        yield return new("topic, kept", Drawn(random => hot[to.Draw(random, Hot)]), Before: hot, AimOnSqlite: .7, AimOnPostgres: .7);
        yield return new("topic, kept, compressed", Drawn(random => pressed[to.Draw(random, Hot)]));
        var fresh = 0;
        yield return new("topic, never asked", Drawn(random => Addresses.Get($"{to.Topics[to.Draw(random)]}?seen={Interlocked.Increment(ref fresh)}")), to.Topics[7] + "?seen=0");
    }

    /// With a session, and so made anew for everyone.
    public static IEnumerable<Case> SignedInVisitors(Addresses to)
    {
        yield return new("topic, signed in", By(to, random => to.Topics[to.Draw(random)]), to.Topics[7], SignedIn: true, AimOnSqlite: .05, AimOnPostgres: .025);
        yield return new("same, compressed", By(to, random => to.Topics[to.Draw(random)], "gzip, deflate, br"), null, SignedIn: true);
        yield return new("long topic", By(to, random => $"{to.LongTopic}?page={2 + random.Next(to.LongPages - 2)}"), to.LongTopic + "?page=7", SignedIn: true);
        yield return new("prolific member", By(to, _ => to.Prolific), to.Prolific, SignedIn: true);
        yield return new("prolific member's posts", By(to, _ => to.ProlificPosts), to.ProlificPosts, SignedIn: true);
        yield return new("home", By(to, _ => "/"), "/", SignedIn: true);
        yield return new("space", By(to, random => to.Spaces[random.Next(to.Spaces.Count)]), to.Spaces[0], SignedIn: true);
        yield return new("product", By(to, random => to.Products[random.Next(to.Products.Count)]), to.Products[0], SignedIn: true);
    }

    /// Stored for good before it is answered; every reply another topic's.
    public static Case Reply(Addresses to) => new("posting a reply", Drawn((random, connection) =>
        Addresses.Post($"/topics/{to.Topics[to.Draw(random)].Split('/')[2]}/replies", $"act={Guid.NewGuid():N}&body=This+worked+here+as+well%2C+after+the+second+try+{random.Next(1_000_000)}.", to.Cookies[connection])), null, SignedIn: true);

    static Func<int, int, byte[]> By(Addresses to, Func<Random, string> path, string? encoding = null) => Drawn((random, connection) => Addresses.Get(path(random), to.Cookies[connection], encoding));

    static Func<int, int, byte[]> Drawn(Func<Random, byte[]> ask) => Drawn((random, _) => ask(random));

    /// Each connection draws for itself, the same in every run.
    static Func<int, int, byte[]> Drawn(Func<Random, int, byte[]> ask)
    {
        var randoms = Enumerable.Range(0, Visitors.Connections).Select(n => new Random(100 + n)).ToArray();
        return (connection, _) => ask(randoms[connection], connection);
    }
}
