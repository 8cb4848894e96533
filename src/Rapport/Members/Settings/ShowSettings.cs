using System.Globalization;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Pages;

namespace Rapport.Members.Settings;

/// Everything a member decides about their own account, on one page.
static class ShowSettings
{
    public static async Task<IResult> Handle(Db db, Me me, Installation installation, string? saved = null)
    {
        var id = me.Member.Id;
        var export = await db.Exports.AsNoTracking().Where(e => e.MemberId == id).OrderByDescending(e => e.At)
            .Select(e => new Prepared(e.Id, e.At, e.ReadyAt)).FirstOrDefaultAsync();
        return Page.Of<SettingsPage>(new { me.Member, Export = export, Saved = saved, Languages = LanguagesOf(installation) });
    }

    /// Each language by its own name.
    static (string, string)[] LanguagesOf(Installation installation) => [.. installation.Languages.Select(code => (code, new CultureInfo(code).NativeName))];
}

/// An export as the settings page tells of it.
public sealed record Prepared(long Id, DateTimeOffset At, DateTimeOffset? ReadyAt);
