using System.Buffers.Binary;
using System.Diagnostics;

namespace Rapport.Kernel.Files;

/// What telephones of one make write. It is read in a process of its own, which may break or hang without the server.
static class Heic
{
    public const string Verb = "heic";

    /// What the process says where the machine has nothing to read such pictures with.
    public const int NoDecoder = 3;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly Refused CannotRead = new("HEIC pictures cannot be read here. Send it as JPEG: most phones do when asked for the most compatible format.");

    /// As JPEG, upright.
    public static byte[] ToJpeg(byte[] heic)
    {
        if (!IsWhole(heic)) throw new Refused("This picture is damaged and could not be read.");
        using var process = Process.Start(Start()) ?? throw CannotRead;
        using var limit = new Timer(_ => { try { process.Kill(); } catch (InvalidOperationException) { } }, null, Patience, Timeout.InfiniteTimeSpan);
        using var jpeg = new MemoryStream();
        try
        {
            using (var input = process.StandardInput.BaseStream) input.Write(heic);
            process.StandardOutput.BaseStream.CopyTo(jpeg);
        }
        // It ended before it had read everything; its exit code tells why.
        catch (IOException) { }
        process.WaitForExit();
        return process.ExitCode switch
        {
            0 when jpeg.Length > 0 => jpeg.ToArray(),
            NoDecoder => throw CannotRead,
            _ => throw new Refused("This picture is damaged and could not be read."),
        };
    }

    /// The boxes that a file is made of end where it ends; the reader would fill up with grey what is missing.
    static bool IsWhole(ReadOnlySpan<byte> rest)
    {
        while (rest.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            // 0: to the end of the file; 1: told in eight bytes that follow.
            if (length == 0) return true;
            var size = length == 1 && rest.Length >= 16 ? BinaryPrimitives.ReadUInt64BigEndian(rest[8..]) : length;
            if (size < 8 || size > (ulong)rest.Length) return false;
            rest = rest[(int)size..];
        }
        return rest.IsEmpty;
    }

    static ProcessStartInfo Start()
    {
        var own = typeof(Heic).Assembly;
        var start = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == own.GetName().Name
            ? new ProcessStartInfo(Environment.ProcessPath!, [Verb]) : new ProcessStartInfo("dotnet", [own.Location, Verb]);
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, false);
        // Nothing of the server's settings and secrets goes along.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("RAPPORT_", StringComparison.OrdinalIgnoreCase)).ToList()) start.Environment.Remove(name);
        return start;
    }
}
