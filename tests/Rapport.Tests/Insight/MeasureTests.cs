using Rapport.Conversations;
using Rapport.Insight.Answers;
using Rapport.Insight.Visits;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;

namespace Rapport.Tests.Insight;

public abstract class MeasureTests(Engine engine) : IAsyncLifetime
{
    World world = null!;

    public async ValueTask InitializeAsync() => world = await World.Start(engine);

    public ValueTask DisposeAsync() => world.DisposeAsync();

    /// A question of so many days ago, with replies so many hours later.
    async Task<Topic> Asked(double daysAgo, Member by, params (Member By, double Hours)[] replies)
    {
        var space = await world.Given.Space();
        return await world.Query(async db =>
        {
            db.Acting.Cause = Cause.Import;
            var at = db.Clock.GetUtcNow().AddDays(-daysAgo);
            var topic = new Topic(db.NewId(), TopicKind.Question, await db.Spaces.SingleAsync(s => s.Id == space.Id), "How long does it take?", by.Id, by.IsStaff, at);
            db.AddRange(topic, topic.Open(Content.Markdown("How long?")));
            var events = new List<Event> { new TopicStarted(topic, new Where(space.Id, [], [])) };
            foreach (var (author, hours) in replies)
            {
                var reply = new Post(db.NewId(), topic, PostKind.Reply, null, author.Id, author.IsStaff, Content.Markdown("So long."), at.AddHours(hours));
                db.Add(reply);
                events.Add(new ReplyPosted(topic, reply, new Where(space.Id, [], [])));
            }
            await db.Save(events);
            return topic;
        });
    }

    Task<List<(double? Peer, double? Staff)>> Firsts() => world.Query(async db =>
        (await db.Set<AskedQuestion>().AsNoTracking().Where(q => !q.Gone).OrderBy(q => q.TopicId).ToListAsync()).ConvertAll(q => (Hours(q, q.PeerAt), Hours(q, q.StaffAt))));

    static double? Hours(AskedQuestion question, DateTimeOffset? at) => at is { } then ? Math.Round((then - question.AskedAt).TotalHours, 3) : null;

    [Fact]
    public async Task The_first_answers_of_customers_and_employees_are_known_apart_and_a_rebuild_comes_to_the_same()
    {
        var cast = world.Cast;
        await Asked(20, cast.Ada, (cast.Ada, 1), (cast.Ben, 5), (cast.Emil, 2), (cast.Cleo, 3));
        await Asked(20, cast.Ada);
        await Asked(20, cast.Emil, (cast.Ben, 1));
        var removed = await Asked(20, cast.Ben, (cast.Cleo, 4), (cast.Mona, 9));
        await world.Given.Topic(cast.Ben, TopicKind.Discussion);
        await world.Settled();
        Assert.Equal([(3, 2), (null, null), (4, 9)], await Firsts());

        var answer = await world.Query(db => db.Posts.Where(p => p.TopicId == removed.Id && p.AuthorId == cast.Cleo.Id).Select(p => p.Id).SingleAsync());
        await world.Visit(cast.Cleo).Post($"/posts/{answer}/remove", new { });
        await world.Settled();
        Assert.Equal([(3, 2), (null, null), (null, 9)], await Firsts());

        await world.Visit(cast.Cleo).Post($"/posts/{answer}/restore", new { });
        await world.Settled();
        Assert.Equal([(3, 2), (null, null), (4, 9)], await Firsts());

        var before = await Firsts();
        await Readers.Rebuild(world.Services, nameof(AnswerReader));
        Assert.Equal(before, await Firsts());
    }

    [Fact]
    public async Task A_rebuild_comes_to_the_same_after_somebody_left()
    {
        var nia = await world.Given.Account();
        var topic = await Asked(10, nia, (nia, 1), (world.Cast.Ben, 6));
        await world.Settled();
        using var visitor = world.Visit(nia);
        Assert.Equal("/left", (await visitor.Submit(await visitor.Get("/settings/leave"), "/settings/leave", new { choice = "KeepWordsWithoutName", handle = nia.Handle, currentPassword = Given.Password })).Location);
        await world.Settled();

        await Readers.Rebuild(world.Services, nameof(AnswerReader));

        Assert.Equal([(6, null)], await Firsts());
    }

    [Fact]
    public async Task The_page_and_its_table_say_what_was_measured_with_how_much_is_open()
    {
        var cast = world.Cast;
        foreach (var n in Enumerable.Range(1, 6)) await Asked(30 + n, cast.Ada, (cast.Ben, n), (cast.Emil, 10 * n));
        foreach (var n in Enumerable.Range(1, 4)) await Asked(40 + n, cast.Ada);
        // Of today, whenever that is read: the day is not over, and counts from tomorrow.
        await Asked(DateTime.UtcNow.TimeOfDay.TotalDays / 2, cast.Ada);
        await world.Act(async db =>
        {
            var day = DateOnly.FromDateTime(db.Clock.GetUtcNow().UtcDateTime);
            db.AddRange(new DailyCount { Day = day.AddDays(-3), Fact = Fact.SearchEngine, Number = 30 }, new DailyCount { Day = day.AddDays(-3), Fact = Fact.Direct, Number = 10 }, new DailyCount { Day = day.AddDays(-93), Fact = Fact.Direct, Number = 8 });
            await db.Save();
        });
        await world.Settled();

        var page = await world.Visit(cast.Emil).Get("/admin/baseline");
        string Row(string head) => string.Join(" | ", page.All("tr").Single(r => r.QuerySelector("th[scope=row]")?.TextContent.StartsWith(head, StringComparison.Ordinal) == true).QuerySelectorAll("td").Select(d => d.TextContent.Trim().Replace((char)0xA0, ' ')));
        Assert.Equal("60 % (31 % to 83 %; 6 of 10) | –", Row("Answered within a day"));
        Assert.Equal("40 |  | 8 (+400 %)", Row("All visits"));
        Assert.Equal("5 h (1 h to not known) | Not yet | –", Row("Customers"));
        var csv = (await world.Visit(cast.Emil).Get("/admin/baseline.csv?days=90"));
        Assert.StartsWith("text/csv", csv.Header("Content-Type"));
        var lines = System.Text.Encoding.UTF8.GetString(csv.Bytes).Split('\n');
        string Line(string measure) => lines.Last(l => l.StartsWith(measure + ",", StringComparison.Ordinal));
        Assert.EndsWith(",30,,,,visits", Line("visits_from_search_engines"));
        Assert.EndsWith(",0.6,0.3127,0.8318,10,share", Line("answered_within_1_day"));
        // Kaplan and Meier: six answered after 1 to 6 hours, four not within a month: half wait 5 hours, nine in ten not yet.
        Assert.Contains(",5,", Line("median_time_to_first_answer_by_peers"));
        Assert.Contains(",inf,", Line("p90_time_to_first_answer_by_peers"));
        Assert.Contains(",50,", Line("median_time_to_first_answer_by_employees"));

        Assert.Equal(404, (await world.Visit(cast.Ada).Get("/admin/baseline")).Status);
        Assert.Equal(404, (await world.Visit(cast.Ada).Get("/admin/baseline.csv")).Status);
        Assert.StartsWith("/sign-in", (await world.Visit().Get("/admin/baseline")).Location);
        Assert.Equal(200, (await world.Visit(cast.Mona).Get("/ar/admin/baseline?days=730")).Status);
        Assert.Equal(200, (await world.Visit(cast.Alma).Get("/admin/baseline?days=nonsense")).Status);
    }

    [Fact]
    public async Task Nothing_yet_is_said_in_words() =>
        Assert.Contains("Counting has begun.", (await world.Visit(world.Cast.Emil).Get("/admin/baseline")).Text);
}

public sealed class MeasureTestsOnSqlite() : MeasureTests(Engine.Sqlite);

public sealed class MeasureTestsOnPostgres() : MeasureTests(Engine.Postgres);

public sealed class BrandDayTests
{
    [Theory]
    [InlineData("UTC", "2026-03-29T23:30:00Z", "2026-03-29")]
    [InlineData("Europe/Berlin", "2026-03-29T22:30:00Z", "2026-03-30")]
    [InlineData("America/Los_Angeles", "2026-03-30T06:30:00Z", "2026-03-29")]
    public void A_day_ends_at_the_brands_midnight(string zone, string at, string day) =>
        Assert.Equal(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), new Installation { Data = "", Zone = zone }.DayOf(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    /// Where summer time skips midnight, the day begins after it.
    [Theory]
    [InlineData("UTC", "2026-03-29T00:00:00Z")]
    [InlineData("Europe/Berlin", "2026-03-28T23:00:00Z")]
    public void A_day_begins_at_the_brands_midnight(string zone, string at) =>
        Assert.Equal(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), new Installation { Data = "", Zone = zone }.StartOf(new(2026, 3, 29)));

    [Fact]
    public void Days_follow_each_other_without_a_gap_in_every_zone()
    {
        foreach (var zone in new[] { "Africa/Cairo", "America/Santiago", "Asia/Beirut", "Europe/Lisbon", "Pacific/Apia" })
        {
            var brand = new Installation { Data = "", Zone = zone };
            for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
            {
                Assert.Equal(day, brand.DayOf(brand.StartOf(day)));
                Assert.Equal(day.AddDays(-1), brand.DayOf(brand.StartOf(day).AddTicks(-1)));
            }
        }
    }
}
