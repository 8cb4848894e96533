using Microsoft.Extensions.DependencyInjection;
using Rapport.Conversations;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Mail;
using Rapport.Members;
using Rapport.Stories;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Stories;

/// What people lived through, told along a few questions; and whether the brand may show it elsewhere.
public abstract class StoryTests(Engine engine) : InWorld(engine)
{
    static string Title => $"How we got the lid off {Given.Fresh()}";

    /// The form as it stands, with what is said in it.
    static async Task<Response> Told(Visitor by, object words, string at = "/stories/new") => await by.Submit(await by.Get(at), "/stories", words);

    static long IdOf(Response sent) => long.Parse(sent.Location!.Split('/')[2]);

    [Fact]
    public async Task A_story_is_told_along_the_questions_and_read_by_anyone()
    {
        var (space, product, title) = (await Given.Space(), await Given.Product($"Kettle {Given.Fresh()}"), Title);
        var ada = As(Ada);
        var form = await ada.Get($"/stories/new?product={product.Id}");

        var sent = await ada.Submit(form, "/stories", new { title, space = space.Id, answer0 = "A kettle that does not drip.", answer2 = "It *never* dripped again." });
        var page = await Anyone().Get(sent.Location!);

        Assert.Equal((303, 200), (sent.Status, page.Status));
        Assert.Equal(["What were you looking for?", "What came of it?"], page.All(".post-opening .prose :is(h2, h3, h4)").Select(h => h.TextContent));
        Assert.Equal("never", page.Find(".post-opening .prose em")!.TextContent);
        Assert.Contains(title, (await Anyone().Get("/stories")).Text);
        Assert.Contains(title, (await Anyone().Get($"/stories?product={product.Id}")).Text);
        Assert.Contains(title, (await Anyone().Get("/stories/feed")).Body);
        Assert.Contains(title, (await Anyone().Get(product.Path)).Find("#stories")!.TextContent);
        Assert.Contains(page.All("script[type='application/ld+json']"), s => s.TextContent.Contains("\"Article\""));
        Assert.Null((await ada.Get(sent.Location!)).Find("#consent q"));
    }

    [Fact]
    public async Task A_story_without_an_answer_is_refused_and_the_form_comes_back_filled_in()
    {
        var space = await Given.Space();
        var page = await Told(As(Ada), new { title = "A story of nothing", space = space.Id, consent = "true" });

        Assert.Equal(422, page.Status);
        Assert.Contains("Answer at least one of the questions.", page.Text);
        Assert.Equal("A story of nothing", page.Find("input[name=title]")!.GetAttribute("value"));
        Assert.NotNull(page.Find("input[name=consent][checked]"));
    }

    [Fact]
    public async Task The_box_is_not_ticked_beforehand() => Assert.Null((await As(Ada).Get("/stories/new")).Find("input[name=consent][checked]"));

    [Fact]
    public async Task Up_to_five_products_are_linked_and_an_unknown_one_is_refused()
    {
        var space = await Given.Space();
        var products = new List<Rapport.Catalog.Product>();
        for (var n = 0; n < 5; n++) products.Add(await Given.Product());
        var words = products.Select((p, n) => KeyValuePair.Create($"product{n}", $"{p.Id}")).Append(new("title", Title)).Append(new("space", $"{space.Id}")).Append(new("answer0", "All five.")).ToDictionary();

        var sent = await Told(As(Ada), words);
        var wrong = await Told(As(Ada), new Dictionary<string, string>(words) { ["product3"] = "Nothing of ours" });

        Assert.Equal(products.Select(p => p.Id).Order(), await World.Query(db => db.TopicProducts.Where(x => x.TopicId == IdOf(sent)).Select(x => x.ProductId).Order().ToListAsync()));
        Assert.Equal((422, true), (wrong.Status, wrong.Text.Contains("There is no product called Nothing of ours")));
        Assert.NotNull(wrong.Find("#product3-error"));
    }

    [Fact]
    public async Task Its_pictures_stand_below_the_words_and_on_its_card()
    {
        var (space, ada) = (await Given.Space(), As(Ada));
        var sent = await ada.Submit(await ada.Get("/stories/new"), "/stories", new { title = Title, space = space.Id, answer0 = "Look.", pictures = ("lid.png", Rapport.Tests.Kernel.FileWorld.Drawing(60, 40, ".png")) });

        Assert.NotNull((await Anyone().Get(sent.Location!)).Find(".post-opening .prose img"));
        Assert.NotNull((await Anyone().Get("/stories")).Find($"#s{IdOf(sent)} img"));
    }

    [Fact]
    public async Task Consent_is_kept_with_its_words_and_taken_back_on_the_storys_page()
    {
        var (space, ada, title) = (await Given.Space(), As(Ada), Title);
        var sent = await Told(ada, new { title, space = space.Id, answer0 = "Gladly.", consent = "true" });
        var (id, brand) = (IdOf(sent), World.Services.GetRequiredService<Rapport.Kernel.Installation>().Brand);

        var usable = await As(Emil).Get("/admin/stories");
        var consent = await World.Query(db => db.StoryConsents.SingleAsync(c => c.StoryId == id));
        Assert.Contains(title, usable.Text);
        Assert.Equal(($"{brand} may show this story, with my name, outside this community.", "en", (long?)Ada.Id), (consent.Words, consent.Language, consent.MemberId));
        Assert.Contains(title, (await As(Emil).Get("/admin/stories.csv")).Body);
        Assert.NotNull((await As(Emil).Get(sent.Location!)).Find("a[href='/admin/stories']"));

        Assert.Equal(404, (await As(Ben).Post($"/stories/{id}/consent/withdraw", new { })).Status);
        Assert.Equal(404, (await As(Mona).Post($"/stories/{id}/consent/withdraw", new { })).Status);
        var back = await ada.Submit(await ada.Get(sent.Location!), $"/stories/{id}/consent/withdraw", new { });

        Assert.Equal(303, back.Status);
        usable = await As(Emil).Get("/admin/stories");
        Assert.Null(usable.Find($"#story-{id}"));
        Assert.Contains($"{id}", usable.Find("#ended")!.TextContent);
        Assert.DoesNotContain(title, (await As(Emil).Get("/admin/stories.csv")).Body);
        Assert.NotNull(await World.Query(db => db.StoryConsents.Where(c => c.StoryId == id).Select(c => c.WithdrawnAt).SingleAsync()));

        // And given again, as a consent of its own.
        await ada.Submit(await ada.Get(sent.Location!), $"/stories/{id}/consent", new { });
        Assert.NotNull((await As(Emil).Get("/admin/stories")).Find($"#story-{id}"));
        Assert.Equal(2, await World.Query(db => db.StoryConsents.CountAsync(c => c.StoryId == id)));
    }

    [Fact]
    public async Task Consent_is_taken_back_in_the_settings_and_the_administrators_are_told_without_a_name()
    {
        await using var world = await World.Start(Engine, null, "--smtp", "smtp://127.0.0.1:1");
        var (anna, ada) = (await world.Given.Account("Anna", password: null, role: Role.Administrator), world.Visit(world.Cast.Ada));
        var story = await world.Given.Story(world.Cast.Ada, Title, consents: true);

        var back = await ada.Submit(await ada.Get("/settings"), $"/stories/{story.Id}/consent/withdraw", new { });
        await world.Settled();

        Assert.Equal("/settings#stories", back.Location);
        Assert.Null((await ada.Get("/settings")).Find("#stories"));
        var mail = Assert.Single(await world.Query(db => db.Set<SentMail>().Where(m => m.Kind == "consent-withdrawn" && m.Address == anna.Email).ToListAsync()));
        var text = mail.Subject + mail.Text + mail.Html;
        Assert.Contains($"/topics/{story.Id}", text);
        Assert.DoesNotContain(story.Title, text);
        Assert.DoesNotContain("Ada", text);
    }

    [Fact]
    public async Task What_is_hidden_or_not_consented_is_not_to_be_used()
    {
        var (quiet, hidden) = (await Given.Story(Ada, Title), await Given.Story(Ada, Title, consents: true));
        await Given.Hidden(hidden.Id, Mona);

        var page = await As(Alma).Get("/admin/stories");

        Assert.Null(page.Find($"#story-{quiet.Id}"));
        Assert.Null(page.Find($"#story-{hidden.Id}"));
        Assert.Equal(404, (await As(Ada).Get("/admin/stories")).Status);
        Assert.Equal(404, (await As(Ada).Get("/admin/stories.csv")).Status);
        Assert.DoesNotContain(hidden.Title, (await Anyone().Get("/stories")).Text);
    }

    [Fact]
    public async Task Whoever_leaves_ends_their_consent()
    {
        await using var world = await World.Start(Engine);
        var nina = await world.Given.Account("Nina");
        var story = await world.Given.Story(nina, Title, consents: true);

        await world.Visit(nina).Post("/settings/leave", new { choice = nameof(LeavingChoice.KeepWordsWithoutName), handle = nina.Handle, currentPassword = Given.Password });
        await world.Act(async db => { await db.Enqueue(new Rapport.Stories.Consents.LookAtWithdrawn()); await db.Save(); });
        await world.Settled();

        var consent = await world.Query(db => db.StoryConsents.SingleAsync(c => c.StoryId == story.Id));
        Assert.Null(consent.MemberId);
        Assert.NotNull(consent.ToldAt);
        Assert.NotNull(consent.WithdrawnAt);
        Assert.Null((await world.Visit(world.Cast.Emil).Get("/admin/stories")).Find($"#story-{story.Id}"));
    }

    [Fact]
    public async Task A_newcomers_story_waits_and_is_seen_by_nobody_else()
    {
        var (space, nils, title) = (await Given.Space(), await Given.Newcomer("Nils", mailed: true), Title);
        var sent = await Told(As(nils), new { title, space = space.Id, answer1 = "I turned it.", consent = "true" });

        Assert.DoesNotContain(title, (await Anyone().Get("/stories")).Text);
        Assert.Equal(404, (await As(Ben).Get(sent.Location!)).Status);
        Assert.DoesNotContain(title, (await As(Emil).Get("/admin/stories")).Text);
        Assert.Equal(200, (await As(nils).Get(sent.Location!)).Status);
    }

    [Fact]
    public async Task Who_got_something_for_it_is_labelled_and_who_works_here()
    {
        var (space, emil) = (await Given.Space(), As(Emil));
        var sent = await Told(emil, new { title = Title, space = space.Id, answer0 = "A day at work.", rewarded = "true" });

        var card = (await Anyone().Get("/stories")).Find($"#s{IdOf(sent)}")!.TextContent;

        Assert.Contains("Rewarded", card);
        Assert.Contains("Employee", card);
        Assert.Contains("Its author says that they get something for it.", (await Anyone().Get(sent.Location!)).Text);
    }

    [Fact]
    public async Task An_administrator_says_what_stories_are_asked()
    {
        await using var world = await World.Start(Engine);
        var alma = world.Visit(world.Cast.Alma);

        await alma.Submit(await alma.Get("/admin/stories"), "/admin/stories", new Dictionary<string, string> { ["prompts-en"] = "Who was there?\n\n What did you eat? " });

        var form = await world.Visit(world.Cast.Ada).Get("/stories/new");
        Assert.Equal(["Who was there?", "What did you eat?"], form.All("input[type=hidden][name^=prompt]").Select(i => i.GetAttribute("value")));
        Assert.Contains("ما", (await world.Visit(world.Cast.Ada).Get("/ar/stories/new")).Text);
        var many = await alma.Submit(await alma.Get("/admin/stories"), "/admin/stories", new Dictionary<string, string> { ["prompts-en"] = "a\nb\nc\nd\ne\nf\ng" });
        Assert.Equal((422, true), (many.Status, many.Text.Contains("A story takes up to 6 questions.")));
        Assert.Null((await world.Visit(world.Cast.Emil).Get("/admin/stories")).Find("#prompts"));
        Assert.Equal(404, (await world.Visit(world.Cast.Emil).Post("/admin/stories", new Dictionary<string, string> { ["prompts-en"] = "Mine" })).Status);
    }

    [Fact]
    public async Task Where_there_is_no_story_the_page_invites()
    {
        await using var world = await World.Start(Engine);
        var product = await world.Given.Product();

        Assert.Equal("/stories/new", (await world.Visit().Get("/stories")).Find(".empty a")!.GetAttribute("href"));
        Assert.Contains("Nobody has told a story about it yet.", (await world.Visit().Get(product.Path)).Find("#stories")!.TextContent);
        Assert.Contains("No story may be shown elsewhere", (await world.Visit(world.Cast.Emil).Get("/admin/stories")).Text);
        Assert.Equal(404, (await world.Visit().Get("/stories?product=999999")).Status);
    }

    [Fact]
    public async Task Programs_tell_stories_and_fetch_those_that_may_be_used()
    {
        var (space, product) = (await Given.Space(), await Given.Product());
        var (ada, emil) = (await Robot.For(World, Ada), await Robot.For(World, Emil));

        var made = await ada.Post("/stories", new { title = Title, space = space.Id, answers = new[] { new { prompt = "What was it?", answer = "A kettle." } }, products = new[] { product.Id } });
        var id = made.Json.GetProperty("id").GetInt64();
        long[] Usable(Response list) => [.. list.Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("story").GetProperty("id").GetInt64())];

        Assert.Equal(201, made.Status);
        Assert.Equal([id], (await ada.Get($"/stories?product={product.Id}")).Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("id").GetInt64()));
        Assert.DoesNotContain(id, Usable(await emil.Get("/stories/usable?limit=100")));
        Assert.True((await ada.Send(HttpMethod.Put, $"/stories/{id}/consent")).Json.GetProperty("inForce").GetBoolean());
        Assert.Contains(id, Usable(await emil.Get("/stories/usable?limit=100")));
        Assert.Equal(404, (await ada.Get("/stories/usable")).Status);
        Assert.Equal(404, (await emil.Send(HttpMethod.Delete, $"/stories/{id}/consent")).Status);
        Assert.False((await ada.Send(HttpMethod.Delete, $"/stories/{id}/consent")).Json.GetProperty("inForce").GetBoolean());
        Assert.DoesNotContain(id, Usable(await emil.Get("/stories/usable?limit=100")));
        Assert.Equal(422, (await ada.Post("/stories", new { title = Title, space = space.Id, answers = Array.Empty<object>() })).Status);
    }

    [Fact]
    public async Task A_list_of_stories_asks_the_same_number_of_questions_however_many_there_are()
    {
        await using var world = await World.Start(Engine);
        var product = await world.Given.Product();
        await world.Given.Story(world.Cast.Ada, Title, product: product.Id);
        var ben = world.Visit(world.Cast.Ben);
        // What a story leads to is over, and what all pages have in common was read, before it is counted.
        async Task<Response> Looked()
        {
            await world.Settled();
            await ben.Get("/stories");
            return await ben.Get("/stories");
        }
        var few = (await Looked()).Queries;
        for (var n = 0; n < 4; n++) await world.Given.Story(world.Cast.Ada, Title, product: product.Id);

        var page = await Looked();

        Assert.Equal((5, few), (page.All(".story-card").Count, page.Queries));
        Assert.Equal(3, (await world.Visit(world.Cast.Ben).Get(product.Path)).All("#stories .story-card").Count);
        Assert.NotNull((await world.Visit(world.Cast.Ben).Get(product.Path)).Find($"#stories a[href='/stories?product={product.Id}']"));
    }
}

public sealed class StoryTestsOnSqlite() : StoryTests(Engine.Sqlite);
public sealed class StoryTestsOnPostgres() : StoryTests(Engine.Postgres);
