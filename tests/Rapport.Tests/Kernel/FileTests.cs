using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NetVips;
using Rapport.Kernel.Content;
using Rapport.Kernel.Files;

namespace Rapport.Tests.Kernel;

public sealed class FileTests
{
    [Theory]
    [InlineData(".jpg"), InlineData(".png"), InlineData(".gif"), InlineData(".webp"), InlineData(".avif")]
    public async Task A_picture_is_kept_in_three_sizes(string format)
    {
        await using var world = await FileWorld.Open();

        var kept = await world.Keep(FileWorld.Drawing(2000, 1000, format), "My (best) [ride].JPG");

        Assert.Equal((1600, 800), (kept.Width, kept.Height));
        Assert.Equal($"![My best ride]({kept.Url})", kept.Markdown);
        foreach (var (size, width) in new[] { ("thumb", 160), ("small", 480), ("large", 1600) })
        {
            var answer = await world.Client.GetAsync(FileAddress.Read(kept.Url)!.As(size));
            Assert.Equal("image/webp", answer.Content.Headers.ContentType!.MediaType);
            using var image = Image.NewFromBuffer(await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal(width, image.Width);
        }
    }

    [Fact]
    public async Task A_small_picture_is_not_blown_up()
    {
        await using var world = await FileWorld.Open();
        var kept = await world.Keep(FileWorld.Drawing(90, 40, ".png"));
        Assert.Equal((90, 40), (kept.Width, kept.Height));
    }

    [Fact]
    public async Task Where_a_picture_was_taken_is_taken_out_and_it_stands_upright()
    {
        await using var world = await FileWorld.Open();
        var sent = FileWorld.Drawing(300, 200, ".jpg", image =>
        {
            image.Set(GValue.GIntType, "orientation", 6);
            image.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", "48/1 51/1 30/1 (48, 51, 30, Rational, 3 components, 24 bytes)");
            image.Set(GValue.GStrType, "exif-ifd0-Artist", "Somebody (Somebody, ASCII, 9 components, 9 bytes)");
        });
        Assert.Contains("Exif", Encoding.Latin1.GetString(sent));

        var kept = await world.Keep(sent);

        Assert.Equal((200, 300), (kept.Width, kept.Height));
        using var image = Image.NewFromBuffer(await world.Client.GetByteArrayAsync(FileAddress.Read(kept.Url)!.Path));
        Assert.DoesNotContain(image.GetFields(), f => f.StartsWith("exif") || f.StartsWith("xmp") || f.StartsWith("icc"));
    }

    [Fact]
    public async Task An_animation_still_moves()
    {
        await using var world = await FileWorld.Open();
        var kept = await world.Keep(Animation(600, 300, 5));
        Assert.Equal((600, 300), (kept.Width, kept.Height));
        using var small = Image.NewFromBuffer(await world.Client.GetByteArrayAsync(FileAddress.Read(kept.Url)!.As("small")), "n=-1");
        Assert.Equal((480, 240 * 5), (small.Width, small.Height));
        using var thumb = Image.NewFromBuffer(await world.Client.GetByteArrayAsync(FileAddress.Read(kept.Url)!.As("thumb")), "n=-1");
        Assert.Equal((160, 80), (thumb.Width, thumb.Height));
    }

    [Fact]
    public async Task What_a_file_is_says_its_first_bytes_and_not_its_name()
    {
        await using var world = await FileWorld.Open();
        Assert.StartsWith("SVG drawings", await world.Words("<?xml version='1.0'?>\n<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(), "cat.png"));
        Assert.StartsWith("Web pages", await world.Words("  \uFEFF<!DOCTYPE html><script>alert(1)</script>"u8.ToArray(), "notes.txt"));
        Assert.StartsWith("Files of this kind", await world.Words([0x50, 0x4B, 3, 4, 0, 0, 0, 0], "report.pdf"));
        Assert.StartsWith("Files of this kind", await world.Words("MZ\0\0program"u8.ToArray(), "cat.jpg"));
        Assert.Equal("This file is empty.", await world.Words([], "cat.jpg"));
        Assert.StartsWith("This picture is damaged", await world.Words([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], "cat.jpg"));
        var (small, large) = (FileWorld.Drawing(60, 40, ".png"), FileWorld.Drawing(2000, 1500, ".png"));
        foreach (var cut in new[] { small[..^12], small[..^20], large[..200], large[..^12], large[..^20] }) Assert.StartsWith("This picture is damaged", await world.Words(cut, "cat.png"));
        Assert.StartsWith("This picture is damaged", await world.Words([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0, .. "mif1heic"u8], "cat.heic"));
    }

    [Fact]
    public async Task A_photo_as_a_telephone_writes_it_is_kept_upright_and_without_its_place()
    {
        await using var world = await FileWorld.Open();
        var sent = FileWorld.Phone();
        using (var header = Image.NewFromBuffer(sent)) Assert.Contains("exif-ifd3-GPSLatitude", header.GetFields());

        var kept = await world.Keep(sent, "IMG_2044.HEIC");

        Assert.Equal((1600, 2133), (kept.Width, kept.Height));
        using var image = Image.NewFromBuffer(await world.Client.GetByteArrayAsync(FileAddress.Read(kept.Url)!.Path));
        Assert.DoesNotContain(image.GetFields(), f => f.StartsWith("exif") || f.StartsWith("xmp"));
        // The red plate lies at the top left of what the lens saw, so at the top right of what is shown.
        Assert.True(image.Getpoint(1350, 200) is [> 180, < 80, < 80]);
    }

    [Fact]
    public async Task A_telephones_photo_that_is_broken_breaks_nothing_else()
    {
        await using var world = await FileWorld.Open();
        var phone = FileWorld.Phone();
        foreach (var cut in new[] { phone[..(phone.Length / 2)], phone[..300], phone[..^1] })
            Assert.StartsWith("This picture is damaged", await world.Words(cut, "IMG_2044.HEIC"));
        // Nothing where the picture should be: read as grey or refused, but answered.
        Assert.True((int)(await world.Send([.. phone[..2_000], .. new byte[phone.Length - 2_000]], "IMG_2044.HEIC")).StatusCode is 201 or 422);
        await world.Keep(phone);
    }

    [Fact]
    public async Task A_document_comes_back_as_a_download_only()
    {
        await using var world = await FileWorld.Open();
        var kept = await world.Keep("%PDF-1.7 words"u8.ToArray(), "../../Häcksler manual.pdf.exe");
        Assert.EndsWith("/file.pdf", kept.Url);

        var answer = await world.Client.GetAsync(kept.Url);

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("Häcksler manual.pdf.pdf", answer.Content.Headers.ContentDisposition.FileNameStar);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("..\\..\\a\u202Eb\"c<d>\0.PDF", "abcd.pdf"), InlineData("...", "file.pdf"), InlineData("", "file.pdf"), InlineData("/etc/passwd", "passwd.pdf"), InlineData("CON:aux\r\nX: y", "CONaux X y.pdf")]
    public void The_name_of_a_file_is_only_a_name(string sent, string kept) =>
        Assert.Equal(kept, new StoredFile(1, 7, sent, FileType.Pdf, default).Name);

    [Fact]
    public async Task A_picture_bomb_is_refused_by_its_header()
    {
        await using var world = await FileWorld.Open();
        var (bomb, animation, taken) = (Bomb(60_000, 60_000), Animation(20, 20, 230), new List<long>());
        for (var n = 0; n < 5; n++)
        {
            var before = GC.GetTotalAllocatedBytes();
            Assert.Equal("This picture has 3,600 million pixels; at most 50 million are taken.", await world.Words(bomb, "bomb.png"));
            Assert.StartsWith("This animation has", await world.Words(animation, "bomb.gif"));
            taken.Add(GC.GetTotalAllocatedBytes() - before);
        }
        // The least: other tests of this process take memory meanwhile.
        Assert.InRange(taken.Min(), 0, 200_000_000);
    }

    [Fact]
    public async Task A_gigabyte_is_refused_before_it_is_stored()
    {
        await using var world = await FileWorld.Open();
        await using var scope = world.Services.CreateAsyncScope();
        var endless = new Endless();
        var refused = await Assert.ThrowsAsync<Rapport.Kernel.Refused>(() => scope.ServiceProvider.GetRequiredService<Keeper>().Keep(endless, "x.txt", 7));
        Assert.Equal("This file is too large; at most {n} MB are taken.", refused.Message);
        Assert.InRange(endless.Given, 1, 11 << 20);
    }

    [Fact]
    public async Task Only_somebody_signed_in_may_send_files()
    {
        await using var world = await FileWorld.Open();
        Assert.Equal(HttpStatusCode.Unauthorized, (await world.Send(FileWorld.Drawing(9, 9, ".png"), who: null)).StatusCode);
    }

    [Fact]
    public async Task Nobody_finds_a_file_without_its_key()
    {
        await using var world = await FileWorld.Open();
        var address = FileAddress.Read((await world.Keep(FileWorld.Drawing(9, 9, ".png"))).Url)!;
        foreach (var wrong in new[] { $"/files/{address.Id}/{new string('A', 22)}/large.webp", $"/files/{address.Id}/{address.Key}/huge.webp", $"/files/{address.Id}/{address.Key}/large.html", $"/files/{address.Id + 1}/{address.Key}/large.webp", $"/files/{address.Id}/{address.Key}/..%2f..%2frapport.db" })
            Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(wrong)).StatusCode);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Browsers_keep_for_good_what_is_never_hidden(bool table)
    {
        await using var world = await FileWorld.Open(table);
        var kept = await world.Keep(FileWorld.Drawing(99, 99, ".png"));
        var address = FileAddress.Read(kept.Url)!;
        Assert.True((await world.Client.GetAsync(address.Path)).Headers.CacheControl is { Private: true, MaxAge.TotalHours: 1 });
        await world.With(async db => { await db.UseFiles("product", 1, [kept.Id]); return await db.SaveChangesAsync(); });

        var answer = await world.Client.GetAsync(address.Path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.GetValues("Cache-Control").Single());

        var again = new HttpRequestMessage(HttpMethod.Get, address.Path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await world.Client.SendAsync(again)).StatusCode);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_nobody_uses_is_forgotten_after_a_day(bool table)
    {
        await using var world = await FileWorld.Open(table);
        var (used, unused) = (await world.Keep(FileWorld.Drawing(99, 99, ".png")), await world.Keep(FileWorld.Drawing(98, 98, ".png")));
        var twin = await world.Keep(FileWorld.Drawing(99, 99, ".png"));
        var content = Renderer.Render(Content.Markdown($"See {used.Markdown}"));
        await world.With(async db =>
        {
            await db.UseFiles("product", 5, content.Files);
            await db.Save();
            return 0;
        });

        await world.Forget();
        Assert.Equal(HttpStatusCode.OK, (await world.Client.GetAsync(unused.Url)).StatusCode);

        world.Clock.Advance(TimeSpan.FromHours(25));
        await world.Forget();

        Assert.Equal(HttpStatusCode.OK, (await world.Client.GetAsync(used.Url)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(unused.Url)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(twin.Url)).StatusCode);
        if (!table) Assert.Equal(1, Directory.EnumerateFiles(Path.Combine(world.Folder, "files"), "*", SearchOption.AllDirectories).Select(File.ReadAllBytes).Count(b => b.Length > 0));

        await world.With(async db => { await db.UseFiles("product", 5, []); await db.Save(); return 0; });
        await world.Forget();
        Assert.Equal(HttpStatusCode.NotFound, (await world.Client.GetAsync(used.Url)).StatusCode);
    }

    static byte[] Animation(int width, int height, int frames)
    {
        var pages = Enumerable.Range(0, frames).Select(i => (Image.Black(width, height, 3) + new double[] { i * 37 % 256, i * 11 % 256, 90 }).Cast(Enums.BandFormat.Uchar)).ToArray();
        using var roll = Image.Arrayjoin(pages, across: 1).Copy(interpretation: Enums.Interpretation.Srgb).Mutate(image => image.Set(GValue.GIntType, "page-height", height));
        return roll.WriteToBuffer(".gif");
    }

    /// A PNG that says it is enormous, in a few bytes.
    static byte[] Bomb(int width, int height)
    {
        var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 2);
        Chunk("IHDR", head);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zip.Write(new byte[100_000]);
        Chunk("IDAT", packed.ToArray());
        Chunk("IEND", []);
        return png.ToArray();

        void Chunk(string kind, byte[] data)
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
            byte[] body = [.. Encoding.ASCII.GetBytes(kind), .. data];
            png.Write(length);
            png.Write(body);
            var crc = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(crc, Crc(body));
            png.Write(crc);
        }
    }

    static uint Crc(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }

    sealed class Endless : Stream
    {
        public long Given { get; private set; }
        public override int Read(byte[] buffer, int offset, int count) { Given += count; return count; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => Given; set => throw new NotSupportedException(); }
        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
