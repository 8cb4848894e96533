using Microsoft.Extensions.DependencyInjection;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Customers.Shops;
using Rapport.Kernel.Database;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Secrets;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Reviews.Asking;
using Rapport.Webhooks;

namespace Rapport.Tests.Story;

/// A small community that has one of everything, and the address of every kind of page in it.
sealed class EveryPage
{
    EveryPage() { }

    public required string Question { get; init; }

    /// How reviews are collected, and what is offered for them.
    public required IReadOnlyList<string> Offers { get; init; }

    /// Private words about a review of Ada's.
    public required string Words { get; init; }
    public required IReadOnlyList<string> ForAnyone { get; init; }
    public required IReadOnlyList<string> ForMembers { get; init; }

    /// Somebody who bought a thing and lets others ask.
    public required Member Buyer { get; init; }
    public required IReadOnlyList<string> ForModerators { get; init; }
    public required IReadOnlyList<string> ForAdministrators { get; init; }

    public static async Task<EveryPage> In(World world)
    {
        var (given, cast) = (world.Given, world.Cast);
        var space = await given.Space();
        var product = await given.Product("Egret kettle", l => l with { Brand = "Wrenholt", Category = ["Kitchen", "Kettles"], Description = "Pours slowly.\n\nHums never." });
        var (silent, gone) = (await given.Product("Tern scale"), await given.Product("Rook grinder"));
        await world.Do(async services => { await services.GetRequiredService<Shelf>().Retire([gone.Id]); return true; });
        var question = await given.Topic(cast.Ada, title: "Why does the kettle hum?", body: "It hums **loudly**.\n\n```\nhum hum\n```\n\n| when | how |\n|---|---|\n| night | loud |\n\n> [#1]\n> quoted", space: space, tags: ["kettles", "noise"], product: product.Id);
        var answer = await given.Said(question, cast.Ben, $"Empty it first, @[{cast.Ada.Id}].", cast.Ada);
        await given.Said(question, cast.Emil, "Or let it cool.");
        await given.Comment(answer, cast.Cleo);
        await given.Accepted(answer, cast.Ada);
        var others = new List<Topic>();
        foreach (var kind in new[] { TopicKind.Discussion, TopicKind.Article, TopicKind.Story }) others.Add(await given.Topic(kind == TopicKind.Article ? cast.Emil : cast.Ben, kind, title: $"The {kind} of a kettle", space: space));
        var story = await given.Story(cast.Ada, "The lid of a kettle", consents: true, product: product.Id, space: space);
        await given.Topic(cast.Ben, TopicKind.Discussion, title: "The kettle costs too much", space: space, matter: Matter.Price);
        var closed = await given.Topic(cast.Cleo, closed: true, title: "Where is the lid?", space: space);
        await given.Topic(cast.Cleo, title: "Nobody knows the kettle", space: space);
        await given.Following(cast.Ada, Follow.Topic, question.Id);
        using (var ada = world.Visit(cast.Ada))
        {
            await ada.Post($"/posts/{question.Id}", new { title = "Why does the kettle hum?", body = "It hums **very** loudly.", tags = "kettles, noise", product = "Egret kettle", reason = "Louder" });
            await ada.Post("/drafts/ask", new { title = "A question not asked yet", body = "Half a thought" });
        }
        foreach (var owner in new[] { cast.Ada, cast.Alma }) await given.Token(owner);
        // Somebody whom Ada keeps away.
        var away = await given.Member();
        await given.Said(question, away, "It hums for nobody else.");
        using (var ada = world.Visit(cast.Ada)) await ada.Post($"/members/{away.Id}/block", new { kind = "block" });
        var buyer = await given.Account("Olga", password: null);
        await given.Order(buyer, product);
        using (var olga = world.Visit(buyer)) await olga.Post($"/products/{product.Id}/willing", new { willing = true });
        string asked;
        using (var ada = world.Visit(cast.Ada)) asked = (await ada.Post("/ask", new { kind = "question", space = space.Id, title = "Do owners of the kettle like it?", body = "Say so.", product = product.Id, owners = true })).Location!;
        await world.Settled();
        using (var olga = world.Visit(buyer)) await olga.Post($"/topics/{asked.Split('/')[2]}/replies", new { body = "I do." });
        var newcomer = await given.Newcomer("Nils");
        using (var nils = world.Visit(newcomer)) await nils.Post("/ask", new { kind = "question", space = space.Id, title = "Is the kettle of a newcomer held?", body = "With [a link](https://example.org/kettle)." });
        var review = await given.Review(product, cast.Ada, like: s => s with { Title = "It pours well", Pros = "Quick\nQuiet", Cons = "The lid", Rewarded = true });
        using (var ben = world.Visit(cast.Ben)) await ben.Post($"/report/post/{closed.Id}", new { why = "spam", note = "Says nothing." });
        using (var alma = world.Visit(cast.Alma))
        {
            await alma.Post("/admin/reviews/incentives", new { name = "Spring", kind = "voucher", amount = "10 EUR" });
            await alma.Post($"/reviews/{review.Id}/words", new { text = "May we send you another lid?" });
        }
        var offer = await world.Query(db => db.Set<Rapport.Reviews.Incentives.Incentive>().Select(i => i.Code).FirstAsync());
        var hidden = await given.Topic(cast.Ada, title: "A kettle that was hidden", space: space);
        using (var mona = world.Visit(cast.Mona)) await mona.Post($"/posts/{hidden.Id}/remove", new { ground = "spam", reason = "It sells something." });
        var decision = await world.Query(db => db.Set<Rapport.Governance.Statement>().Where(s => s.ThingId == hidden.Id).Select(s => s.Id).FirstAsync());
        async Task<string> Shop(ShopKind kind) => await world.Do(async services => (await ShopDesk.Connect(kind, $"The {kind} shop", "https://shop.example", services.GetRequiredService<Db>(), services.GetRequiredService<MasterKey>())).Path);
        var (own, hosted) = (await Shop(ShopKind.Own), await Shop(ShopKind.Shopify));
        // Leads nowhere, so that there is an attempt to look at.
        var webhook = await given.Webhook("https://127.0.0.1/shop");
        await given.Topic(cast.Ben, title: "A question that is told", space: space);
        var (tried, taken, refused) = (await given.Move(), await given.Move(go: true), await given.Move(broken: true));
        using (var alma = world.Visit(cast.Alma))
        {
            await alma.Post("/admin/reviews/aspects", new { kind = "context", name = "How long have you had it?", options = "A month\nA year" });
            await alma.Post("/admin/reviews/aspects", new { kind = "subrating", name = "Sound", category = "Kitchen > Kettles" });
        }
        var aspect = await world.Query(db => db.Aspects.Where(a => a.Kind == AspectKind.Context).Select(a => a.Id).FirstAsync());
        await world.Settled();
        var delivery = await world.Query(db => db.Deliveries.Where(d => d.WebhookId == webhook.Id).Select(d => d.Id).FirstAsync());
        return new()
        {
            Question = question.Path,
            Offers = ["/reviews/how", $"/reviews/offers/{offer}", $"{silent.Path}/review?offer={offer}"],
            Words = $"/reviews/{review.Id}/words",
            ForAnyone =
            [
                "/", "/spaces", space.Path, $"{space.Path}?show=solved", "/topics", question.Path, .. others.Select(o => o.Path), closed.Path, "/ask", "/ask?kind=discussion&matter=advertisement", "/about", "/stories", "/stories/new", "/about/price", "/about/service", "/tags", "/tags/kettles",
                "/products", "/products/in/kettles", product.Path, $"{silent.Path}/review", $"{product.Path}/reviews", $"{product.Path}/reviews?sort=critical&stars=2", $"{product.Path}/reviews?stars=1&stars=4&evidence=bought&photos=true", $"/compare?p={product.Id}&p={silent.Id}", "/products/in/kettles?sort=rating", silent.Path, gone.Path, "/search?q=kettle", "/search?q=zeppelin", $"{product.Path}/search?q=kettle", $"{product.Path}/search?q=zeppelin", "/search", $"/members/{cast.Ben.Id}", $"/members/{cast.Ben.Id}/posts",
                "/sign-in", "/sign-in/code", "/sign-up", "/sign-up/sent", "/password/forgotten", "/password/sent", "/left", "/design", "/api", "/nowhere", "/privacy/data", "/notice", "/neutrality", "/standing", $"/members/{cast.Ben.Id}/standing", world.Services.GetRequiredService<AskingLinks>().Off(EmailAddress.HashOf("somebody@people.example")), $"/posts/{question.Id}/history",
                $"/embed/reviews?product={product.Sku}", $"/embed/questions?product={product.Sku}", $"/embed/basket?product={product.Sku}&product={silent.Sku}", $"/embed/order?product={product.Sku}", "/r", "/r?q=zeppelin",
            ],
            Buyer = buyer,
            ForMembers = ["/", question.Path, story.Path, $"/stories?product={product.Id}", asked, $"/ask?product={product.Id}&owners=true", $"/topics/{review.Id}/it-pours-well", $"/reviews/{review.Id}/edit", $"/reviews/{review.Id}/thanks", $"{question.Path}?quote={answer.Id}", "/ask?draft=true", "/drafts", "/things", "/following", "/notices", "/news", "/settings", "/settings/leave", "/settings/tokens", "/settings/blocked", $"/members/{cast.Ben.Id}/block", $"/members/{away.Id}", $"/posts/{question.Id}/edit", $"/posts/{answer.Id}/comment", $"/posts/{question.Id}/remove", $"/members/{cast.Ada.Id}", $"/report/post/{answer.Id}", $"/report/member/{cast.Ben.Id}", hidden.Path, $"/posts/{hidden.Id}/appeal", $"/decisions/{decision}", "/decisions", $"/members/{cast.Ada.Id}/standing"],
            ForModerators = [question.Path, closed.Path, $"/topics/{question.Id}/move", $"/topics/{question.Id}/slow", $"/posts/{answer.Id}/edit", $"/posts/{answer.Id}/remove", space.Path, "/admin/queue", "/admin/queue/decided", "/admin/queue/measures", hidden.Path, "/help/waiting", $"/admin/restrictions/{cast.Ada.Id}", $"/admin/spaces/{space.Slug}/lists"],
            ForAdministrators = ["/admin/backups", "/admin/baseline", "/admin/webhooks", "/admin/webhooks/new", $"/admin/webhooks/{webhook.Id}", $"/admin/webhooks/{webhook.Id}/edit", $"/admin/webhooks/deliveries/{delivery}", "/admin/keys", "/admin/moderation", "/admin/privacy", "/admin/catalog", "/admin/asking", "/admin/asking/preview", "/admin/embeds", "/admin/embeds?platform=shopify&language=ar", "/admin/embeds?platform=woocommerce", "/admin/reviews", "/admin/reviews/aspects/new", $"/admin/reviews/aspects/{aspect}", "/admin/shops", own, hosted, tried, taken, refused, "/tags/kettles/edit", $"/members/{cast.Ben.Id}"],
        };
    }

    /// What anybody finds in the administration of any community.
    static readonly string[] Administration =
    [
        "/admin/spaces", "/admin/spaces/new", "/admin/people", "/admin/audiences", "/admin/audiences/partners", "/admin/mail", "/admin/mail/words", "/admin/mail/words/code", "/admin/mail/words/notice-answer?language=ar", "/admin/legal", "/admin/brand", "/admin/server", "/admin/health", "/admin/audit", "/admin/moving", "/admin",
    ];

    static readonly string[] AboutReviews = ["/admin/reviews/incentives", "/admin/reviews/by-star", "/admin/matters", "/admin/stories", "/admin/reviews/unanswered", "/admin/defence", "/admin/helpers", "/admin/standing"];

    public IEnumerable<(Member? Who, IReadOnlyList<string> Paths)> For(Cast cast) => [(null, [.. ForAnyone, .. Offers]), (cast.Ada, [.. ForMembers, Words]), (Buyer, ["/things", "/settings", "/notices"]), (cast.Mona, ForModerators), (cast.Alma, [.. ForAdministrators, .. Administration, .. AboutReviews, Words])];
}
