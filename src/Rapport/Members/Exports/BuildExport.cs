using Rapport.Kernel.Database;
using Rapport.Kernel.Jobs;
using Rapport.Members.Tickets;

namespace Rapport.Members.Exports;

/// Asks for an export to be put together.
public sealed record BuildExport(long Export);

sealed class ExportBuilder(Db db, IEnumerable<PersonalData> everything, Letters letters, Kernel.Installation installation) : Worker<BuildExport>
{
    public override async Task Do(BuildExport work, CancellationToken cancel)
    {
        var export = await db.Exports.FirstOrDefaultAsync(e => e.Id == work.Export, cancel);
        if (export is not { ReadyAt: null }) return;
        var member = await db.Members.AsNoTracking().FirstAsync(m => m.Id == export.MemberId, cancel);
        var words = new Kernel.Languages.Locale(installation);
        words.Use(member.Language);

        var bundle = new Bundle(words);
        foreach (var data in everything)
        {
            foreach (var rows in await data.Export(db, member.Id)) bundle.Add(rows);
            foreach (var file in await data.Files(db, member.Id)) await bundle.Add(file);
        }
        export.Fill(bundle.Close(member), db.Clock.GetUtcNow());
        if (member.Email is not null) await letters.ExportReady(member, export.Id);
        await db.Save();
    }
}
