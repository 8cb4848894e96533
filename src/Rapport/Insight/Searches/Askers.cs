using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Rapport.Kernel;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;

namespace Rapport.Insight.Searches;

/// Searches in vain that wait to be stored. Of who asked only a mark is kept, made here and at once.
public sealed class Askers(MasterKey master, Installation installation, TimeProvider clock)
{
    const int MostWaiting = 500, Longest = 60;

    readonly ConcurrentQueue<(DateOnly Month, string Key, string Mark, string Words)> waiting = new();

    public void Missed(string typed, IPAddress? address)
    {
        var words = Characters.Line(typed).ToLowerInvariant();
        if (words.Length is < 2 or > Longest || Discretion.LooksPersonal(words) || waiting.Count >= MostWaiting) return;
        var month = installation.DayOf(clock.GetUtcNow()) is var day ? new DateOnly(day.Year, day.Month, 1) : default;
        waiting.Enqueue((month, Derive($"{month:o} words {words}", 32), Derive($"{month:o} asker {words} {Household(address)}", 4), words));
    }

    string Derive(string what, int letters) => master.Derive("insight " + what)[..letters];

    /// One household or server rents a whole /64 of IPv6 addresses.
    static string Household(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        _ => address.MapToIPv4().ToString(),
    };

    public async Task Store(Db db)
    {
        for (var tries = 0; waiting.TryDequeue(out var asked);)
            try
            {
                await db.Transact(async () =>
                {
                    var row = await db.Set<Unfound>().FirstOrDefaultAsync(u => u.Month == asked.Month && u.Key == asked.Key);
                    if (row is null) db.Add(row = new Unfound { Month = asked.Month, Key = asked.Key });
                    row.Ask(asked.Mark, asked.Words);
                    await db.SaveChangesAsync();
                });
                (tries, _) = (0, asked);
                db.Forget();
            }
            catch (DbUpdateException) when (tries++ < 3)
            {
                // Another node stored the same words a moment before.
                db.Forget();
                waiting.Enqueue(asked);
            }
    }
}
