using System.ComponentModel;
using Rapport.Feed.Choices;
using Rapport.Feed.Notices;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Feed.Api;

/// What you want of one kind of notice.
public sealed record ChoiceJson(NoticeKind Kind, [property: Description("Among the notices.")] bool Here, bool ByMail)
{
    public static ChoiceJson Example => new(NoticeKind.Answer, true, false);
}

public sealed record ChoicesChange(IReadOnlyList<ChoiceJson> Choices)
{
    public static ChoicesChange Example => new([ChoiceJson.Example]);
}

static class TheChoices
{
    public static async Task<Paged<ChoiceJson>> List(Db db, Me me)
    {
        var member = me.Member.Id;
        var chosen = await db.NoticeChoices.AsNoTracking().Where(c => c.MemberId == member).ToDictionaryAsync(c => c.Kind);
        return new([.. NoticeWords.Chosen.Select(k => chosen.GetValueOrDefault(k) is { } c ? new ChoiceJson(k, c.Here, c.ByMail) : new(k, true, true))], null);
    }

    public static async Task<Changed<Paged<ChoiceJson>>> Choose(ChoicesChange to, Db db, Me me)
    {
        foreach (var choice in to.Choices.DistinctBy(c => c.Kind)) await db.Choose(me.Member.Id, choice.Kind, choice.Here, choice.ByMail);
        await db.Save();
        return new("/me/notice-choices", await List(db, me));
    }
}
