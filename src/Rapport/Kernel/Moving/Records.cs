using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Kernel.Moving;

/// One kind of record: how its module tells it to an archive and takes it from one. The order of registration is the order of reading,
/// so that what is named comes first. Every table is covered by one of these or declared as left out; a test fails for the others.
public abstract class Records
{
    internal static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// The name of the file in the archive, without its ending: "topics".
    public abstract string Name { get; }

    /// What a key of it is called in the table of foreign ids: "topic".
    public abstract string Kind { get; }

    /// The tables whose rows it tells.
    public abstract IReadOnlyList<Type> Covers { get; }

    /// Only an archive of our own can hold it: it names ids.
    public virtual bool OursOnly => false;

    /// The columns it carries besides, for the archive to say so.
    public virtual IReadOnlyList<string> ColumnsOf(Db db, IEnumerable<NotExported> left) => [];

    /// It makes anew or checks what an archive says before it is stored.
    internal virtual bool MendsWhatArrives => true;

    /// Its lines are known again by their keys; else by what they hold.
    internal virtual bool HasKeys => true;

    internal abstract IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(Telling telling);
    internal abstract Line? Read(ReadOnlySpan<byte> json);
    internal abstract string Counted(Line line);
    internal abstract IEnumerable<(string Kind, string? Key)> NamesIn(Line line);
    internal abstract IBatch Batch(Db db, List<Line> fresh, Known known, Report report, Arrival arrival, Func<string, bool> carries);
}

/// A batch of lines of whichever kind, as the loader sees it.
interface IBatch
{
    List<Event> Events { get; }
    Task Take();
    Task<bool> Change(Line line, long id);
    void Unchanged(Line line);
}

public abstract class Records<TLine> : Records where TLine : Line
{
    /// Everything there is, oldest first, in batches that fit into memory.
    public abstract IAsyncEnumerable<TLine> Tell(Telling telling);

    /// The keys that a line names: they are looked up before it is taken.
    public virtual IEnumerable<(string Kind, string? Key)> Names(TLine line) => [];

    /// Adds what the lines tell to what Save stores. Lines that cannot be kept are refused with a reason.
    public abstract Task Take(Batch<TLine> batch);

    /// A line that is here already and says something else now. False where it stays as it is.
    public virtual Task<bool> Change(Batch<TLine> batch, TLine line, long id) => Task.FromResult(false);

    /// The name under which the line is counted in the report.
    public virtual string CountedAs(TLine line) => Name;

    /// What is counted besides when the line is here already.
    public virtual void Unchanged(Batch<TLine> batch, TLine line) { }

    internal override async IAsyncEnumerable<ReadOnlyMemory<byte>> Lines(Telling telling)
    {
        await foreach (var line in Tell(telling)) yield return Write(line);
    }

    protected virtual byte[] Write(TLine line) => JsonSerializer.SerializeToUtf8Bytes(line, Json);

    internal override Line? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<TLine>(json, Json);
    internal override string Counted(Line line) => CountedAs((TLine)line);
    internal override IEnumerable<(string Kind, string? Key)> NamesIn(Line line) => Names((TLine)line);

    internal override IBatch Batch(Db db, List<Line> fresh, Known known, Report report, Arrival arrival, Func<string, bool> carries) =>
        new Bound(this, new(db, fresh, known, report, arrival) { Carries = carries });

    sealed class Bound(Records<TLine> records, Batch<TLine> batch) : IBatch
    {
        public List<Event> Events => batch.Events;
        public Task Take() => records.Take(batch);
        public Task<bool> Change(Line line, long id) => records.Change(batch, (TLine)line, id);
        public void Unchanged(Line line) => records.Unchanged(batch, (TLine)line);
    }
}

/// Records of entities: a line tells what other systems know of them too, and More every column beyond.
public abstract class Records<TLine, TEntity> : Records<TLine> where TLine : Line where TEntity : class
{
    Columns? more;

    /// The columns that the line tells in its own way.
    protected abstract IReadOnlyList<string> Told { get; }

    public override IReadOnlyList<string> ColumnsOf(Db db, IEnumerable<NotExported> left) => [.. More(db, left).Names];

    protected Columns More(Db db, IEnumerable<NotExported> left) =>
        more ??= new Columns(db.Model.FindEntityType(typeof(TEntity))!, Told.Concat(left.Where(l => l.Entity == typeof(TEntity)).Select(l => l.Column).OfType<string>()));

    /// Sets the columns beyond the line, where the archive is of our own.
    protected void Fill(Batch<TLine> batch, TEntity entity, TLine line)
    {
        if (batch.Ids is { } ids) More(batch.Db, batch.Left).Fill(batch.Db.Entry(entity), line.More, batch.Carries, ids);
    }
}

/// What an export is told under: one state of the database, and what the administrator wants in it.
public sealed record Telling(Db Db, string Source, IReadOnlyList<NotExported> Left, bool WithPasswords)
{
    public const int Chunk = 500;
}
