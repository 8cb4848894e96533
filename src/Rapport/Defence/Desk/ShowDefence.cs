using System.Globalization;
using Rapport.Conversations;
using Rapport.Defence.Learning;
using Rapport.Defence.Patterns;
using Rapport.Defence.Signals;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Pages;
using Rapport.Kernel.Site;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Defence.Desk;

/// A signal as the list shows it, with the post it is about and what it says.
public sealed record SignalRow(Signal Signal, string Title, IReadOnlyList<string> Telling);

/// /admin/defence: what was noticed, how often such signals were right, and what the classifier has learned. Administrators choose from when on something is a signal.
static class ShowDefence
{
    public const string Path = "/admin/defence";
    const int MostRows = 40;

    public static async Task<IResult> Show(Db db, Me me, KnownClassifier known, int? learning = null)
    {
        me.RequireModerator();
        return Page.Of<DefencePage>(new { Records = await db.SignalRecords(), Rows = await Latest(db, known), Findings = await db.FindingRows(), Lesson = known.Now, Learning = learning is not null });
    }

    static async Task<IReadOnlyList<SignalRow>> Latest(Db db, KnownClassifier known)
    {
        var signals = await db.Signals.AsNoTracking().Where(s => s.Of == "post").OrderByDescending(s => s.At).ThenByDescending(s => s.Id).Take(MostRows).ToListAsync();
        var posts = signals.Select(s => s.ThingId).Distinct().ToList();
        var titles = await db.Posts.AsNoTracking().Where(p => posts.Contains(p.Id)).Select(p => new { p.Id, p.Topic.Title }).ToDictionaryAsync(p => p.Id, p => p.Title);
        var telling = await CaseSignals.Telling(db, known, signals);
        return [.. signals.Where(s => titles.ContainsKey(s.ThingId)).Select(s => new SignalRow(s, titles[s.ThingId], telling.GetValueOrDefault(s.ThingId, [])))];
    }

    public static async Task<IResult> Change(HttpContext context, Db db, Me me, SiteSettings settings)
    {
        me.RequireAdministrator();
        var form = context.Request.Form;
        await Choose(settings.Of<DefenceSettings>() with
        {
            Enough = Number(form, "enough"), Copies = Number(form, "copies"), Known = Number(form, "known"), Device = Number(form, "device"), Address = Number(form, "address"), Burst = Number(form, "burst"), Reviews = Number(form, "reviews"),
        }, db, settings);
        return Go.To($"{Path}?saved=1");
    }

    /// These hold from now on.
    public static async Task Choose(DefenceSettings rules, Db db, SiteSettings settings)
    {
        foreach (var (name, value, least, most) in new[] { ("enough", rules.Enough, 50, 100_000), ("copies", rules.Copies, 0, 1_000), ("known", rules.Known, 1, 1_000), ("device", rules.Device, 2, 1_000), ("address", rules.Address, 2, 10_000), ("burst", rules.Burst, 3, 100_000), ("reviews", rules.Reviews, 2, 1_000) })
            if (value < least || value > most) throw new Refused("Write a number from {least} to {most}.", ("least", least), ("most", most)) { Field = name };
        await settings.Change(db, rules);
    }

    /// Learns from what was decided since, without waiting for the night.
    public static async Task<IResult> LearnNow(Db db, Me me)
    {
        me.RequireAdministrator();
        await db.Enqueue(new Learn());
        await db.Save();
        return Go.To($"{Path}?learning=1");
    }

    static int Number(IFormCollection form, string name) => int.TryParse(form[name].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new Refused("Write a number.") { Field = name };
}
