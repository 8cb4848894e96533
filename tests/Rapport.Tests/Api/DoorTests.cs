using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Rapport.Kernel.Api;
using Rapport.Kernel.Web;
using Rapport.Members;

namespace Rapport.Tests.Api;

/// Every door of the running server, tried by everybody: what each finds is compared with Doors.txt, one line a door.
///
/// "yes" is a door that opens, if only to say what is wrong with what was brought; "no" a rule that forbids it to this visitor;
/// "sign-in" and "confirm" lead there first; a number is the status of a door that stays shut.
public abstract partial class DoorTests(Engine engine)
{
    static readonly string[] People = ["nobody", "unconfirmed", "member", "employee", "moderator", "administrator"];
    static readonly string[] Programs = ["nobody", "cookie", "ended", "scopeless", "unconfirmed", "member", "employee", "moderator", "administrator"];

    /// Doors that open for none of these, and why that is right.
    static readonly Dictionary<string, string> Shut = new()
    {
        ["POST /admin/moving/{id:long}/reading"] = "Only for a list that was handed in and waits to be read.",
        ["POST /admin/defence/findings/{id:long}"] = "Where a pattern was found, and nobody looked at it.",
        ["POST /hooks/shops/{id:long}"] = "Opens for a shop that signs.",
        ["POST /posts/{id:long}/official"] = "For employees, on answers of their own.",
        ["PUT /api/v1/posts/{id:long}/official"] = "For employees, on answers of their own.",
        ["DELETE /api/v1/posts/{id:long}/official"] = "For employees, on answers of their own.",
        ["GET /embed/to"] = "Opens for a product that is named.",
        ["GET /embed/markup"] = "Opens for a product whose page in the shop is the one for search engines.",
        ["GET /settings/data/{id:long}"] = "One's own only, and nobody here asked for it.",
        ["GET /api/v1/me/exports/{id:long}"] = "One's own only, and nobody here asked for it.",
        ["GET /api/v1/drafts/{key}"] = "One's own only, and nobody here keeps one.",
        ["GET /api/v1/files/{id:long}"] = "One's own only.",
        ["POST /settings/tokens/{id:long}/revoke"] = "One's own only.",
        ["DELETE /api/v1/me/tokens/{id:long}"] = "One's own only.",
        ["GET /posts/{id:long}/appeal"] = "One's own only, and where a moderator hid it.",
        ["POST /posts/{id:long}/appeal"] = "One's own only, and where a moderator hid it.",
        ["POST /api/v1/posts/{id:long}/appeal"] = "One's own only, and where a moderator hid it.",
        ["GET /decisions/{id:long}"] = "For whom it concerns and moderators, and nothing was decided here.",
        ["POST /decisions/{id:long}/appeal"] = "For whom it concerns, and nothing was decided here.",
        ["GET /api/v1/statements/{id:long}"] = "For whom it concerns and moderators, and nothing was decided here.",
        ["POST /api/v1/statements/{id:long}/appeal"] = "For whom it concerns, and nothing was decided here.",
        ["GET /suspensions/{id:long}"] = "Opens by the link that was mailed.",
        ["GET /notice/{id:long}"] = "Opens by the link that was mailed.",
        ["POST /notice/{id:long}/objection"] = "Opens by the link that was mailed.",
        ["POST /report/{kind}/{id:long}/objection"] = "For whoever reported it.",
        ["POST /api/v1/reports/{id:long}/objection"] = "For whoever reported it.",
        ["PATCH /api/v1/reviews/{id:long}"] = "One's own only.",
        ["POST /reviews/{id:long}"] = "One's own only.",
        ["POST /reviews/{id:long}/questions"] = "One's own only.",
        ["POST /stories/{id:long}/consent"] = "One's own only.",
        ["POST /stories/{id:long}/consent/withdraw"] = "One's own only.",
        ["PUT /api/v1/stories/{id:long}/consent"] = "One's own only.",
        ["DELETE /api/v1/stories/{id:long}/consent"] = "One's own only.",
        ["GET /reviews/{id:long}/edit"] = "One's own only.",
        ["GET /reviews/{id:long}/thanks"] = "One's own only.",
        ["POST /admin/helpers/{id:long}/end"] = "Where somebody was appointed.",
        ["DELETE /api/v1/helpers/{id:long}"] = "Where somebody was appointed.",
        ["GET /admin/standing/{id:long}"] = "Where a formula was tried.",
        ["POST /admin/standing/{id:long}/apply"] = "Where a formula was tried.",
        ["POST /admin/standing/{id:long}/stop"] = "Where a formula is being tried.",
        ["GET /api/v1/standing/trials/{id:long}"] = "Where a formula was tried.",
        ["DELETE /api/v1/standing/trials/{id:long}"] = "Where a formula is being tried.",
        ["POST /api/v1/standing/trials/{id:long}/application"] = "Where a formula was tried.",
        ["POST /help/waiting/{id:long}"] = "Where something waits for a link.",
        ["POST /api/v1/waiting/{id:long}/publication"] = "Where something waits for a link.",
        ["POST /members/{id:long}/block/lift"] = "For who is muted or blocked.",
        ["DELETE /api/v1/me/blocks/{id:long}"] = "For who is muted or blocked.",
        ["POST /topics/{id:long}/duplicate/undo"] = "Where a question was said to have been asked before.",
        ["DELETE /api/v1/topics/{id:long}/duplicates/{other:long}"] = "Where a question was said to have been asked before.",
        ["GET /setup"] = "Only while there is no administrator.",
        ["POST /setup"] = "Only while there is no administrator.",
    };

    static string TableFile([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Doors.txt");

    [Fact]
    public async Task Every_door_opens_for_whom_the_table_says()
    {
        await using var world = await World.Start(engine, services => services.AddSingleton<NameLookup>((_, _) => Task.FromResult<System.Net.IPAddress[]>([])), "--smtp", "smtp://127.0.0.1:1");
        var found = await new Round(world).Go();
        var broken = found.Where(l => l.Value.Contains("5xx")).ToList();
        Assert.True(broken.Count == 0, "These doors fail:\n" + Written(broken));

        if (Environment.GetEnvironmentVariable("RAPPORT_WRITE_DOORS") == "1")
        {
            await File.WriteAllTextAsync(TableFile(), Written(found));
            return;
        }
        var table = (await File.ReadAllLinesAsync(TableFile())).Where(l => l.Contains(" | ")).Select(l => l.Split(" | ", 2)).ToDictionary(l => l[0].Trim(), l => Spaces().Replace(l[1].Trim(), " "));
        var wrong = found.Where(l => table.GetValueOrDefault(l.Key) != string.Join(' ', l.Value)).Select(l => $"{l.Key}\n    should be {table.GetValueOrDefault(l.Key) ?? "(no line)"}\n    found is  {string.Join(' ', l.Value)}")
            .Concat(table.Keys.Except(found.Keys).Select(k => $"{k}\n    is in the table and leads nowhere any more")).ToList();
        Assert.True(wrong.Count == 0, $"Roles: {string.Join(' ', People)}; of the API: {string.Join(' ', Programs)}.\n{string.Join('\n', wrong)}\n\n"
            + "If that is right, run this test once with RAPPORT_WRITE_DOORS=1, read what it changes in tests/Rapport.Tests/Api/Doors.txt line by line, and commit it.");
    }

    [Fact]
    public async Task Every_door_opens_for_somebody()
    {
        var lines = (await File.ReadAllLinesAsync(TableFile())).Where(l => l.Contains(" | ")).Select(l => l.Split(" | ", 2));
        Assert.Equal(Shut.Keys.Order(), lines.Where(l => !Spaces().Split(l[1].Trim()).Contains("yes")).Select(l => l[0].Trim()).Order());
    }

    static string Written(IEnumerable<KeyValuePair<string, string[]>> found)
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in found.GroupBy(l => l.Value.Length).OrderBy(g => g.Key))
        {
            var names = part.Key == People.Length ? People : Programs;
            text.AppendLine(CultureInvariant($"# {(part.Key == People.Length ? "Pages and acts" : "The API"),-58}   {string.Join(' ', names.Select(n => n.PadRight(n.Length)))}"));
            foreach (var (door, who) in part.OrderBy(l => l.Key.Split(' ')[1], StringComparer.Ordinal).ThenBy(l => l.Key, StringComparer.Ordinal))
                text.AppendLine(CultureInvariant($"{door,-60} | {string.Join(' ', who.Zip(names, (w, n) => w.PadRight(n.Length)))}").TrimEnd());
            text.AppendLine();
        }
        return text.ToString();
    }

    static string CultureInvariant(FormattableString text) => FormattableString.Invariant(text);

    [GeneratedRegex(" +")]
    private static partial Regex Spaces();

    /// One walk around a house that has one of everything.
    sealed class Round(World world)
    {
        readonly Dictionary<string, Member> members = [];
        // Kept from door to door, until an act takes away who they are.
        readonly Dictionary<string, Visitor> visitors = [];
        JsonElement schemas;
        Things things = null!;

        public async Task<SortedDictionary<string, string[]>> Go()
        {
            foreach (var (name, member) in new[] { ("unconfirmed", await world.Given.Account("Una", password: null, confirmed: false)), ("member", world.Cast.Ada), ("employee", world.Cast.Emil), ("moderator", world.Cast.Mona), ("administrator", world.Cast.Alma) })
                members[name] = member;
            // An administrator who can sign in: the set-up is over.
            await world.Given.Account("Anna", password: null, role: Role.Administrator);
            using (var anyone = world.Visit()) schemas = (await anyone.Get("/api/v1/openapi.json")).Json.GetProperty("components").GetProperty("schemas");
            things = await Things.In(world);
            await world.Settled();

            var found = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
            foreach (var endpoint in Doors())
                foreach (var method in Methods(endpoint))
                {
                    var roles = IsApi(endpoint) ? Programs : People;
                    var who = new List<string>();
                    foreach (var role in roles) who.Add(await Try(endpoint, method, role));
                    found[$"{method} /{endpoint.RoutePattern.RawText!.Trim('/')}"] = [.. who];
                }
            return found;
        }

        /// Files of the site and what only tests have are no doors of the product.
        IEnumerable<RouteEndpoint> Doors() => world.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<MethodInfo>()?.DeclaringType?.Assembly != typeof(DoorTests).Assembly)
            .Where(e => !e.RoutePattern.RawText!.Contains("**"));

        static IEnumerable<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is { Count: > 0 } methods ? methods : ["GET"];

        static bool IsApi(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ApiDoor>() is { Open: false };

        async Task<string> Try(RouteEndpoint endpoint, string method, string role)
        {
            var isApi = IsApi(endpoint);
            var who = isApi ? $"{role} by a token {(role == "scopeless" ? Other(endpoint) : "")}" : role;
            if (!visitors.TryGetValue(who, out var visitor)) visitors[who] = visitor = isApi ? await Program(endpoint, role) : world.Visit(members.GetValueOrDefault(role));
            var answer = await visitor.Send(new HttpMethod(method), await things.Fill(endpoint.RoutePattern), method is "GET" or "DELETE" ? null : isApi ? await Body(endpoint) : await Form(endpoint));
            var outcome = Outcome(answer);
            if (answer.Header("Set-Cookie") is not null || isApi && method == "DELETE") visitors.Remove(who);
            // What one changed no other finds changed.
            if (method != "GET" && outcome == "yes") things.Renew(endpoint.RoutePattern);
            return outcome;
        }

        async Task<Visitor> Program(RouteEndpoint endpoint, string role) => role switch
        {
            "nobody" => world.Visit(),
            "cookie" => world.Visit(world.Cast.Alma),
            "ended" => With(await world.Given.TokenUntil(world.Cast.Alma, DateTimeOffset.UtcNow.AddMinutes(-1))),
            "scopeless" => With(await world.Given.Token(world.Cast.Alma, Other(endpoint))),
            _ => With(await world.Given.Token(members[role])),
        };

        Visitor With(string token) => world.Visit().With("Authorization", $"Bearer {token}");

        /// A scope that does not open this door.
        static string Other(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<ApiDoor>()?.Scope == Scope.Read ? Scope.Write : Scope.Read;

        static string Outcome(Response answer) => answer.Status switch
        {
            >= 500 and not 503 => $"5xx",
            _ when answer.Location is { } to && to.StartsWith("/sign-in", StringComparison.Ordinal) && answer.Path != "/sign-out/everywhere" => "sign-in",
            _ when answer.Location is { } to && to.StartsWith("/confirm/first", StringComparison.Ordinal) => "confirm",
            401 or 403 or 404 or 405 => $"{answer.Status}",
            422 when Forbids().IsMatch(answer.Body) => "no",
            _ => "yes",
        };

        /// A form in which one field stands, so that it is one.
        async Task<FormUrlEncodedContent> Form(RouteEndpoint endpoint)
        {
            switch (endpoint.RoutePattern.RawText!.TrimStart('/'))
            {
                case "following": return new([new("kind", "topic"), new("id", $"{(await things.Topic()).Id}"), new("on", "true")]);
                case "admin/legal/{page}": return new([new("words", "Be kind.")]);
                case "topics/{id:long}/move": return new([new("space", "1")]);
            }
            var form = endpoint.Metadata.GetMetadata<MethodInfo>()?.GetParameters().FirstOrDefault(p => p.IsDefined(typeof(FromFormAttribute)))?.ParameterType.GetProperties().FirstOrDefault(p => p.PropertyType == typeof(string))?.Name ?? "nothing";
            return new([new(form, "")]);
        }

        /// What the document gives as an example, of things that are there.
        async Task<HttpContent?> Body(RouteEndpoint endpoint)
        {
            if (endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Http.Metadata.IAcceptsMetadata>() is not { RequestType: { } type } accepts) return null;
            if (!accepts.ContentTypes.Contains("application/json")) return new MultipartFormDataContent { { new ByteArrayContent("id\ttitle\tlink\n"u8.ToArray()), "file", "file.txt" } };
            var body = JsonNode.Parse(schemas.GetProperty(type.Name).GetProperty("examples")[0].GetRawText())!;
            await things.Put(body.AsObject());
            return new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        }
    }

    /// Rules by which a role is told no in words.
    [GeneratedRegex("Only (moderators|employees|administrators|whoever)|Articles are written by the brand", RegexOptions.None)]
    private static partial Regex Forbids();
}

public sealed class DoorTestsOnSqlite() : DoorTests(Engine.Sqlite);
public sealed class DoorTestsOnPostgres() : DoorTests(Engine.Postgres);
