using System.Text.Json;
using Rapport.Conversations;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Web;

namespace Rapport.Interchange;

/// Reads an archive into the community, in small transactions. A line that is already here is left as it is, so that a second
/// run changes nothing and an interrupted one goes on. A dry run does everything but keep it.
public sealed class Loader(IServiceProvider services, Archive archive, Cause cause, Choices? choices = null, Report? begun = null)
{
    const int Chunk = 200;
    const string Ranges = "ids";

    readonly Choices choices = choices ?? new();
    readonly Report report = begun ?? new();
    readonly HashSet<ulong> seen = [];
    readonly IReadOnlyList<NotExported> left = [.. services.GetServices<NotExported>()];
    About about = null!;
    Arrival arrival = null!;

    /// Told of progress: what is read, how many lines of it, and of how many where the archive says so.
    public Action<Step>? Progress { get; init; }

    bool IsDry => choices.DryRun;

    public async Task<Report> Run(CancellationToken cancel = default)
    {
        about = archive.About();
        var source = choices.Source ?? about.Source;
        if (string.IsNullOrWhiteSpace(source)) throw new Refused("about.json names no source: what this community was called where it comes from. Write it there, or say it with the import.");
        archive.Check(about, name => Progress?.Invoke(new("checking " + name, 0, null)));
        report.Left.AddRange(archive.Lines<LeftLine>());
        arrival = new(source, cause, IsDry, about.IdsBelow is { } below ? await Ids(source, below) : null, left, choices, File);
        var known = services.GetServices<Records>().ToList();
        foreach (var records in known) await Load(records, cancel);
        Unknown(known);
        if (!IsDry && arrival.Ids?.KeepsAll != true) await Recount(cancel);
        return report;
    }

    /// Where the ids of another community of ours are here. Kept, so that a second run and one that goes on find the same.
    async Task<IdMap> Ids(string source, long below)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var rows = await db.Set<ForeignId>().AsNoTracking().Where(f => f.Source == source && f.Kind == Ranges).ToListAsync();
        var ranges = rows.ConvertAll(r => RangeOf(r.Key, r.Id));
        if (rows.Count == 0 && await SettingsRecords.NameOfCommunity(db, make: false) == source)
            throw new Refused("This archive was exported from this very community; everything in it is here. To return to an earlier state, restore a backup.");
        var from = ranges.Select(r => r.Below).DefaultIfEmpty(1).Max();
        if (below <= from) return new(ranges);
        if (IsDry) return new([.. ranges, new(from, below, 0)]);
        await db.Transact(async () =>
        {
            var shift = await db.Ids.Room(db, from, below);
            ranges.Add(new(from, below, shift));
            db.Add(new ForeignId { Source = source, Kind = Ranges, Key = $"{from}-{below}", Id = from + shift });
            await db.SaveChangesAsync();
        });
        return new(ranges);
    }

    static IdRange RangeOf(string key, long here)
    {
        var bounds = key.Split('-').Select(long.Parse).ToArray();
        return new(bounds[0], bounds[1], here - bounds[0]);
    }

    async Task Load(Records records, CancellationToken cancel)
    {
        var name = records.Name + ".jsonl";
        var part = about.Parts.FirstOrDefault(p => p.Name == name);
        using var stream = archive.Parcel.Open(name);
        if (stream is null) return;
        if (records.OursOnly && arrival.Ids is null) { report.Leave(name, 1, "only an archive of a community like this one can hold it: it names ids"); return; }
        seen.Clear();
        var carried = part?.Columns.ToHashSet();
        var reading = new Reading(records, carried is null ? _ => true : carried.Contains);
        var counted = 0L;
        foreach (var lines in Read(records, stream, name).Chunk(Chunk))
        {
            cancel.ThrowIfCancellationRequested();
            await Take(reading, lines, cancel);
            Progress?.Invoke(new(records.Name, counted += lines.Length, part?.Lines));
        }
    }

    sealed record Reading(Records Records, Func<string, bool> Carries);

    /// What is no line of this kind is refused, with where it stands.
    IEnumerable<Line> Read(Records records, Stream stream, string name)
    {
        foreach (var read in LineReader.Lines(stream, name))
        {
            var (line, problem) = read.Problem is { } why ? (null, why) : Parse(records, read.Bytes.Span);
            if (line is null) { report[records.Name].Read++; report.Refuse(records.Name, $"line {read.Number}", problem ?? "it is empty"); }
            else yield return line;
        }
    }

    static (Line?, string?) Parse(Records records, ReadOnlySpan<byte> json)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json)) return (null, "it is not UTF-8; save the part as UTF-8");
        try { return records.Read(json) is { Key.Length: > 0 and <= 500 } line ? (line, null) : (null, "it has no key, or one that is too long"); }
        catch (JsonException problem) when (problem.Path is ['$', '.', .. var where]) { return (null, $"its {where} is not what the format says, or it is cut off there"); }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or InvalidOperationException or FormatException) { return (null, "it is no JSON object, or it is cut off"); }
    }

    /// All at once; where that fails, line by line, so that one that cannot be kept keeps no other away.
    async Task Take(Reading reading, Line[] lines, CancellationToken cancel)
    {
        var undo = report.Mark();
        try { await Store(reading, lines); return; }
        catch (Exception problem) when (Refusable(problem)) { undo(); }
        foreach (var line in lines)
        {
            cancel.ThrowIfCancellationRequested();
            undo = report.Mark();
            try { await Store(reading, [line]); }
            catch (Exception problem) when (Refusable(problem))
            {
                undo();
                var name = reading.Records.Counted(line);
                report[name].Read++;
                report.Refuse(name, line.Key, problem is Refused refused ? refused.Plain : problem is DbUpdateException ? "something like it is here already" : problem.Message);
            }
        }
    }

    /// What is wrong with a line. A full disk or a database that is away is not, and ends the run.
    static bool Refusable(Exception problem) => problem is Refused or ArgumentException or FormatException || problem is DbUpdateException && !Refusals.IsAway(problem);

    async Task Store(Reading reading, IReadOnlyList<Line> lines)
    {
        var records = reading.Records;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        db.Acting.Cause = cause;
        var here = await Here(db, records.HasKeys ? lines.SelectMany(l => records.NamesIn(l).Append((records.Kind, l.Key))) : []);
        var (said, newly) = (new HashSet<string>(), new List<ulong>());
        var known = new Known(arrival.Source, here, (kind, key) => newly.Add(Known.HashOf(kind, key)), IsDry);
        var fresh = new List<Line>();
        var batch = records.Batch(db, fresh, known, report, arrival, reading.Carries);
        foreach (var line in lines)
        {
            var counted = records.Counted(line);
            report[counted].Read++;
            var mine = records.HasKeys ? known[records.Kind, line.Key] : null;
            if (mine is not null && arrival.Ids is { } ids && long.TryParse(line.Key, out var id)) ids.Divert(id, mine.Id);
            if (records.HasKeys && !said.Add(line.Key) || mine is not null && seen.Contains(Known.HashOf(records.Kind, line.Key))) report.Refuse(counted, line.Key, "the archive holds this key twice");
            else if (mine is null) fresh.Add(line);
            else if (mine.Print == Known.PrintOf(line) || mine.IsOfOneWhoLeft) Unchanged(line);
            else if (IsDry || await batch.Change(line, mine.Id)) { report[counted].Changed++; mine.Print = Known.PrintOf(line); }
            else Unchanged(line);
        }
        // Looking for changes at every Add would look at the whole batch each time; Save looks once.
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try { await batch.Take(); }
        finally { db.ChangeTracker.AutoDetectChangesEnabled = true; }
        if (!IsDry) await db.Save(batch.Events);
        seen.UnionWith(newly);
        if (IsDry) dry.UnionWith(newly);

        void Unchanged(Line line)
        {
            report[records.Counted(line)].Unchanged++;
            batch.Unchanged(line);
        }
    }

    /// What the earlier kinds of a dry run would have stored.
    readonly HashSet<ulong> dry = [];

    async Task<Dictionary<(string Kind, string Key), ForeignId>> Here(Db db, IEnumerable<(string Kind, string? Key)> wanted)
    {
        var here = new Dictionary<(string, string), ForeignId>();
        foreach (var group in wanted.Where(w => w.Key is not null).Distinct().GroupBy(w => w.Kind))
        {
            var (kind, keys) = (group.Key, group.Select(w => w.Key!).ToList());
            // Who left since they were imported is known by a hash alone, and stays away.
            var left = kind == "member" ? keys.ToDictionary(k => ForeignId.KeyOfLeft(arrival.Source, k)) : [];
            keys.AddRange(left.Keys);
            foreach (var found in await db.Set<ForeignId>().Where(f => f.Source == arrival.Source && f.Kind == kind && keys.Contains(f.Key)).ToListAsync())
                here[(found.Kind, left.GetValueOrDefault(found.Key, found.Key))] = found;
            // In a dry run, what the earlier kinds would have stored counts as here.
            if (IsDry) foreach (var key in keys.Where(k => dry.Contains(Known.HashOf(kind, k)))) here.TryAdd((kind, key), new() { Source = arrival.Source, Kind = kind, Key = key, Id = -1 });
        }
        return here;
    }

    void Unknown(IEnumerable<Records> known)
    {
        var names = known.Select(r => r.Name + ".jsonl").Append("left.jsonl").Append("about.json").ToHashSet();
        foreach (var name in archive.Parcel.Names.Where(n => !names.Contains(n) && !n.StartsWith("files/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Take(20))
            report.Leave(name, 1, "this build knows no such part");
    }

    /// The bytes of a file, which never are many.
    async Task<byte[]?> File(string digest, CancellationToken cancel)
    {
        await using var stream = archive.Parcel.Open("files/" + digest);
        if (stream is null) return null;
        using var bytes = new MemoryStream();
        var buffer = new byte[64 << 10];
        for (int n; (n = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + n > MostFile) throw new Refused("A file in the archive is larger than {n} MB.", ("n", MostFile >> 20));
            bytes.Write(buffer, 0, n);
        }
        return bytes.ToArray();
    }

    const int MostFile = 64 << 20;

    /// Replies, comments, votes and activity are counted from the rows, when all of them are here.
    async Task Recount(CancellationToken cancel)
    {
        for (var (last, any) = (0L, true); any; cancel.ThrowIfCancellationRequested())
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            var ids = await db.Set<ForeignId>().Where(f => f.Kind == "topic" && f.Id > last && f.Source == arrival.Source).OrderBy(f => f.Id).Select(f => f.Id).Take(500).ToListAsync(cancel);
            if (any = ids.Count > 0) await db.Transact(() => db.Recount(ids));
            if (any) last = ids[^1];
        }
        await using var end = services.CreateAsyncScope();
        var all = end.ServiceProvider.GetRequiredService<Db>();
        await all.Transact(() => all.RecountTopics());
    }
}
