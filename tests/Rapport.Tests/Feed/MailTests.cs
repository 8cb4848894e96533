using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Rapport.Conversations;
using Rapport.Feed.Mails;
using Rapport.Feed.Notices;
using Rapport.Kernel;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Members;

namespace Rapport.Tests.Feed;

/// What members are told by mail, as a real mail server receives it.
public abstract class MailTests(Engine engine) : IAsyncLifetime
{
    readonly MailServer server = new();
    World world = null!;

    Given Given => world.Given;

    public async ValueTask InitializeAsync() => world = await Held(0);

    public async ValueTask DisposeAsync()
    {
        server.Dispose();
        await world.DisposeAsync();
    }

    Task<World> Held(int seconds, TimeProvider? clock = null) => World.Start(engine, services => { if (clock is not null) services.AddSingleton(clock); }, "--smtp", server.Address, "--mail-hold", $"{seconds}", "--address", "https://community.example.test", "--brand", "Kettle & Co");

    async Task<(Member Asker, Topic Topic, Post Reply, MimeMessage Mail)> Told(string words, string language = "en")
    {
        var asker = await Given.Mailed("Asker", language);
        var topic = await Given.Topic(by: asker, title: "How do I stop the drip?");
        var reply = await Given.Said(topic, world.Cast.Ben, words);
        return (asker, topic, reply, await Mail(asker));
    }

    async Task<MimeMessage> Mail(Member to)
    {
        await Waiting.Eventually(() => server.To(to.Email!).Count > 0, "the mail to come");
        return server.To(to.Email!)[^1];
    }

    static string Off(MimeMessage mail) => new Uri(mail.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;

    [Fact]
    public async Task A_mail_does_not_say_who_is_quoted_from_a_space_its_reader_does_not_see()
    {
        var author = await Given.Member("Whisperer");
        var inner = await Given.Topic(by: author, space: await Given.Space(null, author));

        var (_, _, _, mail) = await Told($"> [#{inner.Id}]\n> Psst.\n\nWho said that?");

        Assert.Contains("Psst.", mail.TextBody);
        Assert.DoesNotContain("Whisperer", mail.TextBody + mail.HtmlBody);
    }

    [Fact]
    public async Task The_words_themselves_come_with_the_way_to_that_very_reply()
    {
        var (_, topic, reply, mail) = await Told("Turn the lid **to the left**.\n\nSee [the booklet](/files/1/x) first.");

        Assert.Equal("Re: How do I stop the drip?", mail.Subject);
        Assert.Equal("Kettle & Co", mail.From.Mailboxes.Single().Name);
        Assert.Contains("Ben answered your question", mail.TextBody);
        Assert.Contains("> Turn the lid to the left.", mail.TextBody);
        Assert.Contains($"https://community.example.test/posts/{reply.Id}", mail.TextBody);
        Assert.Contains("<strong>to the left</strong>", mail.HtmlBody);
        Assert.Contains($"href=\"https://community.example.test/posts/{reply.Id}\"", mail.HtmlBody);
        Assert.Contains("href=\"https://community.example.test/files/1/x\"", mail.HtmlBody);
        Assert.StartsWith($"topic/{topic.Id}/{reply.Id}.", mail.MessageId);
        Assert.Equal($"topic/{topic.Id}@community.example.test", mail.References.Single());
        Assert.Equal($"topic/{topic.Id}@community.example.test", mail.InReplyTo);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task Hostile_words_do_no_harm_and_nothing_is_fetched_from_anybody()
    {
        var (_, _, _, mail) = await Told("<script>alert(1)</script><img src=\"https://spy.example.test/pixel.gif\"> [x](javascript:alert(1)) ![](https://spy.example.test/p.png) </div></body><style>*{}</style>\n\n$x^2$");

        var html = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.HtmlBody!);
        Assert.Empty(html.QuerySelectorAll("script,style,img,iframe,object,form,link"));
        Assert.DoesNotContain("javascript:", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.All(html.QuerySelectorAll("*"), e => Assert.DoesNotContain(e.Attributes, a => a.Name.StartsWith("on", StringComparison.Ordinal)));
        Assert.Contains("$x^2$", mail.TextBody);
    }

    [Fact]
    public async Task The_mail_is_in_the_readers_language_and_direction()
    {
        var (_, _, reply, mail) = await Told("Turn it to the left.", "ar");

        Assert.Contains("dir=\"rtl\"", mail.HtmlBody);
        Assert.Contains("lang=\"ar\"", mail.HtmlBody);
        Assert.DoesNotContain("answered your question", mail.TextBody);
        Assert.Contains("Turn it to the left.", mail.TextBody);
        Assert.Contains($"https://community.example.test/ar/posts/{reply.Id}", mail.TextBody);
    }

    [Fact]
    public async Task One_click_switches_the_kind_off_without_cookies_and_a_mere_look_does_not()
    {
        var (asker, topic, _, mail) = await Told("The first answer.");
        using var stranger = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = world.Address };
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.StartsWith("<https://", mail.Headers["List-Unsubscribe"]);

        var look = await stranger.GetAsync(Off(mail));
        Assert.Equal((200, false), ((int)look.StatusCode, await Silent(asker)));

        var done = await stranger.PostAsync(Off(mail), new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.Equal((200, true), ((int)done.StatusCode, await Silent(asker)));

        await Given.Said(topic, world.Cast.Cleo, "The second answer.");
        await world.Settled();
        Assert.Single(server.To(asker.Email!));
        Assert.Equal(2, await world.Query(db => db.Set<Notice>().CountAsync(n => n.MemberId == asker.Id)));
    }

    Task<bool> Silent(Member member) => world.Query(db => db.Set<Rapport.Feed.Choices.NoticeChoice>().AnyAsync(c => c.MemberId == member.Id && c.Kind == NoticeKind.Answer && !c.ByMail));

    [Fact]
    public async Task The_page_behind_the_link_silences_one_topic()
    {
        var (asker, topic, _, mail) = await Told("The first answer.");
        using var visitor = world.Visit();

        var page = await visitor.Submit(await visitor.Get(Off(mail)), "/off", new { what = "topic" });
        Assert.Contains("You get no more mails about this topic.", page.Text);

        await Given.Said(topic, world.Cast.Cleo, "The second answer.");
        await Given.Said(await Given.Topic(by: asker), world.Cast.Cleo, "Elsewhere.");
        await world.Settled();
        Assert.Equal(2, server.To(asker.Email!).Count);
    }

    [Fact]
    public async Task A_forged_link_switches_nothing_off()
    {
        var (asker, _, _, mail) = await Told("The first answer.");
        using var visitor = world.Visit();
        var path = Off(mail);
        var forged = path.Replace("/off", "x/off", StringComparison.Ordinal);
        var turned = path[..30] + (path[30] == 'A' ? 'B' : 'A') + path[31..];

        var answers = new[] { await visitor.Get(forged), await visitor.Post(forged), await visitor.Post(turned) };
        Assert.All(answers, answer => Assert.Equal(404, answer.Status));
        Assert.False(await Silent(asker));
    }

    [Fact]
    public async Task Who_has_read_it_or_whose_post_is_gone_gets_no_mail()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow.ToMicroseconds());
        await using var held = await Held(120, clock);
        var (asker, other) = (await held.Given.Mailed("Quick"), await held.Given.Mailed("Other"));
        var (topic, gone) = (await held.Given.Topic(by: asker), await held.Given.Topic(by: other));
        await held.Given.Said(topic, held.Cast.Ben, "Read at once.");
        var removed = await held.Given.Said(gone, held.Cast.Ben, "Better not said.");
        await held.Settled();
        using var visitor = held.Visit(asker);
        Assert.Equal(200, (await visitor.Visit(topic.Path)).Status);
        await held.Given.Removed(removed, held.Cast.Ben);

        clock.Advance(TimeSpan.FromSeconds(121));
        await Waiting.Eventually(() => held.Query(async db => await db.Set<Job>().CountAsync(j => j.Kind == nameof(MailNotices) && j.DoneAt != null) == 2), "the held mails to be looked at");
        await held.Settled();
        Assert.Empty(server.To(asker.Email!).Concat(server.To(other.Email!)));
    }

    [Fact]
    public async Task Who_is_unconfirmed_suspended_or_may_no_longer_see_it_gets_no_mail()
    {
        var (unconfirmed, suspended, guest, welcome) = (await Given.Mailed("Unsure", confirmed: false), await Given.Mailed("Away"), await Given.Mailed("Guest"), await Given.Mailed("Welcome"));
        var space = await Given.Space(null, world.Cast.Ben, welcome);
        var open = await Given.Topic(by: world.Cast.Ada);
        var closed = await Given.Topic(by: world.Cast.Ben, space: space);
        await world.Act(async db => { (await db.Members.FirstAsync(m => m.Id == suspended.Id)).Suspend(db.Clock.GetUtcNow()); await db.Save(); });
        foreach (var member in new[] { unconfirmed, suspended }) await Given.Following(member, Follow.Topic, open.Id);
        foreach (var member in new[] { guest, welcome }) await Given.Following(member, Follow.Topic, closed.Id);

        await Given.Said(open, world.Cast.Cleo, "For everybody.");
        await Given.Said(closed, world.Cast.Ben, "Once more, for those invited.");
        await Given.Said(closed, world.Cast.Mona, "For those invited.");
        await Mail(welcome);
        await world.Settled();

        Assert.All(new[] { unconfirmed, suspended, guest }, m => Assert.Empty(server.To(m.Email!)));
    }

    [Theory]
    [InlineData(MailServer.Mood.Busy), InlineData(MailServer.Mood.RefusesRecipient), InlineData(MailServer.Mood.HangsUp)]
    public async Task A_mail_server_that_is_not_well_is_asked_again_and_nothing_is_lost(MailServer.Mood mood)
    {
        lock (server.Moods) server.Moods.Enqueue(mood);

        var (asker, _, _, mail) = await Told("It comes in the end.");

        Assert.Contains("It comes in the end.", mail.TextBody);
        Assert.Single(server.To(asker.Email!));
        await Waiting.Eventually(() => world.Query(async db => await db.Set<SentMail>().AllAsync(m => m.SentAt != null)), "the mail to be known as sent");
        Assert.True(server.Calls >= 2);
    }
}

public sealed class MailTestsOnSqlite() : MailTests(Engine.Sqlite);
public sealed class MailTestsOnPostgres() : MailTests(Engine.Postgres);
