using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Rapport.Kernel.Api;

/// A page of a list, and where the next one begins.
public sealed record Paged<T>(IReadOnlyList<T> Items, [property: Description("Give it as `after` to read on; null at the end. The `Link` header holds the whole address.")] string? Next);

/// Which page of a list is asked for: after which line, and how many of them.
public readonly record struct Paging(
    [property: FromQuery(Name = "after"), Description("Where the page begins: `next` of the page before.")] string? After,
    [property: FromQuery(Name = "limit"), Description("How many lines, 1 to 100; 25 if not said.")] int? Limit,
    HttpContext Context)
{
    const int Usual = 25, Most = 100;

    /// One more than shown, so that it is known whether there is a next page.
    public int Take => Count + 1;

    int Count => Limit is null or >= 1 and <= Most ? Limit ?? Usual : throw ApiProblem.Field("limit", "A limit is a number from 1 to {most}.", ("most", Most));

    /// For lists in the order of ids.
    public long? AfterId => After is null ? null : long.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw Forged();

    /// For lists in the order of time.
    public Database.Moment? AfterMoment => After is null ? null : Database.Moment.Read(After) ?? throw Forged();

    public static string Moment(DateTimeOffset at, long id) => new Database.Moment(at, id).ToString();

    public ApiProblem Forged() => ApiProblem.Field("after", "There is no page that begins here. Take `next` of the page before as it is.");

    /// The rows asked for, each as it is shown; where the next page begins is told in the body and by the Link header.
    public Paged<T> Of<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, string> cursor, Func<TRow, T> shown)
    {
        var next = rows.Count > Count ? cursor(rows[Count - 1]) : null;
        if (next is not null)
        {
            var query = Context.Request.Query.Where(q => q.Key != "after").SelectMany(q => q.Value, (q, v) => KeyValuePair.Create(q.Key, v)).Append(new("after", next));
            var installation = Context.RequestServices.GetRequiredService<Installation>();
            Context.Response.Headers.Link = $"<{QueryHelpers.AddQueryString(installation.Address + Context.Request.Path, query)}>; rel=\"next\"";
        }
        return new([.. rows.Take(Count).Select(shown)], next);
    }

    public Paged<T> Of<T>(IReadOnlyList<T> rows, Func<T, string> cursor) => Of(rows, cursor, row => row);
}
