using System.Security.Cryptography;
using System.Buffers.Text;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;

namespace Rapport.Kernel.Files;

/// A file somebody sent. Its key makes its address unguessable: whoever may read the words it stands in has been given it, nobody else can find it.
public sealed class StoredFile : Entity
{
    public const int Longest = 10 << 20;

    StoredFile() { }

    public StoredFile(long id, long? owner, string name, FileType type, DateTimeOffset now)
    {
        (Id, Owner, Type, CreatedAt) = (id, owner, type.IsPicture ? "image/webp" : type.Mime, now);
        Extension = type.IsPicture ? "webp" : type.Extension;
        Name = Clean(name, Extension);
        Key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
    }

    public long? Owner { get; private set; }
    public string Key { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string Type { get; private set; } = "";
    public string Extension { get; private set; } = "";
    public int Width { get; internal set; }
    public int Height { get; internal set; }
    public DateTimeOffset CreatedAt { get; private set; }

    public bool IsPicture => Width > 0;

    /// What somebody sent before they were known is theirs as soon as they are.
    internal void Belong(long? owner) => Owner ??= owner;

    public FileAddress Address(string size = "large") => new(Id, Key, IsPicture ? size : "file", Extension, Width, Height);

    /// What to write into a text, with room kept for a picture.
    public string Markdown => IsPicture ? $"![{Words}]({Address().WithMeasures})" : $"[{Words}]({Address().WithMeasures})";

    string Words => string.Concat(Name[..^(Extension.Length + 1)].Where(c => c is not ('[' or ']' or '(' or ')' or '\\' or '`' or '<' or '>' or '*' or '_')));

    static string Clean(string name, string extension)
    {
        name = Characters.Line(name.Length > 500 ? name[^500..] : name).Split('/', '\\')[^1];
        var dot = name.LastIndexOf('.');
        if (dot > 0) name = name[..dot];
        name = string.Concat(name.Where(c => c is not ('"' or '<' or '>' or '|' or ':' or '?' or '*'))).Trim('.', ' ');
        if (name.Length > 80) name = name[..(char.IsHighSurrogate(name[79]) ? 79 : 80)];
        return $"{(name.Length == 0 ? "file" : name)}.{extension}";
    }
}

/// One form in which a file is kept: a picture's sizes, or the file as it came.
public sealed class FileSize
{
    public long File { get; init; }
    public required string Size { get; init; }
    public required string Hash { get; init; }
    public int Bytes { get; init; }
}

/// Where a file is used. One that is used nowhere is forgotten after a day.
public sealed class FileUse
{
    public long File { get; init; }
    public required string Kind { get; init; }
    public long Subject { get; init; }
}

public static class StoredFiles
{
    extension(Db db)
    {
        public DbSet<StoredFile> Files => db.Set<StoredFile>();

        /// Says which files a thing uses now, in place of those it used before. Part of what Save stores.
        public async Task UseFiles(string kind, long subject, IEnumerable<long> files)
        {
            var wanted = files.ToHashSet();
            var uses = await db.Set<FileUse>().Where(u => u.Kind == kind && u.Subject == subject).ToListAsync();
            db.RemoveRange(uses.Where(u => !wanted.Contains(u.File)));
            var missing = wanted.Except(uses.Select(u => u.File)).ToList();
            if (missing.Count == 0) return;
            foreach (var file in await db.Files.Where(f => missing.Contains(f.Id)).Select(f => f.Id).ToListAsync())
                db.Add(new FileUse { File = file, Kind = kind, Subject = subject });
        }
    }
}
