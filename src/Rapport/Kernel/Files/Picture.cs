using NetVips;

namespace Rapport.Kernel.Files;

/// A picture made anew from what was sent: upright, in three sizes, as WebP, without a word of where and by whom it was taken.
public sealed record Picture(int Width, int Height, IReadOnlyList<(string Size, byte[] Bytes)> Sizes)
{
    public const int MostPixels = 50_000_000, MostFrames = 200, MostAnimatedPixels = 100_000_000;

    static readonly (string Name, int Width, int Height)[] Boxes = [("thumb", 160, 160), ("small", 480, 960), ("large", 1600, 4800)];

    // Decoding a large picture takes a few hundred megabytes: a few at a time.
    static readonly SemaphoreSlim places = new(2);

    static readonly Lazy<bool> walls = new(() =>
    {
        foreach (var loader in new[] { "VipsForeignLoadSvg", "VipsForeignLoadPdf", "VipsForeignLoadMagick", "VipsForeignLoadMagick7", "VipsForeignLoadTiff", "VipsForeignLoadOpenslide", "VipsForeignLoadMat", "VipsForeignLoadNifti", "VipsForeignLoadFits", "VipsForeignLoadCsv", "VipsForeignLoadPpm", "VipsForeignLoadRad", "VipsForeignLoadVips", "VipsForeignLoadJxl" })
            Operation.Block(loader, true);
        Cache.Max = 0;
        return true;
    });

    public static async Task<Picture> Make(byte[] bytes, FileType type)
    {
        if (!walls.Value) throw new InvalidOperationException();
        await places.WaitAsync();
        try { return await Task.Run(() => Made(bytes, type)); }
        catch (VipsException) { throw new Refused("This picture is damaged and could not be read."); }
        finally { places.Release(); }
    }

    static Picture Made(byte[] bytes, FileType type)
    {
        var (frames, hevc) = Check(bytes);
        if (type == FileType.Png && !Png.IsWhole(bytes)) throw new Refused("This picture is damaged and could not be read.");
        if (hevc) return Made(Heic.ToJpeg(bytes), FileType.Jpeg);
        var animated = frames > 1 && (type == FileType.Gif || type == FileType.WebP);
        var sizes = new List<(string, byte[])>();
        int width = 0, height = 0;
        foreach (var box in Boxes)
        {
            var all = animated && box.Name != "thumb";
            using var fitted = Image.ThumbnailBuffer(bytes, box.Width, all ? "n=-1" : "", box.Height, Enums.Size.Down, outputProfile: "srgb", failOn: Enums.FailOn.Error);
            (width, height) = (fitted.Width, all ? fitted.PageHeight : fitted.Height);
            sizes.Add((box.Name, fitted.WebpsaveBuffer(q: 80, effort: all ? 2 : 4, keep: Enums.ForeignKeep.None)));
        }
        return new(width, height, sizes);
    }

    /// Reads the header only: a picture that would fill the memory is refused before it is unpacked.
    static (int Frames, bool Hevc) Check(byte[] bytes)
    {
        using var header = Image.NewFromBuffer(bytes, access: Enums.Access.Sequential);
        var pixels = (long)header.Width * header.Height;
        var frames = header.Contains("n-pages") ? Convert.ToInt32(header.Get("n-pages")) : 1;
        if (pixels > MostPixels) throw new Refused("This picture has {n} million pixels; at most {most} million are taken.", ("n", pixels / 1_000_000), ("most", MostPixels / 1_000_000));
        if (frames > MostFrames) throw new Refused("This animation has {n} frames; at most {most} are taken.", ("n", frames), ("most", MostFrames));
        if (frames > 1 && pixels * frames > MostAnimatedPixels) throw new Refused("This animation is too large. Make it shorter or smaller.");
        return (frames, header.Contains("heif-compression") && header.Get("heif-compression") is "hevc");
    }
}
