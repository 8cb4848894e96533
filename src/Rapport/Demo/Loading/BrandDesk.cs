using Rapport.Catalog;
using Rapport.Demo.Writing;
using Rapport.Governance;
using Rapport.Governance.Reports;
using Rapport.Interchange.Moves;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Reviews.Answering;

namespace Rapport.Demo.Loading;

/// What is on the desk of the brand's people, each by the way it comes there: newcomers' reviews that wait, waited or were refused, reports, private words, and the reviews of an earlier shop.
static class BrandDesk
{
    public static async Task Load(Brand brand, IServiceProvider services, DateOnly today)
    {
        await HoldFirst(services);
        foreach (var sheet in brand.Desk.Newcomers.OrderBy(s => s.Day)) await Write(sheet, services, today);
        foreach (var (sheet, n) in brand.Desk.Reported.Select((s, n) => (s, n))) await Report(sheet, services, today.AddDays(-1 - n));
        foreach (var sheet in brand.Desk.Private) await Talk(sheet, brand, services, today);
        await BringIn(services, today);
    }

    /// This brand chose to look at the first two posts of newcomers.
    static async Task HoldFirst(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, settings) = (scope.ServiceProvider.GetRequiredService<Db>(), scope.ServiceProvider.GetRequiredService<SiteSettings>());
        db.Acting.Cause = Cause.Demo;
        await settings.Change(db, settings.Of<ModerationSettings>() with { FirstPosts = 2 });
    }

    static async Task Write(NewcomerSheet sheet, IServiceProvider services, DateOnly today)
    {
        await using var scope = services.CreateAsyncScope();
        var db = At(scope, today.AddDays(sheet.Day));
        var (author, product) = (await db.Members.FirstAsync(m => m.Handle == sheet.Handle), await db.Products.AsNoTracking().FirstAsync(p => p.Sku == sheet.Product));
        var review = await scope.ServiceProvider.GetRequiredService<ReviewDesk>().Write(product, author, new(sheet.Stars, sheet.Body) { Title = sheet.Title, Pros = string.Join('\n', sheet.Good), Cons = string.Join('\n', sheet.Bad) });
        if (sheet.Hours is not { } hours) return;
        var of = scope.ServiceProvider.GetServices<Governed>().First(g => g.Kind == "post");
        var moderator = await On(hours, Role.Moderator);
        var about = (await db.OpenCase("post", review.Id))!;
        if (sheet.Ground is null) await db.Decide(about, of, Verdict.Publish, moderator, reason: null);
        else await db.Decide(about, of, Verdict.Hide, moderator, sheet.Reason, Enum.Parse<Ground>(sheet.Ground, ignoreCase: true));
        if (sheet.Appeal is null) return;
        var other = await On(48, Role.Administrator);
        await db.Save(await db.Appeal((await db.StandingDecision("post", review.Id))!, author.Id, sheet.Appeal));
        await db.Decide((await db.OpenCase("post", review.Id))!, of, sheet.Readmitted ? Verdict.Restore : Verdict.Keep, other, sheet.Answer);

        async Task<Member> On(int hours, Role role)
        {
            db.Forget();
            db.Clock = new Then(Then.Noon(today.AddDays(sheet.Day)).GetUtcNow().AddHours(hours));
            return await db.Members.Where(m => m.Role == role).OrderBy(m => m.Id).FirstAsync();
        }
    }

    static async Task Report(ReportSheet sheet, IServiceProvider services, DateOnly day)
    {
        await using var scope = services.CreateAsyncScope();
        var db = At(scope, day);
        var (id, by) = ((await BrandReviews.Ids(db))[sheet.Review], await db.Members.FirstAsync(m => m.Handle == sheet.By));
        var about = await db.CaseOf("post", id, await db.Reviews.Where(r => r.Id == id).Select(r => r.AuthorId).FirstAsync());
        var report = Governance.Report.Of(db.NewId(), about, by, Enum.Parse<ReportReason>(sheet.Why, ignoreCase: true), sheet.Note, db.Clock.GetUtcNow());
        db.Add(report);
        await db.Weigh(about, by.Id, scope.ServiceProvider.GetRequiredService<ReportWeights>());
        await db.Save(new ThingReported(about, report.Reason));
    }

    static async Task Talk(PrivateSheet sheet, Brand brand, IServiceProvider services, DateOnly today)
    {
        await using var scope = services.CreateAsyncScope();
        var written = brand.Reviews.First(r => r.Key == sheet.Review).WrittenAt(today);
        var db = At(scope, today);
        var id = (await BrandReviews.Ids(db))[sheet.Review];
        var (review, by) = (await db.Reviews.AsNoTracking().FirstAsync(r => r.Id == id), await db.Members.FirstAsync(m => m.Handle == sheet.By));
        var author = await db.Members.FirstAsync(m => m.Id == review.AuthorId);
        db.AddRange(sheet.Words.Select((words, turn) => PrivateWord.Write(db.NewId(), review, turn % 2 == 0 ? by : author, words, begun: turn > 0, written.AddHours(20 + 9 * turn))));
        await db.Save();
    }

    /// As an administrator hands in a file: it comes in while the server runs.
    static async Task BringIn(IServiceProvider services, DateOnly today)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var luggage = scope.ServiceProvider.GetRequiredService<Luggage>();
        var folder = luggage.Folder();
        try
        {
            var file = Path.Combine(folder, "judgeme-reviews.csv");
            await File.WriteAllTextAsync(file, Brand.EarlierReviews(today));
            var by = await db.Members.Where(m => m.Role == Role.Administrator).Select(m => m.Id).FirstAsync();
            var move = new Move(db.NewId(), MoveKind.Import, Path.GetFileName(file), by, db.Clock.GetUtcNow()) { Format = "reviews" };
            await luggage.Keep(db, move, file, default);
            db.Add(move);
            await db.Save();
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    static Db At(AsyncServiceScope scope, DateOnly day)
    {
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        (db.Acting.Cause, db.Clock) = (Cause.Demo, Then.Noon(day));
        return db;
    }
}
