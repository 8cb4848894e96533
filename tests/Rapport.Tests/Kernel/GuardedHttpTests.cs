using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Rapport.Kernel;
using Rapport.Kernel.Web;

namespace Rapport.Tests.Kernel;

/// The guard takes 127.0.0.1 for the public internet here, and 127.0.0.2 for somebody's own network.
public sealed class GuardedHttpTests : IAsyncLifetime
{
    static readonly IPAddress Outside = IPAddress.Parse("127.0.0.1"), Inside = IPAddress.Parse("127.0.0.2");
    readonly Dictionary<string, IPAddress[]> names = new() { ["shop.test"] = [Outside], ["inside.test"] = [Inside], ["both.test"] = [Outside, Inside] };
    WebApplication shop = null!;
    GuardedHttp http = null!;
    int lookups, hits;
    int port;

    [Theory]
    [InlineData("127.0.0.1"), InlineData("127.9.9.9"), InlineData("0.0.0.0"), InlineData("10.1.2.3"), InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.168.1.1")]
    [InlineData("169.254.169.254"), InlineData("100.64.0.1"), InlineData("100.127.255.255"), InlineData("198.18.0.1"), InlineData("224.0.0.1"), InlineData("255.255.255.255"), InlineData("192.0.0.192")]
    [InlineData("::1"), InlineData("::"), InlineData("fe80::1"), InlineData("fc00::1"), InlineData("fd00:ec2::254"), InlineData("ff02::1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1")]
    [InlineData("::7f00:1"), InlineData("64:ff9b::7f00:1"), InlineData("2002:7f00:1::"), InlineData("2001:0:7f00:1::"), InlineData("2001:db8::1")]
    public void An_address_that_is_not_public_is_known(string address) => Assert.False(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("93.184.216.34"), InlineData("172.32.0.1"), InlineData("100.128.0.1"), InlineData("2606:2800:220:1::1"), InlineData("::ffff:93.184.216.34")]
    public void A_public_address_is_known(string address) => Assert.True(PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1/"), InlineData("http://2130706433/"), InlineData("http://0x7f.1/"), InlineData("http://[::1]/"), InlineData("http://[::ffff:127.0.0.1]/"), InlineData("http://169.254.169.254/latest/")]
    public async Task An_address_written_as_a_number_is_checked_too(string address)
    {
        using var guarded = new GuardedHttp(PublicAddresses.IsPublic, (host, _) => throw new InvalidOperationException(host));
        var refused = await Assert.ThrowsAsync<Refused>(() => guarded.Fetch(new(new Uri(address)), Stream.Null));
        Assert.Contains("private network", refused.Message);
    }

    [Fact]
    public async Task What_is_fetched_is_handed_over() => Assert.Equal("hello", await Fetch("shop.test", "/hello"));

    [Theory]
    [InlineData("inside.test"), InlineData("both.test")]
    public async Task A_name_that_leads_inside_is_not_followed(string host)
    {
        Assert.Contains("private network", (await Refused(host, "/hello")).Message);
        Assert.Equal(0, hits);
    }

    [Fact]
    public async Task A_redirect_inside_is_not_followed() => Assert.Contains("private network", (await Refused("shop.test", "/to?" + Uri.EscapeDataString($"http://inside.test:{port}/hello"))).Message);

    [Theory]
    [InlineData("file:///etc/passwd"), InlineData("ftp://shop.test/"), InlineData("gopher://shop.test/")]
    public async Task A_redirect_to_another_kind_of_address_is_not_followed(string to) => Assert.Contains("http://", (await Refused("shop.test", "/to?" + Uri.EscapeDataString(to))).Message);

    [Fact]
    public async Task Redirects_in_circles_end() => Assert.Contains("circles", (await Refused("shop.test", "/to?/round")).Message);

    [Fact]
    public async Task A_name_that_changes_its_mind_gains_nothing()
    {
        names["turns.test"] = [Outside];
        Assert.Equal("hello", await Fetch("turns.test", "/hello"));
        names["turns.test"] = [Inside];

        // The kept connection goes where it was checked; a new one is checked anew.
        using var again = new GuardedHttp(a => a.Equals(Outside), Look);
        var refused = await Assert.ThrowsAsync<Refused>(() => again.Fetch(new(new Uri($"http://turns.test:{port}/hello")), Stream.Null));
        Assert.Contains("private network", refused.Message);
        Assert.Equal(2, lookups);
    }

    [Theory]
    [InlineData("/large"), InlineData("/endless"), InlineData("/bomb")]
    public async Task More_than_was_asked_for_is_not_read(string path) => Assert.Contains("larger", (await Refused("shop.test", path)).Message);

    [Fact]
    public async Task A_host_that_drips_is_left() =>
        Assert.Contains("in time", (await Assert.ThrowsAsync<Refused>(() => http.Fetch(new(new Uri($"http://shop.test:{port}/drip")) { Within = TimeSpan.FromMilliseconds(600) }, Stream.Null))).Message);

    [Fact]
    public async Task What_is_known_already_is_not_sent_again()
    {
        var first = await http.Fetch(new(new Uri($"http://shop.test:{port}/tagged")), Stream.Null);
        var again = await http.Fetch(new(new Uri($"http://shop.test:{port}/tagged")) { ETag = first.ETag }, Stream.Null);
        Assert.Equal(("\"one\"", 304, 0), (first.ETag, again.Status, again.Bytes));
    }

    [Fact]
    public async Task A_password_stays_with_its_host()
    {
        names["other.test"] = [Outside];
        var kept = new MemoryStream();
        await http.Fetch(new(new Uri($"http://ann:secret@shop.test:{port}/who")), kept);
        var sentOn = new MemoryStream();
        await http.Fetch(new(new Uri($"http://ann:secret@shop.test:{port}/to?" + Uri.EscapeDataString($"http://other.test:{port}/who"))), sentOn);
        Assert.Equal(("Basic " + Convert.ToBase64String("ann:secret"u8), ""), (Encoding.UTF8.GetString(kept.ToArray()), Encoding.UTF8.GetString(sentOn.ToArray())));
    }

    async Task<string> Fetch(string host, string path)
    {
        var into = new MemoryStream();
        await http.Fetch(new(new Uri($"http://{host}:{port}{path}")), into);
        return Encoding.UTF8.GetString(into.ToArray());
    }

    Task<Refused> Refused(string host, string path) => Assert.ThrowsAsync<Refused>(() => http.Fetch(new(new Uri($"http://{host}:{port}{path}")) { Most = 1 << 20 }, Stream.Null));

    Task<IPAddress[]> Look(string host, CancellationToken _)
    {
        lookups++;
        return Task.FromResult(names.GetValueOrDefault(host, []));
    }

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://0.0.0.0:0");
        shop = builder.Build();
        shop.Use((context, next) => { hits++; return next(); });
        shop.MapGet("/hello", () => "hello");
        shop.MapGet("/to", (HttpContext c) => { c.Response.StatusCode = 302; c.Response.Headers.Location = Uri.UnescapeDataString(c.Request.QueryString.Value![1..]); });
        shop.MapGet("/round", (HttpContext c) => { c.Response.StatusCode = 302; c.Response.Headers.Location = "/round"; });
        shop.MapGet("/large", () => Results.Bytes(new byte[2 << 20]));
        shop.MapGet("/endless", async (HttpContext c) => { for (var n = 0; n < 1000; n++) await c.Response.Body.WriteAsync(new byte[1 << 16]); });
        shop.MapGet("/bomb", async (HttpContext c) =>
        {
            c.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new System.IO.Compression.GZipStream(c.Response.Body, System.IO.Compression.CompressionLevel.Fastest);
            for (var n = 0; n < 1000; n++) await zip.WriteAsync(new byte[1 << 16]);
        });
        shop.MapGet("/drip", async (HttpContext c) => { while (!c.RequestAborted.IsCancellationRequested) { await c.Response.Body.WriteAsync(new byte[1]); await c.Response.Body.FlushAsync(); await Task.Delay(100); } });
        shop.MapGet("/tagged", (HttpContext c) => { c.Response.Headers.ETag = "\"one\""; return c.Request.Headers.IfNoneMatch == "\"one\"" ? Results.StatusCode(304) : Results.Text("tagged"); });
        shop.MapGet("/who", (HttpContext c) => c.Request.Headers.Authorization.ToString());
        await shop.StartAsync();
        port = new Uri(shop.Urls.First()).Port;
        http = new GuardedHttp(address => address.Equals(Outside), Look);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await shop.DisposeAsync();
    }
}
