using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Moving;
using Rapport.Reviews;

namespace Rapport.Interchange.ReviewLists;

/// A list of reviews of another system, or of somebody's own making: understood by a map of its columns, its products matched with those here, and loaded as an archive.
sealed class ReviewList : Format
{
    public override string Name => "reviews";
    public override string Title => "Reviews";
    public override string Needs => "A list of reviews as a table, JSON, JSON lines or XML: as Judge.me, Okendo, PowerReviews, Shopify, WooCommerce, Yotpo or Bazaarvoice hand it out, or any with stars, a date and something that names the product";

    public override bool Recognises(Parcel parcel) => ReviewFile.Is(parcel);

    protected override async Task<Report> Take(IServiceProvider services, Arriving arriving, Cause cause, CancellationToken cancel)
    {
        var choice = ReviewChoice.Read(arriving.Choices.Particulars);
        using var parcel = Parcel.Of(arriving.Path, choice.Encoding);
        var file = ReviewFile.Find(parcel) ?? throw new Refused("This is not what {name} hands out. What is needed: {needs}", ("name", Title), ("needs", Needs));
        arriving.Progress?.Invoke(new("reading", 0, null));
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.Acting.Cause = cause;
        if (!file.Rows.Any()) throw new Refused("The list holds no reviews.");
        var map = await db.MapFor(choice, file.Headings);
        var reading = Reading.Of(map, file.Headings);
        var source = choice.Source ?? arriving.Choices.Source ?? (map.NamesSource ? map.Title : arriving.Label);
        var (report, isDry) = (new ReviewReport(), arriving.Choices.DryRun);
        report.Listing = Listing(source, reading);
        if (reading.Missing.Count > 0) return isDry ? report : throw new Refused("The list has no column for {missing}. Say which column it is.", ("missing", string.Join(", ", reading.Missing)));
        var survey = Survey.Of(file, reading, cancel);
        reading.Settle(survey, db.Clock.GetUtcNow());
        var matches = new ProductMatches(db, source, choice);
        await matches.Find(survey.Products, cancel);
        if (!isDry)
        {
            if (choice.SaveAs is { } name) await db.SaveMap(name, map with { Title = source, NamesSource = true });
            await db.Save((await ReviewSpace.Of(db, services.GetRequiredService<Installation>())).Told);
            db.Forget();
            await matches.Keep(scope.ServiceProvider.GetRequiredService<Shelf>(), survey.Products);
        }
        var conversion = new Conversion(file, reading, matches, source, services.GetRequiredService<Installation>().Brand, report);
        await Load(services, arriving, cause, report, conversion, cancel);
        var unmatched = survey.Products.Where(p => matches[p] is null).Select(p => new UnmatchedProduct(p.Key, p.Name, conversion.CountOf(p))).Where(p => p.Reviews > 0).OrderByDescending(p => p.Reviews).ToList();
        report.Listing = Listing(source, reading) with
        {
            First = conversion.First,
            Unmatched = [.. unmatched.Take(ReviewReport.MostProducts)], UnmatchedProducts = unmatched.Count, Twin = isDry ? await conversion.Twin(db, cancel) : null,
            Means = await conversion.Means(db, cancel),
        };
        return report;
    }

    static ReviewListing Listing(string source, Reading reading) => new(source, reading.Map.Name, reading.Map.Title, reading.Scale, reading.DayFirst)
    {
        Headings = reading.Headings, Columns = reading.Columns.OrderBy(c => c.Key, StringComparer.Ordinal).ToDictionary(), Unread = reading.Unread, Missing = reading.Missing, DoubtfulDate = reading.Doubtful,
    };

    static async Task Load(IServiceProvider services, Arriving arriving, Cause cause, Report report, Conversion conversion, CancellationToken cancel)
    {
        var folder = Path.Combine(services.GetRequiredService<Installation>().Folder("import"), $"reviews-{Slug.Of(arriving.Label)}");
        // One that was killed may have left its own.
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        using var archive = new Archive(folder);
        try
        {
            conversion.Run(archive, cancel);
            await new Loader(services, archive, cause, arriving.Choices with { Source = conversion.Source }, report) { Progress = arriving.Progress }.Run(cancel);
        }
        finally { if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true); }
    }
}
