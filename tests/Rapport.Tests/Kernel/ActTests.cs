using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Kernel;

public abstract class ActTests(Engine engine) : InWorld(engine)
{
    Visitor Actor(long id = 41) => Anyone().With("X-Actor", $"{id}");

    Task<long> Tally() => World.Query(async db => (await TalliesModule.Start(db)).Id);

    Task<long> Count(long tally) => World.Query(db => db.Tallies.Where(t => t.Id == tally).Select(t => t.Count).SingleAsync());

    [Fact]
    public async Task A_refused_form_comes_back_filled_in()
    {
        var page = await Anyone().Get($"/tests/tallies/{await Tally()}");

        var refused = await Anyone().Submit(page, "/raise", new { by = 101 });

        Assert.Equal(422, refused.Status);
        Assert.Equal("A tally rises by at most 100.", refused.Find(".problem")!.TextContent);
        Assert.Equal("101", refused.Find("input[name=by]")!.GetAttribute("value"));
        Assert.Equal("0", refused.Find("output")!.TextContent);
    }

    [Fact]
    public async Task A_form_that_names_another_page_as_its_own_shows_no_other_page_when_it_is_refused()
    {
        var page = await Anyone().Get($"/tests/tallies/{await Tally()}");

        var refused = await Anyone().Submit(page, "/raise", new { by = 101, from = "/sign-in" });

        Assert.Equal(422, refused.Status);
        Assert.Contains("A tally rises by at most 100.", refused.Text);
        Assert.Null(refused.Find("input[name=password]"));
    }

    [Fact]
    public async Task A_form_that_is_gone_from_its_page_by_now_is_refused_on_that_page()
    {
        var path = $"/tests/tallies/{await Tally()}";

        var refused = await Anyone().With("Referer", new Uri(World.Address, "/sign-in").AbsoluteUri).Post($"{path}/raise", new { by = 101, from = "/sign-in" });

        Assert.Equal(422, refused.Status);
        Assert.Contains("A tally rises by at most 100.", refused.Find(".error-summary")!.TextContent);
        Assert.NotNull(refused.Find("input[name=password]"));
    }

    [Fact]
    public async Task A_refusal_in_json_names_the_field()
    {
        var tally = await Tally();
        var refused = await Anyone().With("Accept", "application/json").Post($"/tests/tallies/{tally}/raise", new { by = 101 });

        Assert.Equal((422, "application/problem+json"), (refused.Status, refused.Type?.MediaType));
        Assert.Equal(("A tally rises by at most 100.", "by"), (refused.Json.GetProperty("title").GetString(), refused.Json.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_act()
    {
        var tally = await Tally();
        var page = await Actor().Get($"/tests/tallies/{tally}");

        var first = await Actor().Submit(page, "/raise", new { by = 3 });
        var second = await Actor().Submit(page, "/raise", new { by = 3 });

        Assert.Equal((303, 303, first.Location), (first.Status, second.Status, second.Location));
        Assert.Equal(3, await Count(tally));
    }

    [Fact]
    public async Task The_same_form_sent_many_times_at_once_is_one_act()
    {
        var tally = await Tally();
        var page = await Actor().Get($"/tests/tallies/{tally}");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Actor().Submit(page, "/raise", new { by = 3 })));

        Assert.All(answers, a => Assert.Equal((303, $"/tests/tallies/{tally}"), (a.Status, a.Location)));
        Assert.Equal(3, await Count(tally));
        Assert.Equal(1, await World.Query(db => db.Set<EventRow>().CountAsync(e => e.SubjectId == tally && e.Type == nameof(TallyRaised))));
    }

    [Fact]
    public async Task The_same_key_of_another_member_is_another_act()
    {
        var tally = await Tally();
        var page = await Actor(41).Get($"/tests/tallies/{tally}");

        await Actor(41).Submit(page, "/raise");
        await Actor(42).Submit(page, "/raise");

        Assert.Equal(2, await Count(tally));
    }

    [Fact]
    public async Task Different_acts_at_once_on_one_thing_are_all_carried_out_or_refused_as_such()
    {
        var tally = await Tally();

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Actor(50 + n).Post($"/tests/tallies/{tally}/raise", new { by = 1, act = $"act{n}" })));

        Assert.All(answers, a => Assert.Contains(a.Status, new[] { 303, 409 }));
        Assert.Equal(answers.Count(a => a.Status == 303), await Count(tally));
        // What was refused may be sent again with the same key.
        for (var n = 0; n < 8; n++) Assert.Equal(303, (await Actor(50 + n).Post($"/tests/tallies/{tally}/raise", new { by = 1, act = $"act{n}" })).Status);
        Assert.Equal(8, await Count(tally));
    }

    [Fact]
    public async Task A_verb_that_saves_twice_is_still_one_act()
    {
        var tally = await Tally();
        await World.Act(async db =>
        {
            db.Acting.Actor = 41;
            db.Acting.Key = $"41:twice{tally}";
            await TalliesModule.Raise(db, tally);
            await TalliesModule.Raise(db, tally);
        });
        Assert.Equal(2, await Count(tally));
    }

    [Fact]
    public async Task What_an_act_left_undone_does_not_leak_into_the_next()
    {
        var tally = await Tally();
        for (var n = 0; n < 20; n++)
        {
            await World.Act(db => { db.Later(() => throw new InvalidOperationException("of an act that was given up")); return Task.CompletedTask; });
            await World.Act(db => TalliesModule.Raise(db, tally));
        }
        Assert.Equal(20, await Count(tally));
    }

    [Fact]
    public async Task A_form_sent_by_another_site_does_nothing()
    {
        var tally = await Tally();
        Task<Response> Sent(string name, string value) => Actor().Send(HttpMethod.Post, $"/tests/tallies/{tally}/raise", new FormUrlEncodedContent([new("by", "1")]), ("Origin", "null"), (name, value));

        Assert.Equal(403, (await Sent("Origin", "https://evil.example")).Status);
        Assert.Equal(403, (await Sent("Origin", "null")).Status);
        Assert.Equal(403, (await Sent("Sec-Fetch-Site", "cross-site")).Status);
        Assert.Equal(403, (await Sent("Sec-Fetch-Site", "same-site")).Status);
        Assert.Equal(0, await Count(tally));
        Assert.Equal(303, (await Sent("Sec-Fetch-Site", "same-origin")).Status);
        Assert.Equal(1, await Count(tally));
    }
}

public sealed class ActTestsOnSqlite() : ActTests(Engine.Sqlite);

public sealed class ActTestsOnPostgres() : ActTests(Engine.Postgres);
