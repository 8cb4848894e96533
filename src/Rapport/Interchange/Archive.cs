using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rapport.Kernel;
using Rapport.Kernel.Moving;

namespace Rapport.Interchange;

/// What an archive says about itself.
[Part("about.json")]
public sealed record About(string Format, int Version, string Source)
{
    /// When it was made, and by what.
    public DateTimeOffset? At { get; init; }
    public string? By { get; init; }

    /// Where keys are ids of a community of ours: they are below this one.
    public long? IdsBelow { get; init; }
    public IReadOnlyList<PartLine> Parts { get; init; } = [];
    public int Files { get; init; }
    public long FileBytes { get; init; }
}

/// A part, what it holds and its digest.
public sealed record PartLine(string Name, long Lines, string Sha256)
{
    /// Stored columns that it carries besides what the format names.
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// JSON Lines: one file for each kind of thing, UTF-8, one object a line, about.json, and the bytes of files. In a folder or a ZIP.
public sealed class Archive(string path) : IDisposable
{
    public const string Format = "rapport-interchange";
    public const int Version = 2;

    readonly Lazy<Parcel> parcel = new(() => Parcel.Of(path));

    public string Path => path;
    public Parcel Parcel => parcel.Value;

    public static bool Is(Parcel parcel) => parcel.Has("about.json");

    public About About()
    {
        if (!Is(Parcel)) throw new Refused("This is not an archive in the interchange format: it has no about.json.");
        var about = Lines<About>().FirstOrDefault();
        return about switch
        {
            null or { Format: not Format } => throw new Refused("This is not an archive in the interchange format."),
            { Version: > Version } => throw new Refused("The archive has version {version} of the format; this build reads up to {known}. Bring this installation up to date first.", ("version", about.Version), ("known", Version)),
            { IdsBelow: <= 0 or > 1L << 50 } => throw new Refused("The archive names ids that no community has given out."),
            _ => about,
        };
    }

    /// Whether every part is here and as it was written, before anything of it is stored. What converters write says nothing of that.
    public void Check(About about, Action<string>? said = null)
    {
        if (Parcel.IsPacked) foreach (var name in Parcel.Names.Except(about.Parts.Select(p => p.Name)))
        {
            said?.Invoke(name);
            // Read to its end, it says itself whether it is whole.
            using var stream = Parcel.Open(name)!;
            stream.CopyTo(Stream.Null);
        }
        foreach (var part in about.Parts)
        {
            said?.Invoke(part.Name);
            using var stream = Parcel.Open(part.Name) ?? throw new Refused("{name} is missing from the archive.", ("name", part.Name));
            var (found, lines) = Digest(stream);
            if (found != part.Sha256) throw lines == part.Lines ? new Refused("{name} is not as it was written: it was changed since.", ("name", part.Name)) : new Refused("{name} is not as it was written: it should hold {lines} lines and holds {found}. The archive was cut off or changed.", ("name", part.Name), ("lines", part.Lines), ("found", lines));
        }
    }

    static (string Sha256, long Lines) Digest(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, lines) = (new byte[256 << 10], 0L);
        for (int n; (n = stream.Read(buffer)) > 0; lines += buffer.AsSpan(0, n).Count((byte)'\n')) hash.AppendData(buffer, 0, n);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), lines);
    }

    public static string PartOf<T>() => typeof(T).GetCustomAttribute<PartAttribute>()!.Name;

    /// The lines of a small part, whole.
    public IEnumerable<T> Lines<T>()
    {
        var name = PartOf<T>();
        using var stream = Parcel.Open(name);
        if (stream is null) yield break;
        foreach (var line in LineReader.Lines(stream, name))
        {
            if (line.Problem is { } problem) throw new Refused("{file}, line {line}: {problem}", ("file", name), ("line", line.Number), ("problem", problem));
            yield return Parse<T>(line, name);
        }
    }

    static T Parse<T>(LineReader.Read line, string name)
    {
        try { return JsonSerializer.Deserialize<T>(line.Bytes.Span, Records.Json)!; }
        catch (JsonException problem) when (problem.Path is ['$', '.', .. var where]) { throw new Refused("{file}, line {line}: its {field} is not what the format says.", ("file", name), ("line", line.Number), ("field", where)); }
        catch (Exception problem) when (problem is JsonException or DecoderFallbackException) { throw new Refused("{file}, line {line}: it is no JSON object, or it is cut off.", ("file", name), ("line", line.Number)); }
    }

    /// Opens the part of a kind for writing, in a folder; what was there is replaced.
    public Writer<T> Write<T>() => new(File.Create(System.IO.Path.Combine(Directory.CreateDirectory(path).FullName, PartOf<T>())));

    public sealed class Writer<T>(Stream to) : IDisposable
    {
        readonly BufferedStream buffered = new(to, 64 << 10);

        public void Add(T line)
        {
            JsonSerializer.Serialize(buffered, line, Records.Json);
            buffered.WriteByte((byte)'\n');
        }

        public void Dispose() => buffered.Dispose();
    }

    public void Dispose()
    {
        if (parcel.IsValueCreated) parcel.Value.Dispose();
    }
}
