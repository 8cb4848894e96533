using System.Diagnostics;
using System.Text.RegularExpressions;
using Rapport.Conversations;
using Rapport.Kernel.Database;

namespace Rapport.Tests.Nodes;

/// Two processes on one PostgreSQL and one Redis, and visitors who come to another one each time.
public sealed partial class NodesTests(NodesTests.Two two) : IClassFixture<NodesTests.Two>
{
    /// Started once for all tests here.
    public sealed class Two : IAsyncLifetime
    {
        public Cluster? Cluster { get; private set; }

        public async ValueTask InitializeAsync()
        {
            if (Environment.GetEnvironmentVariable("RAPPORT_TEST_POSTGRES") is not null) Cluster = await Cluster.Start(2, "--redis", RedisServer.Shared);
        }

        public ValueTask DisposeAsync() => Cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    Cluster Nodes
    {
        get
        {
            Home.SkipWithout(Engine.Postgres);
            return two.Cluster!;
        }
    }

    World World => Nodes.World;
    Uri One => Nodes[0].Address;
    Uri Other => Nodes[1].Address;

    [Fact]
    public async Task A_form_of_one_node_is_sent_to_the_other_and_counts_once()
    {
        var topic = await World.Given.Topic(World.Cast.Ada);
        using var ben = World.Visit(World.Cast.Ben);
        var page = await ben.At(One).Get(topic.Path);

        Assert.Equal(303, (await ben.At(Other).Submit(page, "/replies", new { body = "Turn the lid." })).Status);
        Assert.Equal(303, (await ben.At(One).Submit(page, "/replies", new { body = "Turn the lid." })).Status);

        Assert.Equal(1, await World.Query(db => Replies(db, topic.Id)));
    }

    static Task<int> Replies(Db db, long topic) => db.Posts.CountAsync(p => p.TopicId == topic && p.Kind == PostKind.Reply);

    [Fact]
    public async Task Whoever_acted_sees_it_on_the_next_page_of_either_node()
    {
        var topic = await World.Given.Topic(World.Cast.Ada);
        using var ben = World.Visit(World.Cast.Ben);
        for (var round = 0; round < 10; round++)
        {
            var (here, there) = round % 2 == 0 ? (One, Other) : (Other, One);
            // Both keep what many read alike.
            await ben.At(there).Get(topic.Path);
            var page = await ben.At(here).Get(topic.Path);
            var done = await ben.Submit(page, "/replies", new { body = $"Word number {round} of it." });
            Assert.Contains($"Word number {round} of it.", (await ben.At(there).Visit(done.Location!)).Text);
        }
    }

    [Fact]
    public async Task Somebody_signed_in_on_one_node_is_known_on_the_other_and_what_was_being_written_is_kept()
    {
        var nia = await World.Given.Account();
        using var visitor = World.Visit();
        var door = await visitor.At(One).Post("/settings/profile", new { name = "Nia", bio = "Two hours of work.", from = "/settings" });
        var signIn = await visitor.At(Other).Get(door.Location!);
        Assert.Contains("What you wrote is kept.", signIn.Text);
        var back = await visitor.At(One).Submit(signIn, "/sign-in", new { email = nia.Email, password = Given.Password });

        var settings = await visitor.At(Other).Get(back.Location!);
        Assert.Equal("Two hours of work.", settings.Find("textarea[name=bio]")!.TextContent.Trim());
        await visitor.At(One).Submit(settings, "/sign-out");
        Assert.StartsWith("/sign-in", (await visitor.At(Other).Get("/settings")).Location);
    }

    [Fact]
    public async Task Kept_pages_settings_and_search_follow_within_two_seconds()
    {
        var topic = await World.Given.Topic(World.Cast.Ada, title: "Does the heron drip?");
        using var anyone = World.Visit();
        using var ben = World.Visit(World.Cast.Ben);
        using var alma = World.Visit(World.Cast.Alma);
        async Task Follows(Func<Uri, Task<bool>> shows, string what)
        {
            var since = Stopwatch.StartNew();
            foreach (var node in new[] { One, Other }) await Waiting.Eventually(() => shows(node), what);
            Assert.InRange(since.Elapsed.TotalSeconds, 0, 2);
        }
        // Everything was asked once before the time is taken.
        foreach (var node in new[] { One, Other }) await Waiting.Eventually(async () => (await anyone.At(node).Get("/search?q=heron")).All(".hit").Count > 0, "the topic to be found");
        foreach (var node in new[] { One, Other }) Assert.DoesNotContain("Only on Sundays", (await anyone.At(node).Get(topic.Path)).Text);

        await ben.At(One).Submit(await ben.At(Other).Get(topic.Path), "/replies", new { body = "Only on Sundays." });
        await Follows(async node => (await anyone.At(node).Get(topic.Path)).Text.Contains("Only on Sundays"), "the kept page to go");
        await Follows(async node => (await anyone.At(node).Get("/search?q=sundays")).All(".hit").Count > 0, "the reply to be found");

        await alma.At(Other).Submit(await alma.At(One).Get("/admin/brand"), "/admin/brand", new { name = "Heron & Sons", accent = "" });
        await Follows(async node => (await anyone.At(node).Get("/")).Find(".site-brand")!.TextContent.Contains("Heron & Sons"), "the brand's name to follow");
    }

    [Fact]
    public async Task A_picture_handed_to_one_node_is_shown_by_the_other()
    {
        using var ada = World.Visit(World.Cast.Ada);
        using var form = new MultipartFormDataContent { { new ByteArrayContent(NetVips.Image.Black(40, 30).Copy(interpretation: NetVips.Enums.Interpretation.Srgb).PngsaveBuffer()), "file", "lid.png" } };
        var sent = await ada.At(One).Send(HttpMethod.Post, "/files", form);
        Assert.Equal(201, sent.Status);

        var shown = await ada.At(Other).Get(Measures().Replace(sent.Json.GetProperty("url").GetString()!, ""));

        Assert.Equal((200, "image"), (shown.Status, shown.Type!.MediaType!.Split('/')[0]));
        Assert.NotEmpty(shown.Bytes);
    }

    [GeneratedRegex("[?#].*")]
    private static partial Regex Measures();
}
