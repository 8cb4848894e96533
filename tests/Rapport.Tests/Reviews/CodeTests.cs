using System.Text.RegularExpressions;
using Rapport.Catalog;
using ZXing;

namespace Rapport.Tests.Reviews;

/// Codes for parcels and shelves, read as a phone reads them.
public abstract partial class CodeTests(Engine engine) : InWorld(engine)
{
    // Seen straight on: how well a reader finds a code in a room is its own affair.
    static string Read(byte[] grey, int width, int height) => new BarcodeReaderGeneric { Options = { PossibleFormats = [BarcodeFormat.QR_CODE], PureBarcode = true } }.Decode(new RGBLuminanceSource(grey, width, height, RGBLuminanceSource.BitmapFormat.Gray8))?.Text ?? "nothing to read";

    /// As a printer paints it, eight dots a module.
    static string ReadSvg(string svg)
    {
        var size = int.Parse(Box().Match(svg).Groups[1].Value);
        var grey = Enumerable.Repeat((byte)255, size * size * 64).ToArray();
        foreach (Match module in Module().Matches(svg))
            for (var dot = 0; dot < 64; dot++) grey[(int.Parse(module.Groups[2].Value) * 8 + dot / 8) * size * 8 + int.Parse(module.Groups[1].Value) * 8 + dot % 8] = 0;
        return Read(grey, size * 8, size * 8);
    }

    static string ReadPng(byte[] png)
    {
        using var image = NetVips.Image.NewFromBuffer(png);
        using var grey = image.Colourspace(NetVips.Enums.Interpretation.Bw).ExtractBand(0).Cast(NetVips.Enums.BandFormat.Uchar);
        Assert.InRange(grey.Width, 600, 1_200);
        return Read(grey.WriteToMemory<byte>(), grey.Width, grey.Height);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_code_leads_by_a_short_address_to_the_form_for_a_review(bool ofOne)
    {
        var kettle = await Given.Product();
        var query = ofOne ? $"?product={kettle.Id}" : "";

        var (svg, png) = (await As(Alma).Get($"/admin/embeds/code.svg{query}"), await As(Alma).Get($"/admin/embeds/code.png{query}"));

        Assert.Equal(("image/svg+xml", "image/png"), (svg.Type!.MediaType, png.Type!.MediaType));
        var address = ReadSvg(svg.Body);
        Assert.Equal(address, ReadPng(png.Bytes));
        var path = new Uri(address).AbsolutePath;
        Assert.Equal(ofOne ? $"/r/{kettle.Id}" : "/r", path);
        var reached = await Anyone().Visit(path);
        if (ofOne) Assert.NotNull(reached.Form($"/products/{kettle.Id}/review"));
        else Assert.Contains("What do you want to review?", reached.Text);
    }

    [Fact]
    public async Task Who_comes_by_the_general_code_finds_the_product_by_name_or_number()
    {
        var kettle = await Given.Product($"Plover kettle {Given.Fresh()}");

        foreach (var words in new[] { kettle.Name.ToUpperInvariant(), kettle.Sku })
        {
            var page = await Anyone().Get($"/r?q={Uri.EscapeDataString(words)}");
            Assert.Contains(page.All("main li a"), a => a.GetAttribute("href") == $"{kettle.Path}/review");
        }
        Assert.Contains("Nothing here is called that", (await Anyone().Get("/r?q=zeppelin+of+lead")).Text);
        Assert.NotNull((await Anyone().Get("/r")).Find("meta[name=robots][content=noindex]"));
        Assert.Equal((404, 404), ((await Anyone().Get("/r/1")).Status, (await As(Alma).Get("/admin/embeds/code.png?product=1")).Status));
    }

    [Fact]
    public async Task Codes_are_offered_beside_the_lines_and_to_administrators_alone()
    {
        var kettle = await Given.Product();

        var page = await As(Alma).Get($"/admin/embeds?product={kettle.Sku}");

        Assert.Equal([$"/admin/embeds/code.svg?product={kettle.Id}", $"/admin/embeds/code.png?product={kettle.Id}", "/admin/embeds/code.svg", "/admin/embeds/code.png"], page.All("#codes a[download]").Select(a => a.GetAttribute("href")));
        Assert.Equal(404, (await As(Emil).Get("/admin/embeds/code.svg")).Status);
    }

    [GeneratedRegex(@"viewBox=""0 0 (\d+)")]
    private static partial Regex Box();

    [GeneratedRegex(@"M(\d+) (\d+)h1v1h-1z")]
    private static partial Regex Module();
}

public sealed class CodeTestsOnSqlite() : CodeTests(Engine.Sqlite);
public sealed class CodeTestsOnPostgres() : CodeTests(Engine.Postgres);
