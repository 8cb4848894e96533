using Rapport.Kernel.Database;
using Rapport.Kernel.Web;

namespace Rapport.Members.Legal;

/// A published page that members agree to: its version now and of when it is, and when the latest came that asked everybody anew, where one did.
public sealed record AskedText(long Id, string Page, int Edition, DateTimeOffset At, DateTimeOffset? AskedAt);

/// The pages that members agree to, and when each version of them came. Who signs up agrees to all of them; who was here before, only where a new version asks for it.
public sealed record Asked(IReadOnlyList<AskedText> Texts, IReadOnlyDictionary<long, DateTimeOffset> Times)
{
    /// What this member is still to agree to. Of two versions the later one need not have the greater id: another node may have given it out.
    public IReadOnlyList<AskedText> Of(Member member)
    {
        var until = member.AgreedTextId is { } agreed ? Times.GetValueOrDefault(agreed) : default;
        return [.. Texts.Where(t => t.AskedAt > until)];
    }

    /// Names the versions in a form, so that nobody agrees to one they did not see.
    public static string Key(IEnumerable<AskedText> texts) => string.Join(',', texts.Select(t => t.Id));
}

static class Agreeing
{
    public static readonly IReadOnlyList<string> Pages = ["terms", "privacy"];

    extension(Db db)
    {
        /// Read once for everybody, until one of them is published anew.
        public Task<Asked> Asked(PageCache cache) => cache.Share("legal-asked", async () =>
        {
            var texts = await db.Set<LegalText>().AsNoTracking().Where(t => Pages.Contains(t.Page)).OrderBy(t => t.Edition).Select(t => new { t.Id, t.Page, t.Edition, t.At, t.Asks, IsThere = t.Source != "" }).ToListAsync();
            return new Asked([.. Pages.Select(page => texts.Where(t => t.Page == page).ToList()).Where(of => of.Count > 0 && of[^1].IsThere)
                .Select(of => new AskedText(of[^1].Id, of[^1].Page, of[^1].Edition, of[^1].At, of.LastOrDefault(t => t.Asks)?.At))], texts.ToDictionary(t => t.Id, t => t.At));
        }, _ => new(["legal"], 300));

        /// Stores that the member agrees to these versions.
        public async Task Agree(Member member, IReadOnlyList<AskedText> texts)
        {
            if (texts.Count == 0) return;
            var (id, now, known) = (member.Id, db.Clock.GetUtcNow(), new HashSet<long>());
            known.UnionWith(await db.Set<Agreement>().Where(a => a.MemberId == id).Select(a => a.TextId).ToListAsync());
            db.AddRange(texts.Where(t => !known.Contains(t.Id)).Select(t => new Agreement(id, t.Id, now)));
            var (newest, before) = (texts.MaxBy(t => t.At)!, member.AgreedTextId);
            if (!await db.Set<LegalText>().AnyAsync(t => t.Id == before && t.At > newest.At)) member.AgreeTo(newest.Id);
        }
    }
}
