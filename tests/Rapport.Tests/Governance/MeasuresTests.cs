using Rapport.Governance;
using Rapport.Members;

namespace Rapport.Tests.Governance;

/// How decisions fare, and their statements as a table.
public abstract class MeasuresTests(Engine engine)
{
    static async Task<long> Hide(World world, Member by, string ground, string reason = "It sells something.")
    {
        var topic = await world.Given.Topic(by: world.Cast.Ada);
        await world.Visit(by).Post($"/posts/{topic.Id}/remove", new { ground, reason });
        return topic.Id;
    }

    [Fact]
    public async Task Rules_and_moderators_are_told_with_how_often_they_were_reversed_and_slips_are_not_counted()
    {
        await using var world = await World.Start(engine);
        var mona = world.Cast.Mona;
        var (wrong, slip) = (await Hide(world, mona, "spam"), await Hide(world, mona, "spam"));
        foreach (var _ in new[] { 1, 2 }) await Hide(world, mona, "insult");
        var told = await world.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.ThingId == wrong));
        await world.Visit(world.Cast.Ada).Post($"/decisions/{told.Id}/appeal", new { words = "I only asked." });
        await world.Visit(world.Cast.Alma).Post($"/admin/cases/{(await world.Given.OpenCase(wrong))!.Id}", new { verdict = "restore" });
        var mistaken = await world.Query(db => db.Cases.AsNoTracking().FirstAsync(c => c.ThingId == slip));
        await world.Visit(mona).Post($"/admin/cases/{mistaken.Id}/undo");

        var measures = await world.Query(db => DecisionMeasures.Of(db, null));

        Assert.Equal((4, 1, 1, 0), (measures.All.Decisions, measures.All.Reversed, measures.All.Appealed, measures.All.Upheld));
        Assert.Equal((2, 1), measures.ByRule.Where(r => r.Ground == Ground.Spam).Select(r => (r.Fared.Decisions, r.Fared.Reversed)).Single());
        Assert.Equal((2, 0), measures.ByRule.Where(r => r.Ground == Ground.Insult).Select(r => (r.Fared.Decisions, r.Fared.Reversed)).Single());
        Assert.Equal((4, 1), measures.ByModerator.Where(m => m.By == mona.Id).Select(m => (m.Fared.Decisions, m.Fared.Reversed)).Single());
        var page = await world.Visit(mona).Get("/admin/queue/measures?days=30");
        foreach (var words in new[] { "Advertising or spam", "Mona", "1 · 50%" }) Assert.Contains(words, page.Text);
        Assert.Equal(404, (await world.Visit(world.Cast.Emil).Get("/admin/queue/measures")).Status);
    }

    [Fact]
    public async Task Statements_come_as_a_table_that_no_spreadsheet_takes_for_a_formula()
    {
        await using var world = await World.Start(engine);
        var topic = await Hide(world, world.Cast.Mona, "unlawful", "=HYPERLINK(\"https://example.org\"),1");
        var told = await world.Query(db => db.Statements.AsNoTracking().FirstAsync(s => s.ThingId == topic));

        var csv = await world.Visit(world.Cast.Mona).Get("/admin/queue/decided.csv");

        var lines = csv.Body.Split('\n');
        Assert.StartsWith("puid,decision_visibility,", lines[0]);
        Assert.StartsWith($"{told.Id},DECISION_VISIBILITY_CONTENT_DISABLED,,,,DECISION_GROUND_ILLEGAL_CONTENT,Against the law,\"'=HYPERLINK(\"\"https://example.org\"\"),1\"", lines[1]);
        foreach (var words in new[] { "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH", "SOURCE_VOLUNTARY", ",No,AUTOMATED_DECISION_NOT_AUTOMATED" }) Assert.Contains(words, lines[1]);
        Assert.Equal(2, (await world.Visit(world.Cast.Mona).Get("/admin/queue/decided.csv?to=2020-01-01")).Body.Split('\n').Length);
        Assert.Equal(422, (await world.Visit(world.Cast.Mona).Get("/admin/queue/decided.csv?from=yesterday")).Status);
        Assert.Equal(404, (await world.Visit(world.Cast.Emil).Get("/admin/queue/decided.csv")).Status);
    }
}

public sealed class MeasuresTestsOnSqlite() : MeasuresTests(Engine.Sqlite);
public sealed class MeasuresTestsOnPostgres() : MeasuresTests(Engine.Postgres);
