using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Rapport.Conversations;
using Rapport.Customers;
using Rapport.Customers.Lists;
using Rapport.Interchange.Moves;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Files;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Retention;
using Rapport.Members;
using Rapport.Members.Leaving;
using Rapport.Tests.Feed;
using Rapport.Tests.Webhooks;
using Rapport.Webhooks;

namespace Rapport.Tests.Privacy;

/// A member lives here with all there is, takes a copy along, leaves, and is then looked for everywhere.
public abstract class TraceTests(Engine engine) : IAsyncLifetime
{
    const string Password = "zqpass horse battery";

    /// What is unmistakably hers; each found again by its own name.
    static readonly Dictionary<string, string> Marks = new()
    {
        ["name"] = "Zorvanna", ["earlier name"] = "zqformer", ["handle"] = "zqhandle", ["address"] = "zqaddress", ["first address"] = "zqearlier", ["about"] = "zqabout", ["network address"] = "198.51.100.77", ["browser"] = "zqbrowser", ["password"] = "zqpass",
        ["title"] = "zqtitle", ["opening"] = "zqopening", ["revision"] = "zqrevision", ["reply"] = "zqreply", ["comment"] = "zqcomment", ["draft"] = "zqdraft", ["kept form"] = "zqkept", ["search"] = "zqsearch",
        ["report"] = "zqreport", ["key"] = "zqkey", ["file name"] = "zqfilename", ["file"] = "zqfilewords", ["removed words"] = "zqremoved", ["reason about her"] = "zqreason",
        ["buyer"] = "zqbuyer", ["customer number"] = "zqcustomer", ["client number"] = "zqclient", ["idempotency key"] = "zqidempotent", ["hidden words"] = "zqhidden",
        ["review"] = "zqreview", ["good side"] = "zqgoodside", ["earlier side"] = "zqoldside", ["private word"] = "zqprivate",
        ["report about her"] = "zqsuspect", ["decision about her"] = "zqjudged", ["report about her words"] = "zqsmells", ["decision about her words"] = "zqverdict",
    };

    /// What others wrote and said in her sight.
    static readonly string[] OfOthers = ["zobanswer", "zobcomment", "zobtitle", "zobopening", "zobaddress", "zqsuspect", "zqsmells"];

    readonly FakeTimeProvider clock = new(DateTimeOffset.UtcNow.ToMicroseconds());
    readonly Logged log = new();
    World world = null!;
    Visitor zorvanna = null!;
    Member member = null!;
    Receiver receiver = null!;
    string shop = null!;

    public async ValueTask InitializeAsync()
    {
        receiver = await Receiver.Start();
        world = await World.Start(engine, services => services.AddSingleton<TimeProvider>(clock).AddSingleton<ILoggerProvider>(log), "--smtp", "smtp://127.0.0.1:9", "--fetch:private", "true");
    }

    public async ValueTask DisposeAsync()
    {
        zorvanna?.Dispose();
        await world.DisposeAsync();
        await receiver.DisposeAsync();
    }

    async Task Live()
    {
        await world.Given.Space();
        member = await world.Given.Account("Zqformer Quill", Password);
        await world.Act(async db =>
        {
            // The handle and the first address stand in the row as if they had been chosen so.
            await db.Members.Where(m => m.Id == member.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Handle, "zqhandle").SetProperty(m => m.Email, "zqearlier@example.com").SetProperty(m => m.EmailKey, "zqearlier@example.com"));
            db.Add(new ForeignId { Source = "old-forum", Kind = "member", Key = "zqhandle", Id = member.Id });
            await db.Save();
        });
        zorvanna = world.Visit(member).With("X-Forwarded-For", "198.51.100.77").With("User-Agent", "Mozilla/5.0 zqbrowser").With("Accept-Language", "en").With("Accept", "text/html");
        await Listen();
        await SignInAndUp();
        await Write();
        await Moderate();
        await Buy();
        await Review();
        await Beside();
        await world.Settled();
        clock.Advance(TimeSpan.FromHours(1));
        world.Services.GetRequiredService<Wake>().Ring();
        await Waiting.Eventually(() => world.Query(db => db.Set<Attempt>().AnyAsync(a => a.Answer.Contains("zqreply"))), "an answer that repeats her words");
        await Waiting.Eventually(() => world.Query(db => db.Set<SentMail>().AnyAsync(m => m.Member == world.Cast.Ben.Id && m.Text.Contains("zqreply"))), "a mail to Ben that quotes her");
        // So that the index lies on the disk.
        await world.Given.Topic(world.Cast.Cleo);
        await Waiting.Eventually(async () => (await new Traces(world, log, Marks).FindInTheIndex()).Contains("search-1 words: comment"), "the index to be stored");
    }

    /// Another system is told of everything, and answers with what it was told.
    async Task Listen()
    {
        receiver.Answers["/echo"] = context => context.Response.WriteAsync(receiver.At("/echo")[^1].Body);
        await world.Given.Webhook(receiver.Url("/echo"), Reach.Everything, full: true);
    }

    /// Others complain of her and of what she wrote, and moderators decide.
    async Task Moderate()
    {
        using var ben = world.Visit(world.Cast.Ben);
        using var mona = world.Visit(world.Cast.Mona);
        var hidden = await world.Given.Said(await world.Given.Topic(world.Cast.Ben, title: "Why zobtitle again?", body: "zobopening again"), await Her(), "zqhidden words");
        await ben.Post($"/report/member/{member.Id}", new { why = "Other", note = "zqsuspect, I think" });
        await ben.Post($"/report/post/{hidden.Id}", new { why = "Other", note = "zqsmells of something" });
        foreach (var (thing, decision) in new (long, object)[] { (member.Id, new { verdict = "keep", reason = "zqjudged innocent" }), (hidden.Id, new { verdict = "hide", ground = "spam", reason = "zqverdict: advertising" }) })
            Assert.Equal(303, (await mona.Post($"/admin/cases/{(await world.Given.OpenCase(thing))!.Id}", decision)).Status);
        Assert.InRange((await Robot.With(world, await world.Given.Token(await Her())).Put($"/posts/{hidden.TopicId}/vote", new { value = 1 }, ("Idempotency-Key", "zqidempotent"))).Status, 200, 204);
    }

    /// She orders with her address, and two sources tell of it.
    async Task Buy()
    {
        using var alma = world.Visit(world.Cast.Alma);
        shop = (await alma.Post("/admin/shops", new { kind = "shopify", name = "Our shop" })).Location!;
        await alma.Post($"{shop}/secret", new { secret = "for the shop only" });
        await Shop("first", delivered: false);
        await Lists();
        Assert.Equal(2, await world.Query(db => db.Set<Order>().CountAsync(o => db.Set<Customer>().Any(c => c.Id == o.CustomerId && c.MemberId == member.Id))));
    }

    /// What she thinks of a thing, said twice, and what the brand and she write to each other about it.
    async Task Review()
    {
        await world.Act(async db => { await db.Members.Where(m => m.Id == world.Cast.Emil.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Email, "emil@example.com").SetProperty(m => m.EmailKey, "emil@example.com").SetProperty(m => m.ConfirmedAt, clock.GetUtcNow())); });
        using var emil = world.Visit(world.Cast.Emil);
        var review = await world.Given.Review(await world.Given.Product(), await Her(), body: "zqreview words", like: s => s with { Pros = "zqoldside" });
        Assert.Equal(303, (await zorvanna.Post($"/reviews/{review.Id}", new { stars = 2, body = "zqreview changed", pros = "zqgoodside" })).Status);
        Assert.Equal(303, (await emil.Post($"/reviews/{review.Id}/words", new { text = "Which lid was it?" })).Status);
        Assert.Equal(303, (await zorvanna.Post($"/reviews/{review.Id}/words", new { text = "zqprivate: the large one" })).Status);
    }

    async Task Shop(string message, bool delivered)
    {
        var (status, at) = delivered ? ("\"fulfilled\"", "2026-03-02T10:00:00Z") : ("null", "2026-03-01T10:00:00Z");
        var body = $$"""{"id":820982911946154508,"name":"#1001","email":"zqaddress@example.com","created_at":"2026-03-01T11:00:00+01:00","updated_at":"{{at}}","currency":"EUR","total_price":"119.80","fulfillment_status":{{status}},"customer":{"id":"zqcustomer","first_name":"Zorvanna","last_name":"Zqbuyer"},"line_items":[{"id":466157049,"sku":"KET","title":"Kettle","quantity":2,"price":"59.90"}]}""";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("for the shop only"), Encoding.UTF8.GetBytes(body)));
        using var visitor = world.Visit();
        var answer = await visitor.Send(HttpMethod.Post, shop.Replace("/admin/", "/hooks/"), new StringContent(body, Encoding.UTF8, "application/json"), ("X-Shopify-Topic", "orders/updated"), ("X-Shopify-Webhook-Id", message), ("X-Shopify-Hmac-Sha256", signature));
        Assert.Equal(200, answer.Status);
    }

    Task Lists() => world.Do(services => services.GetRequiredService<ImportOrders>()
        .Run(new MemoryStream(Encoding.UTF8.GetBytes("order,date,email,sku,title,quantity,unit price,currency,customer,customer name\n2001,2026-03-05,zqaddress@example.com,TEA,Tea,1,9.90,EUR,zqclient,Zorvanna Zqbuyer\n")), "orders"));

    async Task SignInAndUp()
    {
        using var stranger = world.Visit().With("X-Forwarded-For", "198.51.100.77").With("User-Agent", "Mozilla/5.0 zqbrowser");
        await stranger.Post("/sign-in", new { email = "zqearlier@example.com", password = "zqpass a wrong guess", from = "/sign-in" });
        await stranger.Post("/password/forgotten", new { email = "zqearlier@example.com" });
        await stranger.Post("/sign-in/code", new { email = "zqearlier@example.com" });
        await zorvanna.Submit(await zorvanna.Get("/settings"), "/settings/profile", new { name = "Zorvanna Quill", bio = "zqabout me", picture = ("zqfilename.png", Picture(90)) });
        await Moved("zqaddress@example.com");
        await stranger.Post("/sign-in", new { email = "zqaddress@example.com", password = "zqpass another guess", from = "/sign-in" });
        await zorvanna.Get("/search?q=zqsearch");
    }

    async Task Moved(string address)
    {
        await zorvanna.Post("/settings/address", new { email = address, currentPassword = Password });
        var link = await world.Given.LinkMailedTo(address);
        var page = await zorvanna.Get(link);
        await zorvanna.Submit(page, "/settings/address/confirm");
        Assert.Equal(address, await world.Query(db => db.Members.Where(m => m.Id == member.Id).Select(m => m.Email).SingleAsync()));
    }

    async Task Write()
    {
        await world.Act(async db => { await db.Members.Where(m => m.Id == world.Cast.Ben.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Email, "zobaddress@example.com").SetProperty(m => m.EmailKey, "zobaddress@example.com").SetProperty(m => m.ConfirmedAt, clock.GetUtcNow())); });
        using var ben = world.Visit(world.Cast.Ben);
        var (mine, lonely, others) = (await world.Given.Topic(await Her(), title: "Why zqtitle does it hum?", body: "zqopening words"), await world.Given.Topic(await Her(), title: "A lonely zqtitle question", body: "zqopening alone"), await world.Given.Topic(world.Cast.Ben, title: "Why zobtitle does it leak?", body: "zobopening words"));
        var answer = await world.Given.Said(mine, world.Cast.Ben, $"zobanswer for @[{member.Id}]");
        await world.Given.Comment(answer, await Her(), "zqcomment below his");
        var reply = await world.Given.Said(others, await Her(), "zqreply to him");
        await world.Given.Comment(reply, world.Cast.Ben, "zobcomment below hers");
        var removed = await world.Given.Said(others, await Her(), "zqremoved again");
        Assert.InRange((await zorvanna.Post($"/posts/{mine.Id}", new { title = "Why zqtitle does it hum?", body = "zqrevision words" })).Status, 200, 399);
        Assert.InRange((await zorvanna.Post($"/posts/{removed.Id}/remove", new { })).Status, 200, 399);
        await zorvanna.Post($"/posts/{answer.Id}/vote", new { value = 1 });
        await zorvanna.Post($"/posts/{answer.Id}/accept", new { });
        await ben.Post("/following", new { kind = "member", id = member.Id, on = "true" });
        await ben.Post("/following", new { kind = "topic", id = mine.Id, on = "true" });
        await zorvanna.Post("/following", new { kind = "topic", id = others.Id, on = "true" });
        await ben.Post($"/topics/{mine.Id}/replies", new { body = $"zobanswer once more for @zqhandle" });
        await zorvanna.Post($"/topics/{others.Id}/replies", new { body = "zqreply that is mailed to him" });
        await zorvanna.Post("/drafts/ask", new { title = "zqdraft", body = "zqdraft words" });
        await zorvanna.Post($"/report/post/{answer.Id}", new { why = "Other", note = "zqreport words" });
        await zorvanna.Post("/settings/tokens", new { name = "zqkey", scopes = "read", days = "30" });
        _ = lonely;
    }

    async Task<Member> Her() => await world.Query(db => db.Members.SingleAsync(m => m.Id == member.Id));

    async Task Beside()
    {
        // A text and a picture in her words, a form kept at the door and claimed by her, what moderators said of her.
        await world.Do(async services =>
        {
            var (db, keeper) = (services.GetRequiredService<Db>(), services.GetRequiredService<Keeper>());
            var file = await keeper.Keep(Encoding.UTF8.GetBytes("zqfilewords in a text"), "zqfilename.txt", member.Id);
            // An archive came in, and its report names a line that was refused.
            var move = new Move(db.NewId(), MoveKind.Import, "old.zip", world.Cast.Alma.Id, clock.GetUtcNow());
            move.End(new([], ["members zqhandle: there is somebody of that name", "members 17: it has no name"], []), null, clock.GetUtcNow());
            db.Add(move);
            await db.UseFiles("post", await db.Posts.Where(p => p.AuthorId == member.Id).Select(p => p.Id).FirstAsync(), [file.Id]);
            await db.Save();
            return true;
        });
        using var stranger = world.Visit();
        var door = await stranger.Post("/ask", new { title = "zqkept title", body = "zqkept words", from = "/ask" });
        await stranger.Post("/sign-in", new { email = "zqaddress@example.com", password = Password, then = Then(door.Location!), from = "/sign-in" });
        using var alma = world.Visit(world.Cast.Alma);
        await alma.Post($"/admin/people/{member.Id}/suspend", new { reason = "zqreason: for the test" });
        await alma.Post($"/admin/people/{member.Id}/readmit", new { });
        zorvanna.Dispose();
        zorvanna = world.Visit(await Her()).With("X-Forwarded-For", "198.51.100.77").With("User-Agent", "Mozilla/5.0 zqbrowser");
        await zorvanna.Submit(await zorvanna.Get("/settings"), "/settings/data");
    }

    static string Then(string location) => Uri.UnescapeDataString(location[(location.IndexOf("then=", StringComparison.Ordinal) + 5)..].Split('&')[0]);

    async Task LeaveAndTidy(string choice)
    {
        var left = await zorvanna.Submit(await zorvanna.Get("/settings/leave"), "/settings/leave", new { choice, handle = "zqhandle", currentPassword = Password });
        Assert.Equal("/left", left.Location);
        // The shop tells of what she had ordered as before.
        await Shop("later", delivered: true);
        await Lists();
        Assert.Equal((2, 1), await world.Query(async db => (await db.Set<Order>().CountAsync(o => o.CustomerId != null), await db.Set<Order>().CountAsync(o => o.DeliveredAt != null))));
        await world.Settled();
        await Later(2);
        await Waiting.Eventually(async () => !(await new Traces(world, log, Marks).FindInTheIndex()).Any(f => f.Split(": ")[^1] is "name" or "earlier name"), "the index to forget");
    }

    /// So many days later, after the nightly work.
    async Task Later(int days)
    {
        clock.Advance(TimeSpan.FromDays(days));
        await world.Act(async db =>
        {
            // Mail that finds no server is tried again for hours; it is nobody's matter here.
            await db.Set<Job>().Where(j => j.Kind == nameof(SendMail) && j.DoneAt == null).ExecuteUpdateAsync(s => s.SetProperty(j => j.DeadAt, clock.GetUtcNow()));
            await db.Enqueue(new EraseAgain());
            await db.Enqueue(new Tidy());
            await db.Enqueue(new ForgetFiles());
            await db.Save();
        });
        world.Services.GetRequiredService<Wake>().Ring();
        await world.Settled();
    }

    [Theory]
    [InlineData("RemoveWords")]
    [InlineData("KeepWordsWithoutName")]
    public async Task Nothing_of_a_member_is_left_anywhere_but_the_words_they_let_stand(string choice)
    {
        await Live();
        var traces = new Traces(world, log, Marks);
        var before = await traces.Find();
        // The search looks everywhere: what is hers is found in tables, in files and in the index.
        Assert.All(Marks.Where(m => m.Key is not ("earlier name" or "network address" or "browser" or "password" or "search")), m => Assert.Contains(before, f => f.EndsWith(": " + m.Key, StringComparison.Ordinal)));
        Assert.Contains("search-1 words: opening", before);
        Assert.Contains("search-1 words: comment", before);
        Assert.Contains("kernel_mails.text: reply", before);
        Assert.Contains("webhooks_attempts.answer: name", before);
        Assert.Contains("interchange_moves.report: handle", before);
        Assert.DoesNotContain(before, f => f.StartsWith("log: ", StringComparison.Ordinal));
        Assert.All(new[] { "network address", "browser", "password", "search" }, never => Assert.DoesNotContain(before, f => f.EndsWith(": " + never, StringComparison.Ordinal)));

        await LeaveAndTidy(choice);

        var found = (await traces.Find()).Where(f => choice == "RemoveWords" || !IsLetStand(f)).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
        Assert.Equal(["members 17: it has no name"], await world.Query(async db => (await db.Set<Move>().SingleAsync()).Read()!.Refusals));
        var ids = (await traces.FindNumber(member.Id)).Except(await MayHoldIds()).ToList();
        Assert.True(ids.Count == 0, "The id stands where no module declared it:\n" + string.Join('\n', ids));
    }

    /// Words that stay without a name: in the posts, their topics, files and versions, in the search, and in mails that were written since.
    static bool IsLetStand(string found) =>
        found.Split(": ")[^1] is "review" or "good side" or "earlier side" or "title" or "opening" or "revision" or "reply" or "comment" or "file" or "file name" or "report" or "removed words" or "hidden words" or "report about her words" or "decision about her words" && !found.StartsWith("members_", StringComparison.Ordinal) && !found.StartsWith("log", StringComparison.Ordinal);

    /// The row without a name that ids lead to, the log of ids, and what modules declared.
    Task<List<string>> MayHoldIds() => world.Query(db => Task.FromResult<List<string>>(
    [
        "members_members.id", "members_members.handle", "kernel_events.payload", "kernel_events.subject_id", "kernel_audit.subject_id", "kernel_foreign_ids.id", "kernel_acts.key", "kernel_acts.subject_id", "kernel_jobs.key",
        .. world.Services.GetServices<StaysAfterLeaving>().Select(s => (Type: db.Model.FindEntityType(s.Entity)!, s.Property)).Select(s => $"{s.Type.GetTableName()}.{s.Type.FindProperty(s.Property)!.GetColumnName()}"),
    ]));

    [Fact]
    public async Task What_was_being_written_while_they_left_goes_the_night_after()
    {
        member = await world.Given.Account("Zorvanna Quill", Password);
        zorvanna = world.Visit(member);
        await zorvanna.Submit(await zorvanna.Get("/settings/leave"), "/settings/leave", new { choice = "RemoveWords", handle = member.Handle, currentPassword = Password });
        await world.Act(async db =>
        {
            db.Add(new SentMail { Id = db.NewId(), Member = member.Id, Kind = "notice", Address = "zqaddress@example.com", Subject = "An answer", Text = "For you", Html = "For you", MessageId = "late@example.com", Headers = "{}", At = clock.GetUtcNow() });
            await db.Save();
        });

        await Later(1);

        Assert.False(await world.Query(db => db.Set<SentMail>().AnyAsync(m => m.Member == member.Id)));
    }

    [Fact]
    public async Task A_planted_trace_is_found_in_a_column_a_stored_file_and_the_log()
    {
        await Live();
        await LeaveAndTidy("RemoveWords");
        await world.Act(async db => { await db.Spaces.ExecuteUpdateAsync(s => s.SetProperty(x => x.Description, "Ask Zorvanna")); });
        await File.WriteAllBytesAsync(Path.Combine(world.Home.Data, "forgotten.bin"), [0, 1, 2, .. Encoding.UTF8.GetBytes("..zqfilewords.."), 0]);
        world.Services.GetRequiredService<ILoggerFactory>().CreateLogger("test").LogWarning("Mail to {Address} failed", "zqaddress@example.com");

        var found = await new Traces(world, log, Marks).Find();

        Assert.Contains("conversations_spaces.description: name", found);
        Assert.Contains("forgotten.bin: file", found);
        Assert.Contains(found, f => f.StartsWith("log: address", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_copy_holds_everything_of_the_member_and_nothing_anybody_else_wrote()
    {
        await Live();
        var link = await world.Query(db => db.Set<SentMail>().Where(m => m.Member == member.Id && m.Subject == "Your data is ready").Select(m => m.Text).SingleAsync());
        using var zip = new ZipArchive(new MemoryStream((await zorvanna.Get(new Uri(link.Split('\n').Single(l => l.StartsWith("http", StringComparison.Ordinal))).AbsolutePath)).Bytes));
        var all = string.Join('\n', zip.Entries.Select(e => { using var reader = new StreamReader(e.Open()); return e.FullName + "\n" + reader.ReadToEnd(); }));

        string[] never = ["earlier name", "network address", "browser", "password", "search", "idempotency key", "report about her", "report about her words"];
        Assert.All(Marks.Where(m => !never.Contains(m.Key)), m => Assert.Contains(m.Value, all, StringComparison.OrdinalIgnoreCase));
        Assert.All(never, n => Assert.DoesNotContain(Marks[n], all, StringComparison.OrdinalIgnoreCase));
        Assert.All(OfOthers, o => Assert.DoesNotContain(o, all, StringComparison.OrdinalIgnoreCase));
    }

    static byte[] Picture(int shade)
    {
        using var picture = NetVips.Image.Black(64, 48, bands: 3) + shade;
        return picture.Cast(NetVips.Enums.BandFormat.Uchar).WriteToBuffer(".png");
    }
}

public sealed class TraceTestsOnSqlite() : TraceTests(Engine.Sqlite);

public sealed class TraceTestsOnPostgres() : TraceTests(Engine.Postgres);
