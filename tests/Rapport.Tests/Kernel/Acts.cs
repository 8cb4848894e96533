namespace Rapport.Tests.Kernel;

public abstract class ActTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task A_refused_form_comes_back_filled_in()
    {
        using var ben = Anyone();
        var page = await ben.Visit((await ben.Post("/tests/tallies")).Location!);

        var refused = await ben.Submit(page, "/raise", new { by = 101 });

        Assert.Equal(422, refused.Status);
        Assert.Equal("A tally rises by at most 100.", refused.Find(".problem")!.TextContent);
        Assert.Equal("101", refused.Find("input[name=by]")!.GetAttribute("value"));
        Assert.Equal("0", refused.Find("output")!.TextContent);
    }
}

public sealed class ActTestsOnSqlite() : ActTests(Engine.Sqlite);

public sealed class ActTestsOnPostgres() : ActTests(Engine.Postgres);
