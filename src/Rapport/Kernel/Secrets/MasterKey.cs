using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Rapport.Kernel.Secrets;

/// The key that wraps every stored secret. From RAPPORT_MASTER_KEY (base64, 32 bytes) or a file only its owner may read; never in the database, never in a backup.
public sealed class MasterKey
{
    readonly string? given;
    byte[]? read;

    internal Installation Installation { get; }

    public MasterKey(Installation installation, IConfiguration settings) =>
        (Installation, given) = (installation, settings["master-key"] is { Length: > 0 } key ? key : null);

    /// Read when it is first needed; null where there is none.
    byte[]? Kept => read ??= given is not null ? Read(given, "RAPPORT_MASTER_KEY") : File.Exists(FileIn(Installation)) ? Read(File.ReadAllText(FileIn(Installation)), FileIn(Installation)) : null;

    /// Made where there is none, by the first that wraps something. Where something is wrapped already, ProtectionKeys.Demand has refused before.
    byte[] Own => Kept ?? (read = Read(Create(FileIn(Installation)), FileIn(Installation)));

    internal static Refused Missing(Installation installation) =>
        new("The master key of this community is not here. Put your copy of it into {file}, or set RAPPORT_MASTER_KEY; if it is lost, \"rapport forget-secrets\" goes on without it.", ("file", FileIn(installation)));

    static byte[] Read(string text, string where)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == 32 ? bytes[..32] : throw new Refused("The master key in {where} is not 32 bytes in base64.", ("where", where));
    }

    /// Given by the environment, and not kept in a file here.
    public bool FromEnvironment => given is not null;

    public static string FileIn(Installation installation) => Path.Combine(installation.Data, "master.key");

    /// Whether there is one, given or in its file.
    public bool IsThere => FromEnvironment || File.Exists(FileIn(Installation));

    static string Create(string path)
    {
        var fresh = RandomNumberGenerator.GetBytes(32);
        var temporary = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(fresh)));
            file.Flush(flushToDisk: true);
        }
        try
        {
            // Of processes that start at once one is first, and its key is the key. On Unix a move looks before it renames, so two could win.
            if (OperatingSystem.IsWindows()) File.Move(temporary, path, overwrite: false);
            else if (link(temporary, path) != 0 && !File.Exists(path)) throw new IOException($"The master key cannot be stored at {path}.");
        }
        catch (IOException) when (File.Exists(path)) { }
        finally { File.Delete(temporary); }
        return File.ReadAllText(path);
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    static extern int link(string from, string to);

    /// For a server that works on the same secrets elsewhere: what "master-key" is set to.
    internal string AsSetting => Convert.ToBase64String(Own);

    /// A value that follows from the key and a purpose, and from which neither can be told (HMAC-SHA256, hexadecimal).
    public string Derive(string purpose) => Convert.ToHexStringLower(HMACSHA256.HashData(Own, System.Text.Encoding.UTF8.GetBytes(purpose)));

    /// AES-256-GCM: nonce (12 bytes), tag (16), cipher text.
    public byte[] Wrap(ReadOnlySpan<byte> secret)
    {
        var wrapped = new byte[28 + secret.Length];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, 12));
        using var aes = new AesGcm(Own, 16);
        aes.Encrypt(wrapped.AsSpan(0, 12), secret, wrapped.AsSpan(28), wrapped.AsSpan(12, 16));
        return wrapped;
    }

    /// Whether it was wrapped with this key.
    public bool Opens(byte[] wrapped)
    {
        try { return Kept is not null && Unwrap(wrapped).Length >= 0; }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException or OverflowException) { return false; }
    }

    public byte[] Unwrap(ReadOnlySpan<byte> wrapped)
    {
        var secret = new byte[wrapped.Length - 28];
        using var aes = new AesGcm(Kept ?? throw Missing(Installation), 16);
        aes.Decrypt(wrapped[..12], wrapped[28..], wrapped[12..28], secret);
        return secret;
    }
}
