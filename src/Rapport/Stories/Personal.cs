using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Stories;

/// What a member let the brand do with their stories. It ends when they leave.
sealed class Personal : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(StoryConsent)];

    public override async Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) =>
        [new("story-consents", [.. await db.StoryConsents.AsNoTracking().Where(c => c.MemberId == memberId).OrderBy(c => c.Id).Select(c => new { c.StoryId, c.Words, c.Language, c.GivenAt, c.WithdrawnAt }).ToListAsync()])];

    /// The administrators are told of what ends by it, without a name.
    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        var now = db.Clock.GetUtcNow();
        await db.StoryConsents.Where(c => c.MemberId == memberId).ExecuteUpdateAsync(s => s.SetProperty(c => c.WithdrawnAt, c => c.WithdrawnAt ?? now).SetProperty(c => c.MemberId, (long?)null));
    }
}
