using System.IO.Compression;
using System.IO.Hashing;

namespace Rapport.Kernel.Moving;

/// What was handed in: a folder, a ZIP or a single file, and the parts in it by their names. Nothing is ever unpacked to where a name says.
public abstract class Parcel : IDisposable
{
    const int MostParts = 2_000_000, RatioFrom = 10 << 20, MostRatio = 250;

    /// More than any community holds; what claims to be larger is a trap.
    const long MostBytes = 1L << 40;

    /// What its tables are written in, where whoever handed it in said so.
    public string? Encoding { get; private init; }

    public abstract IReadOnlyCollection<string> Names { get; }
    public abstract bool Has(string name);

    /// Whether its parts say themselves, when they are read to the end, that they are as they were packed.
    public virtual bool IsPacked => false;

    /// Null where there is no such part.
    public abstract Stream? Open(string name);

    /// A part that has to be read from more than one place; one that is packed is unpacked to a file without a name first.
    public Stream Seekable(string name)
    {
        var part = Open(name) ?? throw new Refused("There is no {name} among the files.", ("name", name));
        if (part.CanSeek) return part;
        var copy = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 64 << 10, FileOptions.DeleteOnClose);
        using (part) part.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    public virtual void Dispose() { }

    public static Parcel Of(string path, string? encoding = null)
    {
        if (Directory.Exists(path)) return new Folder(path) { Encoding = encoding };
        if (!File.Exists(path)) throw new Refused("There is no file or folder {path}.", ("path", path));
        Span<byte> head = stackalloc byte[4];
        using (var file = File.OpenRead(path)) head = head[..file.Read(head)];
        return head.StartsWith("PK\u0003\u0004"u8) || head.StartsWith("PK\u0005\u0006"u8) ? new Zip(path) { Encoding = encoding } : head.StartsWith("7z"u8)
            ? throw new Refused("This is a 7-Zip archive. Unpack it and name the folder.") : new Single(path) { Encoding = encoding };
    }

    /// A name that stays inside, with slashes between its parts.
    static string Inside(string name)
    {
        if (name.Length is 0 or > 300 || name[0] is '/' or '\\' || name.Contains('\\') || name.Contains(':') || name.Any(char.IsControl) || name.Split('/').Contains(".."))
            throw new Refused("The archive names a file outside itself: {name}", ("name", name.Length > 100 ? name[..100] + "…" : name));
        return name;
    }

    sealed class Folder(string root) : Parcel
    {
        readonly Dictionary<string, string> files = Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .ToDictionary(f => Path.GetRelativePath(root, f).Replace(Path.DirectorySeparatorChar, '/'));

        public override IReadOnlyCollection<string> Names => files.Keys;
        public override bool Has(string name) => files.ContainsKey(name);
        public override Stream? Open(string name) => files.TryGetValue(name, out var path) ? File.OpenRead(path) : null;
    }

    sealed class Single(string path) : Parcel
    {
        public override IReadOnlyCollection<string> Names => [Path.GetFileName(path)];
        public override bool Has(string name) => name == Path.GetFileName(path);
        public override Stream? Open(string name) => Has(name) ? File.OpenRead(path) : null;
    }

    sealed class Zip : Parcel
    {
        readonly ZipArchive zip;
        readonly Dictionary<string, ZipArchiveEntry> entries = [];
        readonly Lock reading = new();

        public Zip(string path)
        {
            try
            {
                zip = ZipFile.OpenRead(path);
                if (zip.Entries.Count > MostParts) throw new Refused("The archive holds {n} files; at most {most} are taken.", ("n", zip.Entries.Count), ("most", MostParts));
                long all = 0;
                foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/')))
                {
                    var name = Inside(entry.FullName);
                    // Made on Unix: the kind of file stands in the upper half of the attributes.
                    if ((entry.ExternalAttributes >> 16 & 0xF000) == 0xA000) throw new Refused("The archive holds a link to somewhere else: {name}", ("name", name));
                    if (entry.Length > RatioFrom && entry.Length / Math.Max(1, entry.CompressedLength) > MostRatio || (all += entry.Length) > MostBytes)
                        throw new Refused("{name} would unpack to {n} MB from {packed} KB; that is no community but a trap.", ("name", name), ("n", entry.Length >> 20), ("packed", entry.CompressedLength >> 10));
                    if (!entries.TryAdd(name, entry)) throw new Refused("The archive holds {name} twice.", ("name", name));
                }
            }
            catch (Exception problem)
            {
                zip?.Dispose();
                if (problem is InvalidDataException or EndOfStreamException or IOException) throw Damaged(problem);
                throw;
            }
        }

        public override bool IsPacked => true;
        public override IReadOnlyCollection<string> Names => entries.Keys;
        public override bool Has(string name) => entries.ContainsKey(name);

        public override Stream? Open(string name)
        {
            if (!entries.TryGetValue(name, out var entry)) return null;
            lock (reading)
                try { return new Within(entry.Open(), entry.Length, entry.Crc32, name); }
                catch (InvalidDataException problem) { throw Damaged(problem); }
        }

        static Refused Damaged(Exception problem) => new("This archive is damaged or was not copied whole: {problem}", ("problem", problem.Message));

        public override void Dispose() => zip.Dispose();
    }

    /// A part that is as long as it said it would be, and the bytes that were packed.
    sealed class Within(Stream inner, long most, uint sum, string name) : Stream
    {
        readonly Crc32 found = new();
        long read;

        Refused Damaged => new("This archive is damaged: {name} is not as it was packed. Get it again whole.", ("name", name));

        public override int Read(Span<byte> buffer)
        {
            int n;
            try { n = inner.Read(buffer); }
            catch (InvalidDataException) { throw Damaged; }
            if ((read += n) > most) throw new Refused("{name} is longer than the archive says; it is not read further.", ("name", name));
            if (n == 0 && buffer.Length > 0 && (read < most || found.GetCurrentHashAsUInt32() != sum)) throw Damaged;
            found.Append(buffer[..n]);
            return n;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => most;
        public override long Position { get => read; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
        protected override void Dispose(bool disposing) => inner.Dispose();
    }
}
