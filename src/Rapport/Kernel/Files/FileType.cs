using System.Text;

namespace Rapport.Kernel.Files;

/// What a file is, told by its bytes: its name and what the sender says of it count for nothing.
public sealed record FileType(string Mime, string Extension, bool IsPicture)
{
    public static readonly FileType Jpeg = new("image/jpeg", "jpg", true), Png = new("image/png", "png", true), Gif = new("image/gif", "gif", true),
        WebP = new("image/webp", "webp", true), Avif = new("image/avif", "avif", true), Heic = new("image/heic", "heic", true),
        Pdf = new("application/pdf", "pdf", false), Text = new("text/plain", "txt", false);

    public static FileType Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) throw new Refused("This file is empty.");
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])) return Jpeg;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])) return Png;
        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)) return Gif;
        if (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8)) return WebP;
        if (bytes.Length > 12 && bytes[4..].StartsWith("ftyp"u8)) return Brand(bytes[8..12]);
        if (bytes.StartsWith("%PDF-"u8)) return Pdf;
        return Words(bytes);
    }

    static FileType Brand(ReadOnlySpan<byte> brand) => Encoding.ASCII.GetString(brand) switch
    {
        "avif" or "avis" => Avif,
        "heic" or "heix" or "heim" or "heis" or "hevc" or "mif1" or "msf1" => Heic,
        _ => throw Unknown(),
    };

    static FileType Words(ReadOnlySpan<byte> bytes)
    {
        if (!System.Text.Unicode.Utf8.IsValid(bytes)) throw Unknown();
        foreach (var b in bytes)
            if (b < 32 && b is not (9 or 10 or 12 or 13) || b == 127) throw Unknown();

        var head = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 2_000)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        if (!head.StartsWith('<')) return Text;
        if (head.Contains("<svg", StringComparison.OrdinalIgnoreCase)) throw new Refused("SVG drawings can carry programs, so they are not taken. Save the drawing as PNG.");
        if (Markup.Any(m => head.Contains(m, StringComparison.OrdinalIgnoreCase))) throw new Refused("Web pages can carry programs, so they are not taken. Save the page as PDF or copy its words.");
        throw Unknown();
    }

    static readonly string[] Markup = ["<!doctype", "<html", "<head", "<body", "<script", "<iframe", "<style", "<div", "<p", "<a ", "<img", "<table", "<title", "<!--"];

    static Refused Unknown() => new("Files of this kind are not taken. Pictures (JPEG, PNG, GIF, WebP, AVIF), PDF and plain text are.");
}
