using System.Text.Json;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Interchange.Moves;

/// Lines that were refused are named by what the old community called them, which may be somebody: those go when that member leaves.
sealed class NamedInReports : PersonalData
{
    public override IReadOnlyList<Type> Covers => [];

    public override Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) => Task.FromResult<IReadOnlyList<PersonalRows>>([]);

    public override async Task Erase(Db db, long memberId, LeavingChoice choice)
    {
        if (await db.Members.AsNoTracking().Where(m => m.Id == memberId && m.LeftAt == null).Select(m => new { m.Name, m.Handle, m.Email }).FirstOrDefaultAsync() is not { } leaver) return;
        foreach (var move in await db.Set<Move>().AsNoTracking().Where(m => m.Report != null).ToListAsync())
        {
            var report = move.Read()!;
            var left = report.Refusals.Where(r => !Names(r, leaver.Name) && !Names(r, leaver.Handle) && !Names(r, leaver.Email)).ToList();
            if (left.Count == report.Refusals.Count) continue;
            var json = JsonSerializer.Serialize(report with { Refusals = left });
            await db.Set<Move>().Where(m => m.Id == move.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.Report, json));
        }
    }

    static bool Names(string refusal, string? who) => who is { Length: > 0 } && refusal.Contains(who, StringComparison.OrdinalIgnoreCase);
}
