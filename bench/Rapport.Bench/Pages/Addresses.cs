using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rapport.Bench.Communities;
using Rapport.Catalog;
using Rapport.Conversations;
using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Bench.Pages;

/// Where visitors of a community go, and the sessions they carry: topics by Zipf over all that are public.
sealed record Addresses(IReadOnlyList<string> Topics, IReadOnlyList<string> Spaces, IReadOnlyList<string> Products, string LongTopic, int LongPages, string Prolific, string ProlificPosts, IReadOnlyList<string> Cookies)
{
    double[] cumulative = [];

    public static async Task<Addresses> Of(Community community)
    {
        await using var app = await community.Server();
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var topics = await db.Topics.Public().OrderBy(t => t.Id).Select(t => new { t.Id, t.Slug, t.Replies }).ToListAsync();
        var longest = topics.MaxBy(t => t.Replies)!;
        // Which topics are popular has nothing to do with their age; the long one is measured apart.
        var shuffled = topics.Where(t => t != longest).Select(t => Topic.PathOf(t.Id, t.Slug)).ToArray();
        new Random(5).Shuffle(shuffled);
        var spaces = await db.Spaces.Where(s => s.Audience == Audience.Public).Select(s => "/spaces/" + s.Slug).ToListAsync();
        var products = await db.Products.OrderBy(p => p.Id).Select(p => "/products/" + p.Id + "/" + p.Slug).ToListAsync();
        var prolific = await db.Members.Where(m => m.Id == Town.FirstId).Select(m => m.Name).FirstAsync();
        // None of the brand's own people among them.
        var members = await db.Members.AsNoTracking().Where(m => m.Id >= Town.FirstId + 20).OrderBy(m => m.Id).Take(Visitors.Connections).ToListAsync();
        return new(shuffled, spaces, products, Topic.PathOf(longest.Id, longest.Slug), (longest.Replies + 19) / 20, $"/members/{Town.FirstId}/{Slug.Of(prolific)}", $"/members/{Town.FirstId}/posts", [.. members.Select(m => Cookie(app.Services, m))]) { cumulative = Zipf(shuffled.Length) };
    }

    /// The rank of a topic, drawn by Zipf; only among the first where so many are named.
    public int Draw(Random random, int among = int.MaxValue)
    {
        among = Math.Min(among, cumulative.Length);
        var found = Array.BinarySearch(cumulative, 0, among, random.NextDouble() * cumulative[among - 1]);
        return Math.Min(found < 0 ? ~found : found, among - 1);
    }

    static double[] Zipf(int count)
    {
        var (sums, sum) = (new double[count], 0.0);
        for (var rank = 0; rank < count; rank++) sums[rank] = sum += 1.0 / (rank + 1);
        return sums;
    }

    /// As signing in would leave it.
    static string Cookie(IServiceProvider services, Member member)
    {
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(Entry.Scheme);
        var now = DateTimeOffset.UtcNow;
        var ticket = new AuthenticationTicket(Entry.PrincipalOf(member), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddDays(30), IsPersistent = true }, Entry.Scheme);
        return $"{options.Cookie.Name}={options.TicketDataFormat.Protect(ticket)}";
    }

    public static byte[] Get(string path, string? cookie = null, string? encoding = null) => Encoding.ASCII.GetBytes(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n{(cookie is null ? "" : $"Cookie: {cookie}\r\n")}{(encoding is null ? "" : $"Accept-Encoding: {encoding}\r\n")}\r\n");

    public static byte[] Post(string path, string form, string cookie) => Encoding.ASCII.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nAccept: text/html\r\nCookie: {cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {form.Length}\r\n\r\n{form}");
}
