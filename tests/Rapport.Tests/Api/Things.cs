using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog.Categories;
using Rapport.Catalog.Feeds;
using Rapport.Conversations;
using Rapport.Customers;
using Rapport.Customers.Lists;
using Rapport.Customers.Shops;
using Rapport.Feed.Choices;
using Rapport.Feed.Notices;
using Rapport.Interchange.Moves;
using Rapport.Kernel.Api;
using Rapport.Kernel.Backups;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Secrets;
using Rapport.Members;
using Rapport.Reviews.Asking;
using Rapport.Shell;

namespace Rapport.Tests.Api;

/// One of everything that an address can name, of nobody who tries the doors.
sealed class Things
{
    readonly World world;
    readonly Dictionary<string, string> fixedOnes;

    Things(World world, Dictionary<string, string> fixedOnes) => (this.world, this.fixedOnes) = (world, fixedOnes);

    // Made when an address names them first: most doors name none.
    Space? space;
    Topic? topic;
    Post? reply;
    Member? person;
    readonly Dictionary<string, long> others = [];

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
                ["/products/{id}"] = $"{product.Id}", ["/r/{id}"] = $"{product.Id}", ["/products/{slug}"] = product.Slug, ["{category}"] = category.Slug, ["/families/{id}"] = $"{product.FamilyId}",
                ["/feeds/{id}"] = $"{feed.Id}", ["/imports/{id}"] = $"{report.Id}", ["/files/{id}"] = $"{file.Id}", ["/files/{key}"] = file.Key, ["/files/{name}"] = "file.txt", ["/heic/{version}"] = services.GetRequiredService<HeicFiles>().Worker.Split('/')[2], ["/heic/{name}"] = "worker.js", ["/mails/{token}"] = token,
                ["/asking/{token}"] = services.GetRequiredService<AskingLinks>().Off(EmailAddress.HashOf("somebody@people.example")).Split('/')[3],
                ["/sitemaps/{name}"] = "topics", ["{part}"] = "0", ["/legal/{page}"] = "terms", ["/tags/{name}"] = "kettles", ["/follows/{kind}"] = "topic", ["/report/{kind}"] = "post", ["/words/{kind}"] = services.GetServices<MailKind>().First().Name, ["/reports/{id}"] = $"{report.Id}", ["/audiences/{key}"] = "partners", ["{language}"] = "en", ["/assets/{name}"] = services.GetRequiredService<Bundle>().Style.Name,
            };
        });
        return new(world, ids);
    }

    /// Somebody did something to them: the next finds others, of which nobody knows.
    public void Renew(RoutePattern pattern)
    {
        if (pattern.RawText!.Contains("spaces/")) space = null;
        (topic, reply, person) = (null, null, null);
        others.Clear();
    }

    async Task<Space> Space() => space ??= await world.Given.Space();
    public async Task<Topic> Topic() => topic ??= await world.Given.Topic(world.Cast.Cleo, space: await Space());
    async Task<Post> Reply() => reply ??= await world.Given.Reply(await Topic(), world.Cast.Ben);
    async Task<Member> Person() => person ??= await world.Given.Account("Nils", password: null);

    async Task<long> Other(string word) => others.TryGetValue(word, out var known) ? known : others[word] = await (word switch
    {
        "cases" => Case(),
        "webhooks" => Webhook(),
        "deliveries" => Delivery(),
        "shops" => Shop(),
        "orders" => Order(),
        "aspects" => Aspect(),
        "hidden" => Hidden(),
        "reviews" => Review(),
        "moving" or "moves" => Export(),
        "backups" => Backup(),
        _ => Token(),
    });

    /// An export that is done, without the wait for it.
    Task<long> Export() => world.Do(async services =>
    {
        var (db, file) = (services.GetRequiredService<Db>(), Path.GetTempFileName());
        var move = new Move(db.NewId(), MoveKind.Export, "community.zip", world.Cast.Cleo.Id, db.Clock.GetUtcNow()) { Format = "archive" };
        await File.WriteAllTextAsync(file, "An archive");
        await services.GetRequiredService<Luggage>().Keep(db, move, file, default);
        File.Delete(file);
        move.End(new([], [], []), null, db.Clock.GetUtcNow());
        db.Add(move);
        await db.Save();
        return move.Id;
    });

    async Task<long> Hidden()
    {
        var post = await world.Given.Reply(await Topic(), world.Cast.Ben);
        await world.Given.Hidden(post.Id, world.Cast.Mona);
        return post.Id;
    }

    async Task<long> Case()
    {
        var post = await world.Given.Reply(await Topic(), world.Cast.Ben);
        Assert.Equal(201, (await (await Robot.For(world, world.Cast.Ada)).Post("/reports", new { kind = "post", thing = post.Id, reason = "spam", note = "Sells" })).Status);
        return (await world.Given.OpenCase(post.Id))!.Id;
    }

    async Task<long> Webhook() => (await world.Given.Webhook("https://hooks.example/here")).Id;

    async Task<long> Delivery()
    {
        var webhook = await Other("webhooks");
        return await world.Query(async db =>
        {
            var sent = new Rapport.Webhooks.Delivery { Id = db.NewId(), WebhookId = webhook, Type = "test", At = db.Clock.GetUtcNow(), Outcome = Rapport.Webhooks.Outcome.Arrived, DoneAt = db.Clock.GetUtcNow() };
            db.Add(sent);
            await db.Save();
            return sent.Id;
        });
    }

    Task<long> Backup() => world.Query(async db =>
    {
        var backup = new Backup(db.NewId(), db.Clock.GetUtcNow(), $"tried/{Given.Fresh()}");
        db.Add(backup);
        db.Entry(backup).Property(b => b.Problem).CurrentValue = "The disk is full.";
        await db.Save();
        return backup.Id;
    });

    Task<long> Shop() => world.Do(async services => (await ShopDesk.Connect(ShopKind.Own, "Corner shop", null, services.GetRequiredService<Db>(), services.GetRequiredService<MasterKey>())).Id);

    Task<long> Order() => world.Do(async services =>
    {
        await services.GetRequiredService<ImportOrders>().Run(new MemoryStream("order,date,sku,title,quantity,unit price,currency\nA-1,2026-02-01,KET-1,Kettle,1,59.90,EUR\n"u8.ToArray()), "orders");
        return (await services.GetRequiredService<Db>().Orders.FirstAsync()).Id;
    });

    Task<long> Aspect() => world.Query(async db =>
    {
        var aspect = new Rapport.Reviews.Aspect(db.NewId(), null, Rapport.Reviews.AspectKind.SubRating, $"Sound {Given.Fresh()}", [], 0);
        db.Add(aspect);
        await db.Save();
        return aspect.Id;
    });

    /// Of a thing of its own, by somebody whose words wait for nobody, and who tries no doors.
    async Task<long> Review() => (await world.Given.Review(await world.Given.Product(), await world.Given.Account("Nele", password: null, role: Role.Employee))).Id;

    async Task<long> Token()
    {
        var hash = TokenText.Hash(await world.Given.Token(await Person()));
        return await world.Query(db => db.Set<Rapport.Members.Tokens.Token>().Where(t => t.Hash == hash).Select(t => t.Id).SingleAsync());
    }

    /// Instead of the ids of an example.
    public async Task Put(JsonObject body)
    {
        if (body.ContainsKey("space")) body["space"] = (await Space()).Id;
        if (body.ContainsKey("thing")) body["thing"] = (await Reply()).Id;
        if (body.ContainsKey("product")) body["product"] = long.Parse(fixedOnes["/products/{id}"], CultureInfo.InvariantCulture);
    }

    public async Task<string> Fill(RoutePattern pattern)
    {
        var (path, names) = (new System.Text.StringBuilder(), new List<string>());
        foreach (var segment in pattern.PathSegments)
        {
            path.Append('/');
            foreach (var part in segment.Parts)
                path.Append(part switch { RoutePatternLiteralPart literal => literal.Content, RoutePatternSeparatorPart separator => separator.Content, RoutePatternParameterPart parameter => await Value(names, parameter.Name, pattern.RawText!), _ => "" });
            if (segment.Parts is [RoutePatternLiteralPart word]) names.Add(word.Content);
        }
        return path.Length == 0 ? "/" : path.ToString();
    }

    /// What a name in an address stands for, by the words before it, the nearest first.
    async Task<string> Value(List<string> words, string name, string pattern)
    {
        foreach (var word in words.AsEnumerable().Reverse())
        {
            if (Reviewed(word, name, pattern) is { } made) return await made;
            if (fixedOnes.TryGetValue($"/{word}/{{{name}}}", out var known)) return known;
            switch (word, name)
            {
                case ("cases" or "aspects" or "webhooks" or "deliveries" or "shops" or "orders" or "keys" or "tokens" or "moving" or "moves" or "backups" or "reviews", "id"): return $"{await Other(word)}";
                case ("deliveries", "delivery"): return $"{await Other(word)}";
                case ("posts", "id") when pattern.Contains("restor"): return $"{await Other("hidden")}";
                case ("topics" or "topic" or "follows", "id"): return $"{(await Topic()).Id}";
                case ("topics", "slug"): return (await Topic()).Slug;
                case ("posts" or "post" or "report", "id"): return $"{(await Reply()).Id}";
                case ("spaces", "id"): return $"{(await Space()).Id}";
                case ("spaces", "slug"): return (await Space()).Slug;
                case ("members", "slug"): return "nils";
                case ("stories", "id"): return $"{(await world.Given.Story(await world.Given.Account("Sara", password: null, role: Role.Employee), "A story of a door")).Id}";
                case ("about", "matter"): return "price";
            }
        }
        return fixedOnes.TryGetValue($"{{{name}}}", out var anywhere) ? anywhere : name is "id" or "member" or "guest" ? $"{(await Person()).Id}" : name == "key" ? "ask" : "1";
    }

    /// What reviews have beside them, each made anew.
    Task<string>? Reviewed(string word, string name, string pattern) => (word, name) switch
    {
        ("incentives", "id") => Incentive(i => $"{i.Id}"),
        ("offers", "code") => Incentive(i => i.Code),
        ("reviews", "id") when pattern.Contains("words") || pattern.Contains("no-answer") => Written(),
        _ => null,
    };

    Task<string> Incentive(Func<Rapport.Reviews.Incentives.Incentive, string> name) => world.Do(async services => name((await services.GetRequiredService<Rapport.Reviews.Incentives.Offers>().Make($"Spring {Given.Fresh()}", new(Rapport.Reviews.Incentives.RewardKind.FreeDelivery), null, null, [])).Incentive));

    /// By somebody whose words wait for nobody, whatever the doors before this one changed.
    async Task<string> Written() => $"{(await world.Given.Review(await world.Given.Product($"Kettle {Given.Fresh()}"), await world.Given.Account("Nele", password: null, role: Role.Employee))).Id}";
}
