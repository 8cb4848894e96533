using System.CommandLine;
using Rapport.Kernel.Files;

namespace Rapport.Cli;

/// rapport heic: a HEIC picture from the input, a JPEG to the output. The server starts it for each such picture; nobody types it.
public static class HeicCommand
{
    public static Command Make()
    {
        var command = new Command(Heic.Verb, "Read a HEIC picture from the input and write it as JPEG.") { Hidden = true };
        command.SetAction(_ => Run());
        return command;
    }

    static int Run()
    {
        if (!Libheif.ReadsHevc) return Heic.NoDecoder;
        using var heic = new MemoryStream();
        using (var input = Console.OpenStandardInput()) input.CopyTo(heic);
        try
        {
            var jpeg = Libheif.ToJpeg(heic.ToArray());
            using var output = Console.OpenStandardOutput();
            output.Write(jpeg);
            return 0;
        }
        catch (Exception broken) when (broken is InvalidDataException or NetVips.VipsException) { return 1; }
    }
}
