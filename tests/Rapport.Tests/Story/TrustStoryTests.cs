using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Defence.Patterns;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Trust.Granting;

namespace Rapport.Tests.Story;

/// Trust is earned, and a community defends itself: by browser, on a phone and at a desk.
public abstract class TrustStoryTests(Engine engine, int width, int height) : InBrowser(engine)
{
    const string First = "Which lid fits the old kettle?", Later = "Is this the lid I need?", Criticism = "The lid came off in my hand while I poured.", Wrongly = "We could not find this on ours.";

    Cast Cast => World.Cast;

    Task<IPage> Window(Member? member = null) => Open(member, width, height);

    [Fact]
    public async Task Trust_is_earned_a_ring_is_found_many_reports_hide_nothing_and_a_wrong_removal_is_reversed()
    {
        await HoldLinksAlone();
        var (space, kettle) = (await World.Given.Space(), await World.Given.Product("Egret pourer"));
        var buyers = new[] { await Buyer("Bea"), await Buyer("Bo"), await Buyer("Bix") };
        var newcomer = await World.Given.Newcomer("Nia");

        await WaitForALink(newcomer);
        await Help(newcomer, buyers, space);
        await ReadWhy(newcomer, space);
        await LinkAtOnce(newcomer);

        var ring = await PraiseEachOther(space);
        await ExplainTheRing(ring);

        var review = await World.Given.Review(kettle, Cast.Ben, 1, Criticism);
        await ReportInVain(ring, space);
        await ReportTogether(ring, review.Id, kettle);
        await RemoveAndReverse(review.Id, kettle);
        await CountTheReversal();
    }

    /// Nobody's first words wait here, only links by who is not known.
    Task HoldLinksAlone() => World.Do(async services =>
    {
        var settings = services.GetRequiredService<SiteSettings>();
        await settings.Change(services.GetRequiredService<Db>(), settings.Of<ModerationSettings>() with { FirstPosts = 0 });
        return 0;
    });

    async Task<Member> Buyer(string name)
    {
        var buyer = await World.Given.Account(name);
        await World.Given.Order(buyer, await World.Given.Product());
        return buyer;
    }

    /// What comes due by the hour or by night.
    async Task Due<T>(T work) where T : notnull
    {
        await World.Settled();
        await World.Act(async db => { await db.Enqueue(work); await db.Save(); });
        await World.Settled();
    }

    static async Task Ask(IPage page, string title, string body)
    {
        await page.GotoAsync("/ask");
        await page.GetByLabel("In one line").FillAsync(title);
        await page.Locator("textarea[name=body]").FillAsync(body);
        await page.GetByRole(AriaRole.Button, new() { Name = "Post it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
    }

    /// The newcomer reads why, and a moderator publishes it: by a key at the desk, by a tap on the phone.
    async Task WaitForALink(Member newcomer)
    {
        var page = await Window(newcomer);
        await Ask(page, First, "Like the one at https://lids.example/old?");
        await Assertions.Expect(page.GetByText("It is held because it has a link, and you are new here.")).ToBeVisibleAsync();
        await Look(page, "held");

        var moderator = await Window(Cast.Mona);
        await moderator.GotoAsync("/admin/queue");
        await Assertions.Expect(moderator.Locator(".case")).ToContainTextAsync("Held: a new member's post with links");
        await Look(moderator, "queue");
        if (width > 1000)
        {
            await moderator.Keyboard.PressAsync("j");
            await moderator.Keyboard.PressAsync("p");
        }
        else await moderator.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await Assertions.Expect(moderator.GetByRole(AriaRole.Heading, new() { Name = "Nothing waits" })).ToBeVisibleAsync();

        await World.Settled();
        await page.GotoAsync("/notices");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("What you wrote is published");
        await Seen(First);
    }

    async Task Seen(string title)
    {
        var anyone = await Window();
        await anyone.GotoAsync("/topics");
        await Assertions.Expect(anyone.Locator("main").GetByRole(AriaRole.Link, new() { Name = title }).First).ToBeVisibleAsync();
        await anyone.Context.CloseAsync();
    }

    /// Two buyers' questions are answered; they accept, and the others find it helpful.
    async Task Help(Member newcomer, Member[] buyers, Space space)
    {
        var page = await Window(newcomer);
        foreach (var asker in buyers.Take(2))
        {
            var topic = await World.Given.Topic(asker, space: space, title: $"What can I do when it drips, {asker.Name} asks");
            await page.GotoAsync(topic.Path);
            await page.Locator("#reply textarea[name=body]").FillAsync($"Turn the lid to the left until it clicks, {asker.Name}.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Post your answer" }).ClickAsync();
            await Assertions.Expect(page.Locator(".post:not(.post-opening) .prose").First).ToContainTextAsync("until it clicks");

            var asking = await Window(asker);
            await asking.GotoAsync(topic.Path);
            await asking.GetByRole(AriaRole.Button, new() { Name = "Accept this answer" }).ClickAsync();
            await Assertions.Expect(asking.Locator(".post-accepted .prose")).ToContainTextAsync("until it clicks");
            foreach (var other in buyers.Where(b => b.Id != asker.Id).Append(Cast.Ada)) await VoteFor(other, topic, ".post-accepted");
            await asking.Context.CloseAsync();
        }
        await page.Context.CloseAsync();
    }

    async Task VoteFor(Member by, Topic topic, string post)
    {
        var page = await Window(by);
        await page.GotoAsync(topic.Path);
        await Up(page.Locator(post));
        await page.Context.CloseAsync();
    }

    static async Task Up(ILocator post)
    {
        await post.GetByRole(AriaRole.Button, new() { Name = "Vote up" }).First.ClickAsync();
        await Assertions.Expect(post.GetByRole(AriaRole.Button, new() { Name = "Vote up" }).First).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// What it is for, to the number: each buyer's praise counts a little less the second time, and Ada's, whom nobody knows, nothing.
    async Task ReadWhy(Member newcomer, Space space)
    {
        await Due(new LookAtPrivileges());
        var page = await Window(newcomer);
        await page.GotoAsync($"/members/{newcomer.Id}");
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Your standing" }).ClickAsync();
        var main = page.Locator("main");
        await Assertions.Expect(main).ToContainTextAsync("27 points in all");
        await Assertions.Expect(main.Locator("tr", new() { HasText = "Accepted answers" })).ToContainTextAsync("23.2");
        await Assertions.Expect(main.Locator("tr", new() { HasText = "Helpful votes" })).ToContainTextAsync("3.4");
        foreach (var words in new[] { space.Name, "You may here:", "Posts with links do not wait", "Of your own points you can pass on 10%", "A year from now, 13.3 of these will be left." }) await Assertions.Expect(main).ToContainTextAsync(words);
        await Look(page, "standing");
    }

    async Task LinkAtOnce(Member newcomer)
    {
        var page = await Window(newcomer);
        await Ask(page, Later, "I mean https://lids.example/new, in blue.");
        await Assertions.Expect(page.GetByText("This waits for a moderator.")).ToHaveCountAsync(0);
        await Seen(Later);
    }

    /// Everybody votes for both answers of each of the others.
    async Task<List<Member>> PraiseEachOther(Space space)
    {
        var ring = new List<Member>();
        foreach (var name in new[] { "Rolf", "Runa", "Rhys", "Rita" }) ring.Add(await World.Given.Account(name));
        var topic = await World.Given.Topic(Cast.Cleo, TopicKind.Discussion, space: space, title: "Whom should one ask about kettles?");
        foreach (var (member, other) in ring.Zip(ring.Skip(1).Append(ring[0])))
            foreach (var n in new[] { "Once more", "And again" }) await World.Given.Reply(topic, member, $"{n}: ask {other.Name}, who knows everything.");
        foreach (var (member, other) in ring.Zip(ring.Skip(1).Append(ring[0])))
        {
            var page = await Window(member);
            await page.GotoAsync(topic.Path);
            // Their own are those that name the next one.
            foreach (var post in await page.Locator(".post:not(.post-opening)").Filter(new() { HasNotText = $"ask {other.Name}," }).AllAsync()) await Up(post);
            await page.Context.CloseAsync();
        }
        return ring;
    }

    async Task ExplainTheRing(List<Member> ring)
    {
        await Due(new LookForPatterns(Rings: true));
        var page = await Window(Cast.Mona);
        await page.GotoAsync("/admin/defence");
        var found = page.Locator("#findings .row", new() { HasText = "Praise for each other" });
        await Assertions.Expect(found).ToContainTextAsync("4 members praise each other: 100 % of the votes and acceptances they give stay among them.");
        foreach (var member in ring) await Assertions.Expect(found.GetByRole(AriaRole.Link, new() { Name = member.Name })).ToBeVisibleAsync();
        Assert.True((await found.Locator("> div").First.BoundingBoxAsync())!.Width > 200, "What was found stands in a column too narrow to read.");
        await Look(page, "defence");

        await found.GetByRole(AriaRole.Link, new() { Name = ring[0].Name }).ClickAsync();
        await page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Standing" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("0 points in all");
        await page.Context.CloseAsync();
    }

    async Task Report(Member by, long post, string why)
    {
        var page = await Window(by);
        await page.GotoAsync($"/report/post/{post}");
        await page.GetByText(why, new() { Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Report it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your report" })).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    /// What they report first a moderator leaves as it is: their next reports weigh less.
    async Task ReportInVain(List<Member> ring, Space space)
    {
        var harmless = await World.Given.Topic(Cast.Cleo, space: space, title: "How often do you descale?");
        foreach (var member in ring) await Report(member, harmless.Id, "Advertising or spam");
        var page = await Window(Cast.Mona);
        await page.GotoAsync("/admin/queue");
        await Assertions.Expect(page.Locator(".case")).ToContainTextAsync("nothing their reporters reported was decided before");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it as it is" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Nothing waits" })).ToBeVisibleAsync();
        await World.Settled();
    }

    async Task ReportTogether(List<Member> ring, long review, Product kettle)
    {
        foreach (var member in ring) await Report(member, review, "It is in the wrong place or misleads");
        await World.Settled();
        await StarsAreSeen(kettle);

        var page = await Window(Cast.Mona);
        await page.GotoAsync("/admin/queue");
        var about = page.Locator(".case");
        foreach (var words in new[] { "4 reports", "their reporters were right 0 of 4 times", "weight 1.3" }) await Assertions.Expect(about).ToContainTextAsync(words);
        await Assertions.Expect(about.Locator(".stars")).ToHaveCountAsync(0);
        await Look(page, "reported");
        await page.Context.CloseAsync();
    }

    async Task StarsAreSeen(Product kettle)
    {
        var anyone = await Window();
        await anyone.GotoAsync(kettle.Path);
        await Assertions.Expect(anyone.Locator("#reviews")).ToContainTextAsync(Criticism);
        await anyone.Context.CloseAsync();
    }

    /// One moderator gives in, the author objects, another moderator reverses it.
    async Task RemoveAndReverse(long review, Product kettle)
    {
        var hasty = await Window(Cast.Mona);
        await hasty.GotoAsync("/admin/queue");
        var form = hasty.Locator(".case-acts details[data-key=x]");
        await form.Locator("summary").ClickAsync();
        await form.Locator("[name=ground]").SelectOptionAsync("fake");
        await form.Locator("[name=reason]").FillAsync(Wrongly);
        await form.GetByRole(AriaRole.Button, new() { Name = "Hide it" }).ClickAsync();
        await Assertions.Expect(hasty.GetByRole(AriaRole.Heading, new() { Name = "Nothing waits" })).ToBeVisibleAsync();
        await World.Settled();

        var author = await Window(Cast.Ben);
        await author.GotoAsync($"/posts/{review}");
        await Assertions.Expect(author.Locator("main")).ToContainTextAsync(Wrongly);
        await author.GetByRole(AriaRole.Link, new() { Name = "The decision with all its reasons" }).ClickAsync();
        foreach (var words in new[] { "Not by somebody who knows the thing", "A member's report", "a person decided" }) await Assertions.Expect(author.Locator("main")).ToContainTextAsync(words);
        await Look(author, "decision");
        await author.Locator("textarea[name=words]").FillAsync("It happened in my kitchen, and I have the lid here.");
        await author.GetByRole(AriaRole.Button, new() { Name = "Object" }).ClickAsync();
        await Assertions.Expect(author.GetByText("Another look was asked for, and it waits for a decision.")).ToBeVisibleAsync();
        var decision = author.Url;

        var other = await Window(await World.Given.Account("Mio", role: Role.Moderator));
        await other.GotoAsync("/admin/queue");
        await Assertions.Expect(other.Locator(".case")).ToContainTextAsync("I have the lid here");
        await other.GetByRole(AriaRole.Button, new() { Name = "Restore" }).ClickAsync();
        await Assertions.Expect(other.GetByRole(AriaRole.Heading, new() { Name = "Nothing waits" })).ToBeVisibleAsync();
        await World.Settled();
        await author.GotoAsync(decision);
        await Assertions.Expect(author.GetByText("It was undone on appeal.").First).ToBeVisibleAsync();
        await Look(author, "reversed");
        await StarsAreSeen(kettle);
    }

    async Task CountTheReversal()
    {
        var anyone = await Window();
        await anyone.GotoAsync("/");
        await anyone.Locator("footer").GetByRole(AriaRole.Link, new() { Name = "Neutrality, in figures" }).ClickAsync();
        await Assertions.Expect(anyone.Locator("main")).ToContainTextAsync("1 of 1 decision was reversed");
        await Look(anyone, "neutrality");
    }

    /// No page of the story is wider than its window, and none shuts anybody out.
    async Task Look(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("RAPPORT_TEST_SHOTS") is { } folder) await page.ScreenshotAsync(new() { Path = $"{folder}/{name}-{width}.png", FullPage = true });
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{name} is wider than {width}");
    }
}

/// On a phone.
public sealed class TrustStoryTestsOnSqlite() : TrustStoryTests(Engine.Sqlite, 360, 740);

/// At a desk.
public sealed class TrustStoryTestsOnPostgres() : TrustStoryTests(Engine.Postgres, 1280, 860);
