using System.Runtime.InteropServices;
using NetVips;

namespace Rapport.Kernel.Files;

/// The machine's own libheif, where it has one: it reads what telephones write (HEVC), which the library that comes along does not.
static partial class Libheif
{
    const string Library = "libheif.so.1";
    const int Hevc = 1, Rgb = 1, Interleaved = 10;

    /// Where heif_decoding_options holds these two since its first versions.
    const int ToEightBits = 40, Strict = 41;

    public static bool ReadsHevc => NativeLibrary.TryLoad(Library, out _) && HaveDecoder(Hevc) != 0;

    /// Upright, with its colour profile, as JPEG.
    public static unsafe byte[] ToJpeg(byte[] heic)
    {
        nint context = Alloc(), handle = 0, options = AllocOptions(), image = 0;
        fixed (byte* bytes = heic)
        {
            try
            {
                Check(Read(context, bytes, (nuint)heic.Length, 0));
                Check(Primary(context, out handle));
                if ((long)Width(handle) * Height(handle) > Picture.MostPixels) throw new InvalidDataException("Too many pixels.");
                ((byte*)options)[ToEightBits] = ((byte*)options)[Strict] = 1;
                Check(Decode(handle, out image, Rgb, Interleaved, options));
                return Jpeg(image, Profile(handle));
            }
            finally
            {
                if (image != 0) Release(image);
                FreeOptions(options);
                if (handle != 0) ReleaseHandle(handle);
                Free(context);
            }
        }
    }

    static unsafe byte[] Jpeg(nint image, byte[] profile)
    {
        int width = ImageWidth(image, Interleaved), height = ImageHeight(image, Interleaved);
        if (width <= 0 || height <= 0 || (long)width * height > Picture.MostPixels) throw new InvalidDataException("Its size is not told.");
        var plane = Plane(image, Interleaved, out var stride);
        var pixels = new byte[width * 3 * height];
        for (var y = 0; y < height; y++) new ReadOnlySpan<byte>(plane + ((nint)y * stride), width * 3).CopyTo(pixels.AsSpan(y * width * 3));
        using var bare = Image.NewFromMemory(pixels, width, height, 3, Enums.BandFormat.Uchar);
        using var made = bare.Copy(interpretation: Enums.Interpretation.Srgb).Mutate(m => { if (profile.Length > 0) m.Set(GValue.BlobType, "icc-profile-data", profile); });
        return made.JpegsaveBuffer(q: 92);
    }

    static unsafe byte[] Profile(nint handle)
    {
        var size = ProfileSize(handle);
        if (size is 0 or > 4 << 20) return [];
        var profile = new byte[size];
        fixed (byte* into = profile) Check(ReadProfile(handle, into));
        return profile;
    }

    static void Check(Error error)
    {
        if (error.Code != 0) throw new InvalidDataException(Marshal.PtrToStringUTF8(error.Words));
    }

    [StructLayout(LayoutKind.Sequential)]
    readonly struct Error
    {
        public readonly int Code, Subcode;
        public readonly nint Words;
    }

    [LibraryImport(Library, EntryPoint = "heif_have_decoder_for_format")]
    private static partial int HaveDecoder(int format);

    [LibraryImport(Library, EntryPoint = "heif_context_alloc")]
    private static partial nint Alloc();

    [LibraryImport(Library, EntryPoint = "heif_context_free")]
    private static partial void Free(nint context);

    [LibraryImport(Library, EntryPoint = "heif_context_read_from_memory_without_copy")]
    private static unsafe partial Error Read(nint context, byte* bytes, nuint length, nint options);

    [LibraryImport(Library, EntryPoint = "heif_context_get_primary_image_handle")]
    private static partial Error Primary(nint context, out nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_release")]
    private static partial void ReleaseHandle(nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_width")]
    private static partial int Width(nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_height")]
    private static partial int Height(nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_raw_color_profile_size")]
    private static partial nuint ProfileSize(nint handle);

    [LibraryImport(Library, EntryPoint = "heif_image_handle_get_raw_color_profile")]
    private static unsafe partial Error ReadProfile(nint handle, byte* into);

    [LibraryImport(Library, EntryPoint = "heif_decoding_options_alloc")]
    private static partial nint AllocOptions();

    [LibraryImport(Library, EntryPoint = "heif_decoding_options_free")]
    private static partial void FreeOptions(nint options);

    [LibraryImport(Library, EntryPoint = "heif_decode_image")]
    private static partial Error Decode(nint handle, out nint image, int colours, int chroma, nint options);

    [LibraryImport(Library, EntryPoint = "heif_image_release")]
    private static partial void Release(nint image);

    [LibraryImport(Library, EntryPoint = "heif_image_get_width")]
    private static partial int ImageWidth(nint image, int channel);

    [LibraryImport(Library, EntryPoint = "heif_image_get_height")]
    private static partial int ImageHeight(nint image, int channel);

    [LibraryImport(Library, EntryPoint = "heif_image_get_plane_readonly")]
    private static unsafe partial byte* Plane(nint image, int channel, out int stride);
}
