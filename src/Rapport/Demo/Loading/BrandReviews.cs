using Rapport.Catalog;
using Rapport.Catalog.Categories;
using Rapport.Demo.Writing;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Members;
using Rapport.Reviews;
using Rapport.Reviews.Answering;
using Rapport.Reviews.Incentives;
using Rapport.Reviews.Rules;

namespace Rapport.Demo.Loading;

/// What belongs to the reviews beside their words: what is asked in each category and answered, who got something for it, and which need no answer.
static class BrandReviews
{
    const int Together = 100;

    /// What is asked besides the stars: the category, null for every product; without answers to choose it is a sub-rating.
    static readonly (string? Category, string Name, string[] Choices)[] Asked =
    [
        (null, "How long have you had it?", ["Less than a month", "One to six months", "Half a year to two years", "Longer"]),
        (null, "Value for money", []),
        ("Espresso machines", "In the cup", []), ("Espresso machines", "Sound", []), ("Espresso machines", "How many drinks a day?", ["One or two", "Three to five", "Six or more"]),
        ("Grinders", "Evenness", []), ("Grinders", "Sound", []), ("Grinders", "What do you grind for?", ["Espresso", "Filter", "Both"]),
        ("Filter coffee", "Ease of use", []), ("Filter coffee", "Cleaning", []), ("Filter coffee", "How many do you brew for?", ["Only me", "Two", "Three or more"]),
    ];

    public static async Task Load(Brand brand, IServiceProvider services, DateOnly today)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, desk, reviews) = (scope.ServiceProvider.GetRequiredService<Db>(), scope.ServiceProvider.GetRequiredService<AspectDesk>(), scope.ServiceProvider.GetRequiredService<ReviewDesk>());
        db.Acting.Cause = Cause.Demo;
        foreach (var (category, name, choices) in Asked)
            await desk.Make(category is null ? null : await db.Set<Category>().Where(c => c.Name == category).Select(c => c.Id).FirstAsync(), choices.Length == 0 ? AspectKind.SubRating : AspectKind.Context, name, choices);
        var first = brand.Reviews.Where(r => r.Label == "incentive").Min(r => r.Day);
        var offer = await scope.ServiceProvider.GetRequiredService<Offers>().Make("Card in the parcel", new(RewardKind.Voucher, new Money(10_00, "EUR")), today.AddDays(first - 20), today.AddDays(90), []);
        var members = await db.Members.AsNoTracking().ToDictionaryAsync(m => m.Id);
        var products = await db.Products.AsNoTracking().ToDictionaryAsync(p => p.Id);
        var ids = await Ids(db);
        var asked = new Dictionary<long, List<Aspect>>();
        foreach (var some in brand.Reviews.Chunk(Together))
        {
            db.Forget();
            var wanted = some.Select(s => ids[s.Key]).ToList();
            var known = await db.Reviews.AsTracking().Where(r => wanted.Contains(r.Id)).ToDictionaryAsync(r => r.Id);
            foreach (var sheet in some)
            {
                var review = known[ids[sheet.Key]];
                var author = members[review.AuthorId!.Value];
                review.Disclose(sheet.Label == "relative" ? Relation.Relative : Relation.None, sheet.Label == "incentive", sheet.Label == "sampled", author);
                if (sheet.Label == "incentive") review.Claim(offer.Incentive.Id);
                if (!asked.TryGetValue(review.ProductId, out var questions)) asked[review.ProductId] = questions = await reviews.Asked(products[review.ProductId]);
                db.AddRange(questions.Where(q => Drawn.Of($"{sheet.Key} {q.Name}") < 0.6).Select(q => new ReviewAnswer(review.Id, q.Id, Answer(sheet, q))));
                if (sheet.Replies.Count == 0 && sheet.Stars > 3 && sheet.Day < -14) db.Add(new NoAnswer(review.Id, Employee(members).Id, sheet.WrittenAt(today).AddDays(1)));
            }
            await db.Save();
        }
    }

    /// By the key of their sheets.
    public static Task<Dictionary<string, long>> Ids(Db db) => db.Set<ForeignId>().AsNoTracking().Where(f => f.Source == "demo" && f.Kind == "review").ToDictionaryAsync(f => f.Key, f => f.Id);

    static Member Employee(Dictionary<long, Member> members) => members.Values.Where(m => m.Role == Role.Employee).MinBy(m => m.Id)!;

    /// Sub-ratings keep near the stars.
    static int Answer(ReviewSheet sheet, Aspect question) => question.Kind == AspectKind.SubRating
        ? Math.Clamp(sheet.Stars + Drawn.Between(-1, 1, $"{sheet.Key} how {question.Name}"), 1, 5) : Drawn.Between(0, question.Choices.Count - 1, $"{sheet.Key} which {question.Name}");
}
