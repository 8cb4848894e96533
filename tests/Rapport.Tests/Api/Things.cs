using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog.Categories;
using Rapport.Catalog.Feeds;
using Rapport.Conversations;
using Rapport.Customers.Shops;
using Rapport.Feed.Choices;
using Rapport.Feed.Notices;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Members;
using Rapport.Shell;

namespace Rapport.Tests.Api;

/// One of everything that an address can name, of nobody who tries the doors.
sealed class Things
{
    readonly World world;
    readonly Dictionary<string, string> fixedOnes;

    Things(World world, Dictionary<string, string> fixedOnes) => (this.world, this.fixedOnes) = (world, fixedOnes);

    Space Space { get; set; } = null!;
    public Topic Topic { get; private set; } = null!;
    Post Reply { get; set; } = null!;
    Member Person { get; set; } = null!;

    public static async Task<Things> In(World world)
    {
        var given = world.Given;
        var product = await given.Product("Egret kettle", l => l with { Category = ["Kitchen", "Kettles"], Family = "EGRET" });
        await given.Topic(world.Cast.Cleo, tags: ["kettles"], product: product.Id);
        var alma = world.Visit(world.Cast.Alma);
        foreach (var page in new[] { "imprint", "privacy", "terms" }) await alma.Post($"/admin/legal/{page}", new { words = "Be kind." });
        var ids = await world.Do(async services =>
        {
            var db = services.GetRequiredService<Db>();
            var feed = await services.GetRequiredService<FeedDesk>().Watch("https://shop.example/feed.xml", TimeSpan.FromDays(1), false);
            feed.Stop(db.Clock.GetUtcNow());
            var report = new ImportReport { Id = db.NewId(), FeedId = feed.Id, Source = "products.tsv", StartedAt = db.Clock.GetUtcNow(), BeatAt = db.Clock.GetUtcNow(), EndedAt = db.Clock.GetUtcNow() };
            db.Add(report);
            var file = await services.GetRequiredService<Keeper>().Keep("Turn the lid."u8.ToArray(), "lid.txt", null);
            await db.Save();
            var category = await db.Set<Category>().FirstAsync(c => c.Name == "Kettles");
            var token = services.GetRequiredService<SwitchLinks>().Path(world.Cast.Cleo.Id, NoticeKind.Answer, 1).Split('/')[2];
            return new Dictionary<string, string>
            {
                ["/products/{id}"] = $"{product.Id}", ["/products/{slug}"] = product.Slug, ["{category}"] = category.Slug, ["/families/{id}"] = $"{product.FamilyId}",
                ["/feeds/{id}"] = $"{feed.Id}", ["/imports/{id}"] = $"{report.Id}", ["/files/{id}"] = $"{file.Id}", ["/files/{key}"] = file.Key, ["/files/{name}"] = "file.txt", ["/mails/{token}"] = token,
                ["/sitemaps/{name}"] = "topics", ["{part}"] = "0", ["/legal/{page}"] = "terms", ["/tags/{name}"] = "kettles", ["/follows/{kind}"] = "topic", ["/report/{kind}"] = "post", ["/audiences/{key}"] = "partners", ["/assets/{name}"] = services.GetRequiredService<Bundle>().Style.Name,
            };
        });
        return await new Things(world, ids).Fresh();
    }

    /// The same with another space, topic, reply and person, and whatever else this address names.
    public async Task<Things> Fresh(string pattern = "")
    {
        var (given, space) = (world.Given, await world.Given.Space());
        var topic = await given.Topic(world.Cast.Cleo, space: space);
        var things = new Things(world, fixedOnes) { Space = space, Topic = topic, Reply = await given.Reply(topic, world.Cast.Ben), Person = await given.Account("Nils", password: null) };
        if (pattern.Contains("posts/{id:long}/restor")) await given.Hidden(things.Reply.Id, world.Cast.Mona);
        if (pattern.Contains("cases/{")) things.other = await Case(things.Reply.Id);
        if (pattern.Contains("webhooks/")) things.other = await Webhook(pattern.Contains("deliveries"));
        if (pattern.Contains("shops/{")) things.other = await Shop();
        if (pattern.Contains("keys/{") || pattern.Contains("tokens/{")) things.other = await Token(things.Person);
        return things;
    }

    long? other;

    async Task<long> Case(long post)
    {
        Assert.Equal(201, (await (await Robot.For(world, world.Cast.Ada)).Post("/reports", new { kind = "post", thing = post, reason = "spam", note = "Sells" })).Status);
        return (await world.Given.OpenCase(post))!.Id;
    }

    async Task<long> Webhook(bool delivery)
    {
        var webhook = await world.Given.Webhook("https://hooks.example/here");
        if (!delivery) return webhook.Id;
        return await world.Query(async db =>
        {
            var sent = new Rapport.Webhooks.Delivery { Id = db.NewId(), WebhookId = webhook.Id, Type = "test", At = db.Clock.GetUtcNow(), Outcome = Rapport.Webhooks.Outcome.Arrived, DoneAt = db.Clock.GetUtcNow() };
            db.Add(sent);
            await db.Save();
            return sent.Id;
        });
    }

    Task<long> Shop() => world.Query(async db =>
    {
        var shop = new Shop(db.NewId(), ShopKind.Own, "Corner shop", null, db.Clock.GetUtcNow());
        db.Add(shop);
        await db.Save();
        return shop.Id;
    });

    async Task<long> Token(Member of)
    {
        var hash = TokenText.Hash(await world.Given.Token(of));
        return await world.Query(db => db.Set<Rapport.Members.Tokens.Token>().Where(t => t.Hash == hash).Select(t => t.Id).SingleAsync());
    }

    public string Fill(RoutePattern pattern)
    {
        var (path, names) = (new System.Text.StringBuilder(), new List<string>());
        foreach (var segment in pattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
                path.Append(part switch { RoutePatternLiteralPart literal => literal.Content, RoutePatternSeparatorPart separator => separator.Content, RoutePatternParameterPart parameter => Value(names, parameter.Name), _ => "" });
            if (segment.Parts is [RoutePatternLiteralPart word]) names.Add(word.Content);
        }
        return path.Length == 0 ? "/" : path.ToString();
    }

    /// What a name in an address stands for, by the words before it, the nearest first.
    string Value(List<string> words, string name)
    {
        foreach (var word in words.AsEnumerable().Reverse())
        {
            if (fixedOnes.TryGetValue($"/{word}/{{{name}}}", out var known)) return known;
            switch (word, name)
            {
                case ("cases" or "webhooks" or "deliveries" or "shops" or "keys" or "tokens", "id") when other is not null: return $"{other}";
                case ("topics" or "topic" or "follows", "id"): return $"{Topic.Id}";
                case ("topics", "slug"): return Topic.Slug;
                case ("posts" or "post" or "report", "id"): return $"{Reply.Id}";
                case ("spaces", "id"): return $"{Space.Id}";
                case ("spaces", "slug"): return Space.Slug;
                case ("members", "slug"): return "nils";
            }
        }
        return fixedOnes.TryGetValue($"{{{name}}}", out var anywhere) ? anywhere : name is "id" or "member" or "guest" ? $"{Person.Id}" : name == "key" ? "ask" : "1";
    }
}
