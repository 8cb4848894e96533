using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rapport.Kernel.Api;

namespace Rapport.Tests.Api;

/// The document that describes the API, the page that shows it, and the guide whose commands are run.
public sealed partial class DocumentTests() : InWorld(Engine.Sqlite)
{
    async Task<JsonElement> Document() => (await Anyone().Get("/api/v1/openapi.json")).Json;

    [Fact]
    public async Task Every_endpoint_says_what_it_does_needs_takes_and_answers()
    {
        var document = await Document();
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        var (paths, missing) = (document.GetProperty("paths"), new List<string>());
        var doors = World.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ApiDoor>() is { Open: false }).ToList();
        foreach (var door in doors)
        {
            var (path, method) = ("/" + Constraint().Replace(door.RoutePattern.RawText!.Trim('/'), "}"), door.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0].ToLowerInvariant());
            var name = $"{method} {path}";
            if (!paths.TryGetProperty(path, out var item) || !item.TryGetProperty(method, out var operation)) { missing.Add($"{name} is not in the document"); continue; }
            if (!operation.TryGetProperty("summary", out var summary) || summary.GetString() is not { Length: > 3 }) missing.Add($"{name} has no summary: .Says(…)");
            if (!operation.TryGetProperty("tags", out var tags) || tags[0].GetString() == "rapport") missing.Add($"{name} has no group: .WithTags(…)");
            var scope = door.Metadata.GetMetadata<ApiDoor>()!.Scope;
            if (scope is not null && !Scope.All.Contains(scope)) missing.Add($"{name} needs a scope that nobody can have: {scope}");
            if (operation.GetProperty("security")[0].GetProperty("bearer").EnumerateArray().Select(s => s.GetString()).FirstOrDefault() != scope) missing.Add($"{name} does not tell its scope");
            var answers = operation.GetProperty("responses");
            foreach (var status in new[] { "401", "403", "404", "429", "503" }) if (!answers.TryGetProperty(status, out _)) missing.Add($"{name} does not tell of {status}");
            var success = answers.EnumerateObject().FirstOrDefault(a => a.Name[0] == '2');
            if (success.Name is null || success.Name != "204" && !(success.Value.TryGetProperty("content", out var content) && content.EnumerateObject().All(c => c.Value.TryGetProperty("schema", out _)))) missing.Add($"{name} does not say what it answers");
            if (operation.TryGetProperty("requestBody", out var body) && body.GetProperty("content").EnumerateObject().Any(c => c.Name == "application/json" && !c.Value.GetProperty("schema").TryGetProperty("$ref", out _))) missing.Add($"{name} takes something without a name");
        }
        Assert.True(missing.Count == 0, string.Join('\n', missing));
        Assert.True(doors.Count > 60);
        Assert.Equal(doors.Count, paths.EnumerateObject().Sum(p => p.Value.EnumerateObject().Count()));
    }

    [Fact]
    public async Task The_document_is_what_readers_of_such_documents_expect()
    {
        var document = (await Anyone().Get("/api/v1/openapi.json")).Body;

        Assert.Equal("valid 3.1", await Validated(document));
        Assert.StartsWith("[", await Validated(document.Replace("\"openapi\": \"3.1", "\"openapi\": \"3.1\", \"pathes\": \"")));
    }

    static async Task<string> Validated(string document, [CallerFilePath] string here = "")
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Path.GetDirectoryName(here)!, "openapi", "validate.mjs")]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(document);
        node.StandardInput.Close();
        return (await node.StandardOutput.ReadToEndAsync()).Trim();
    }

    [Fact]
    public async Task Every_example_is_one_of_its_schema_and_survives_the_way_there_and_back()
    {
        var options = World.Services.GetRequiredService<IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions>>().Value.SerializerOptions;
        var types = typeof(Server).Assembly.GetTypes().Where(t => t.GetProperty("Example", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public) is not null).ToDictionary(t => t.Name is "Kept" ? "File" : t.Name.EndsWith("Json") ? t.Name[..^4] : t.Name);
        var wrong = new List<string>();
        foreach (var schema in (await Document()).GetProperty("components").GetProperty("schemas").EnumerateObject())
        {
            if (schema.Value.TryGetProperty("enum", out _) || schema.Name.EndsWith("Page", StringComparison.Ordinal) || schema.Name is "IFormFile" or "ProductList" or "HandedCommunity") continue;
            if (!schema.Value.TryGetProperty("examples", out var examples) || !types.TryGetValue(schema.Name, out var type)) { wrong.Add($"{schema.Name} has no Example"); continue; }
            var example = examples[0];
            var read = JsonSerializer.Deserialize(example.GetRawText(), type, options);
            if (!JsonElement.DeepEquals(example, JsonSerializer.SerializeToElement(read, type, options))) wrong.Add($"{schema.Name} comes back as another");
            var fields = schema.Value.GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet();
            wrong.AddRange(example.EnumerateObject().Where(p => !fields.Contains(p.Name)).Select(p => $"{schema.Name} has no field {p.Name}"));
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_the_document_says_of_a_topic_is_what_is_answered()
    {
        var schemas = (await Document()).GetProperty("components").GetProperty("schemas");
        var topic = await Given.Topic(by: Ada);
        var read = (await (await Robot.For(World, Ada)).Get($"/topics/{topic.Id}")).Json;

        foreach (var (schema, shown) in new[] { ("Topic", read), ("Post", read.GetProperty("opening")), ("Person", read.GetProperty("opening").GetProperty("author")) })
            Assert.Equal(schemas.GetProperty(schema).GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(), shown.EnumerateObject().Select(p => p.Name).Order());
    }

    [Fact]
    public async Task The_reference_page_names_every_endpoint_schema_and_problem_without_a_script()
    {
        var (page, document) = (await Anyone().Get("/api"), await Document());

        Assert.Equal(200, page.Status);
        var ids = page.All("[id]").Select(e => e.Id).ToHashSet();
        foreach (var operation in document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject())) Assert.Contains(operation.Value.GetProperty("operationId").GetString(), ids);
        foreach (var schema in document.GetProperty("components").GetProperty("schemas").EnumerateObject()) Assert.Contains($"schema-{schema.Name}", ids);
        foreach (var code in ApiProblem.Kinds.Keys) Assert.Contains(code, ids);
        Assert.All(page.All("main a[href^='#']"), a => Assert.Contains(a.GetAttribute("href")![1..], ids));
        Assert.Equal(ids.Count, page.All("[id]").Count);
    }

    [Fact]
    public async Task The_commands_of_the_guide_work_as_they_stand()
    {
        // In a community of its own: the guide takes the first space of all, and others here slow theirs down, close them or hold what is written there.
        await using var world = await World.Start(Engine.Sqlite);
        await world.Given.Topic(by: world.Cast.Ada);
        var guide = await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "api.md"));
        var script = string.Join('\n', Commands().Matches(guide).Select(m => m.Groups[1].Value));
        Assert.Contains("curl", script);
        var folder = Directory.CreateTempSubdirectory("rapport-guide-");
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.FullName };
        (start.Environment["RAPPORT"], start.Environment["TOKEN"]) = (world.Address.GetLeftPart(UriPartial.Authority), await world.Given.Token(world.Cast.Ada));

        using var run = Process.Start(start)!;
        var (output, error) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();

        Assert.True(run.ExitCode == 0, await output + await error);
        Assert.Contains("Asked by a program, and answered", await output);
        Assert.Contains("Link: <", await error, StringComparison.OrdinalIgnoreCase);
        folder.Delete(recursive: true);
    }

    static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));

    [GeneratedRegex(@":[a-z]+(\([^)]*\))?\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Commands();
}
