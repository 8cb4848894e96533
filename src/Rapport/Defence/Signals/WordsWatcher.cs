using Rapport.Defence.Copies;
using Rapport.Defence.Learning;
using Rapport.Governance;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;

namespace Rapport.Defence.Signals;

/// Looks at the words alone: whether they look like what was hidden as spam here, and whether nearly the same was said before.
sealed class WordsWatcher(KnownClassifier known, SiteSettings settings, PublishedPosts published) : Watcher
{
    public override async Task<bool> Look(Db db, Written written)
    {
        var (rules, text) = (settings.Of<DefenceSettings>(), Lessons.Text(written.Title, written.Text));
        var spam = known.Now is { } lesson && lesson.Classifier.Score(text) is var score && score >= lesson.Classifier.Threshold ? (Percent: Math.Max(1, (int)Math.Round(100 * lesson.Classifier.Probability(score))), MayHold: lesson.MayHold(rules)) : default;
        var (copies, others) = await db.CopiesOf(text, written.Post, written.By.Id);
        if (spam.Percent == 0 && copies == 0) return false;
        var stranger = await IsStranger(db, written, rules);
        var (spamHolds, copiesHold) = (stranger && spam.MayHold, stranger && rules.Copies > 0 && copies >= rules.Copies);
        if (spam.Percent > 0) await db.Raise(SignalKind.Words, "post", written.Post, written.By.Id, spam.Percent, held: spamHolds);
        if (copies > 0) await db.Raise(SignalKind.Copies, "post", written.Post, written.By.Id, copies, others, copiesHold);
        return spamHolds || copiesHold;
    }

    /// Whoever is vouched for or wrote much that others see is known: nothing of theirs is held by a program.
    async Task<bool> IsStranger(Db db, Written written, DefenceSettings rules) =>
        !written.By.IsStaff && !await db.IsVouchedFor(written.By.Id) && await published(db, written.By.Id, rules.Known) < rules.Known;
}
