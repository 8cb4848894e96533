using System.Text;
using Rapport.Catalog.Feeds;
using Rapport.Kernel;

namespace Rapport.Tests.Catalog;

public sealed class FeedFileTests : IDisposable
{
    readonly string file = Path.GetTempFileName();

    const string Table = "id,title,link,price\nA1,\"Bücher, \"\"alt\"\"\",https://shop.example/a,1 EUR\n";

    [Fact]
    public void A_table_is_read_in_the_encodings_of_the_world()
    {
        foreach (var (encoding, mark, said) in new (Encoding, bool, string?)[]
        {
            (new UTF8Encoding(false), false, null), (new UTF8Encoding(true), true, null), (new UnicodeEncoding(false, true), true, null), (new UnicodeEncoding(true, true), true, null),
            (new UnicodeEncoding(false, false), false, null), (Encoding.Latin1, false, "iso-8859-1"), (Encoding.Latin1, false, "latin1"),
        })
        {
            byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes(Table)];
            Assert.Equal("Bücher, \"alt\"", Assert.Single(Rows(bytes, said)).First("title"));
        }
    }

    [Fact]
    public void Bytes_that_are_not_what_they_claim_are_told() => Assert.Contains("encoding", Fault(Encoding.Latin1.GetBytes(Table)).Message);

    [Theory]
    [InlineData("id\ttitle\tlink\nA\tA \"big\" thing, really\thttps://shop.example/\n", "A \"big\" thing, really")]
    [InlineData("SKU;Name;URL\r\nA;Kettle, blue;https://shop.example/\r\n", "Kettle, blue")]
    [InlineData("link,product name,item id\nhttps://shop.example/,Kettle,A", "Kettle")]
    public void Columns_are_found_by_their_names(string table, string title)
    {
        var row = Assert.Single(Rows(Encoding.UTF8.GetBytes(table)));
        Assert.Equal(("A", title, "https://shop.example/"), (row.First("id"), row.First("title"), row.First("link")));
    }

    [Fact]
    public void A_table_without_a_needed_column_is_refused() => Assert.Equal("title", Fault("id,link\n1,2\n"u8.ToArray()).Arguments[0].Value);

    [Fact]
    public void A_quotation_mark_that_is_never_closed_does_not_swallow_the_rest()
    {
        var rows = Rows(Encoding.UTF8.GetBytes("id,title,link\nA,\"Kettle,https://shop.example/\nB,Pot,https://shop.example/\n"));
        Assert.Equal(("A quotation mark is opened and never closed.", "B"), (rows[0].Fault?.Message, rows[1].First("id")));
        Assert.Contains("quotation mark", Fault("id,\"title,link\nA,Kettle,https://shop.example/\n"u8.ToArray()).Arguments[1].Value?.ToString());
    }

    /// Mac, Windows and Unix end lines differently; rows over several lines stay one, and numbers tell the line.
    [Theory]
    [InlineData("\n"), InlineData("\r\n"), InlineData("\r")]
    public void Rows_are_whole_however_lines_end(string end)
    {
        var rows = Rows(Encoding.UTF8.GetBytes(string.Join(end, "id,title,link", "A,\"Kettle", "with \"\"lid\"\"\",https://shop.example/", "B,\"Pot,https://shop.example/", "C,\"Pan, flat\",https://shop.example/", "", "D,Big \"pot\",https://shop.example/", "E,\"Cup,https://shop.example/")));
        Assert.Equal(["2 A", "4 ", "5 C", "7 D", "8 "], rows.Select(r => $"{r.Number} {r.First("id")}"));
        Assert.Equal([false, true, false, false, true], rows.Select(r => r.Fault is not null));
    }

    [Fact]
    public void A_row_with_too_many_fields_is_at_fault_alone()
    {
        var rows = Rows("id,title,link\nA,Kettle, blue,https://shop.example/\nB,Pot,https://shop.example/\n"u8.ToArray());
        Assert.Equal((true, false), (rows[0].Fault is not null, rows[1].Fault is not null));
    }

    [Fact]
    public void Atom_is_read_as_well()
    {
        var row = Assert.Single(Rows("""
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>All</title>
            <entry><id>tag:1</id><title>Pot</title><link href="https://shop.example/pot"/><summary>Holds tea.</summary><g:id>P1</g:id><g:price>3 EUR</g:price></entry></feed>
            """u8.ToArray()));
        Assert.Equal(("P1", "Pot", "https://shop.example/pot", "Holds tea.", "3 EUR"), (row.First("id"), row.First("title"), row.First("link"), row.First("description"), row.First("price")));
    }

    [Fact]
    public void Xml_may_declare_latin_1() =>
        Assert.Equal("Bücher", Rows(Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><title>Bücher</title></item></channel></rss>"))[0].First("title"));

    [Theory]
    [InlineData("<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;\">]><rss><channel><item><title>&lol2;</title></item></channel></rss>", "Document types")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><rss/>", "Document types")]
    [InlineData("<rss><channel><item><title>Pot</title></item><item><title>Pot & pan</title></item>", "broken")]
    [InlineData("<rss><channel><item><title>Pot</title></item>", "broken")]
    public void Bad_xml_is_refused(string xml, string why) => Assert.Contains(why, Fault(Encoding.UTF8.GetBytes(xml)).Message);

    [Fact]
    public void A_value_without_end_is_not_kept_in_memory()
    {
        using (var into = File.Create(file))
        {
            into.Write("<rss><channel><item><title>"u8);
            for (var n = 0; n < 64; n++) into.Write(Encoding.ASCII.GetBytes(new string('a', 1 << 20)));
            into.Write("</title></item><item><title>Pot</title></item></channel></rss>"u8);
        }
        // Of this thread alone: other tests are at work beside it.
        var before = GC.GetAllocatedBytesForCurrentThread();
        var rows = new FeedFile(file, null).Rows().ToList();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 << 20);
        Assert.Equal((true, "Pot"), (rows[0].Fault is not null, rows[1].First("title")));
    }

    List<FeedRow> Rows(byte[] bytes, string? charset = null)
    {
        File.WriteAllBytes(file, bytes);
        return [.. new FeedFile(file, charset).Rows()];
    }

    Refused Fault(byte[] bytes) => Assert.Throws<Refused>(() => Rows(bytes));

    public void Dispose() => File.Delete(file);
}
