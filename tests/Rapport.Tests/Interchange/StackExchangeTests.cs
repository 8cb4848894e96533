using Microsoft.EntityFrameworkCore;
using Rapport.Conversations;
using Rapport.Kernel.Database;
using Rapport.Kernel.Events;

namespace Rapport.Tests.Interchange;

/// A Stack Exchange dump comes in by the command line, whole, and a second time changes nothing.
public abstract class StackExchangeTests(Engine engine)
{
    /// A dump of our own with everything a dump can hold: what is odd stands in it once.
    static async Task<string> Dump(string posts = Posts)
    {
        var folder = Directory.CreateTempSubdirectory("rapport-dump-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "Posts.xml"), posts);
        await File.WriteAllTextAsync(Path.Combine(folder, "Users.xml"), """
            <?xml version="1.0" encoding="utf-8"?><users>
              <row Id="1" CreationDate="2020-01-01T08:00:00.000" DisplayName="Ada L." AboutMe="Grinds by hand" />
              <row Id="2" CreationDate="2020-01-02T08:00:00.000" DisplayName="Ada L." />
            </users>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Comments.xml"), """
            <comments><row Id="1" PostId="11" Score="2" Text="Thanks, `it` works" CreationDate="2020-02-02T09:00:00.000" UserId="1" /></comments>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Votes.xml"), """
            <votes>
              <row Id="1" PostId="11" VoteTypeId="1" CreationDate="2020-02-03T00:00:00.000" />
              <row Id="2" PostId="11" VoteTypeId="2" CreationDate="2020-02-03T00:00:00.000" />
              <row Id="3" PostId="11" VoteTypeId="2" CreationDate="2020-02-04T00:00:00.000" />
              <row Id="4" PostId="10" VoteTypeId="3" CreationDate="2020-02-04T00:00:00.000" />
              <row Id="5" PostId="99" VoteTypeId="2" CreationDate="2020-02-04T00:00:00.000" />
              <row Id="6" PostId="10" VoteTypeId="5" CreationDate="2020-02-04T00:00:00.000" />
            </votes>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "Tags.xml"), """
            <tags><row Id="1" TagName="grind" Count="1" ExcerptPostId="20" WikiPostId="21" /><row Id="2" TagName="water" Count="0" /></tags>
            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "PostLinks.xml"), """
            <postlinks><row Id="1" CreationDate="2020-02-05T00:00:00.000" PostId="10" RelatedPostId="12" LinkTypeId="3" /><row Id="2" CreationDate="2020-02-05T00:00:00.000" PostId="10" RelatedPostId="77" LinkTypeId="1" /></postlinks>
            """);
        return folder;
    }

    const string Posts = """
        <?xml version="1.0" encoding="utf-8"?>
        <posts>
          <row Id="10" PostTypeId="1" AcceptedAnswerId="11" CreationDate="2020-02-01T08:00:00.123" Score="-1" Body="&lt;p&gt;Why is $d = \frac{1}{2} v$ so coarse? &lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;" OwnerUserId="1" Title="Why is my grind so coarse &amp;lt;today&amp;gt;?" Tags="&lt;grind&gt;&lt;water&gt;" />
          <row Id="11" PostTypeId="2" ParentId="10" CreationDate="2020-02-02T08:00:00.000" Score="2" Body="&lt;p&gt;Turn the ring left.&lt;/p&gt;" OwnerUserId="2" LastEditDate="2020-02-02T10:00:00.000" />
          <row Id="12" PostTypeId="1" CreationDate="2020-01-20T08:00:00.000" Score="0" Body="&lt;p&gt;Coarse again&lt;/p&gt;" OwnerDisplayName="Somebody gone" Title="The grind is coarse" Tags="|grind|" ClosedDate="2020-03-01T08:00:00.000" />
          <row Id="13" PostTypeId="2" ParentId="98" CreationDate="2020-02-02T08:00:00.000" Score="0" Body="&lt;p&gt;To nobody&lt;/p&gt;" OwnerUserId="1" />
          <row Id="20" PostTypeId="4" CreationDate="2020-02-02T08:00:00.000" Score="0" Body="How fine it is" />
          <row Id="21" PostTypeId="5" CreationDate="2020-02-02T08:00:00.000" Score="0" Body="&lt;p&gt;All about grinding.&lt;/p&gt;" />
          <row Id="22" PostTypeId="6" CreationDate="2020-02-02T08:00:00.000" Score="0" Body="A nomination" />
        </posts>
        """;

    [Fact]
    public async Task A_dump_comes_in_and_every_row_is_accounted_for()
    {
        await using var home = await Home.Make(engine);

        var said = await Terminal.Rapport(home, "import", "stackexchange", await Dump());

        Assert.Equal(3, said.Code);
        Assert.Contains("questions read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Contains("answers read 2 stored 1 unchanged 0 refused 1", said.Lines);
        Assert.Contains("accepted answers read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("comments read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("members read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Contains("votes read 4 stored 3 unchanged 0 refused 1", said.Lines);
        Assert.Contains("tags read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Contains("links read 2 stored 1 unchanged 0 refused 1", said.Lines);
        Assert.Contains(said.Lines, l => l.StartsWith("refused: answers 13:", StringComparison.Ordinal));
        Assert.Contains(said.Lines, l => l.StartsWith("not kept: posts of type 6 1 (", StringComparison.Ordinal));
        Assert.Contains(said.Lines, l => l.StartsWith("not kept: votes of type 5 (favourite) 1 (", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_lacks_something_keeps_no_other_away()
    {
        await using var home = await Home.Make(engine);
        var dump = await Dump(Posts.Replace("</posts>", """
            <row Id="30" PostTypeId="1" CreationDate="2020-02-02T08:00:00.000" Body="&lt;p&gt;Nameless&lt;/p&gt;" />
            <row Id="31" PostTypeId="1" CreationDate="yesterday" Title="When was this?" Body="&lt;p&gt;Undated&lt;/p&gt;" />
            <row Id="32" PostTypeId="2" ParentId="10" Body="&lt;p&gt;At no time&lt;/p&gt;" />
            </posts>
            """));
        await File.WriteAllTextAsync(Path.Combine(dump, "Comments.xml"), """<comments><row Id="1" PostId="11" Score="2" Text="Never" UserId="1" /><row Id="2" PostId="11" Score="2" Text="Thanks" CreationDate="2020-02-02T09:00:00.000" UserId="1" /></comments>""");

        var said = await Terminal.Rapport(home, "import", "stackexchange", dump);

        Assert.Equal(3, said.Code);
        Assert.Contains("questions read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Contains("comments read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("not kept: questions that lack something 2 (Posts.xml line 10: Title is missing)", said.Lines);
        Assert.Contains("not kept: answers that lack something 1 (Posts.xml line 12: CreationDate is missing)", said.Lines);
        Assert.Contains("not kept: comments that lack something 1 (Comments.xml line 1: CreationDate is missing)", said.Lines);
    }

    [Fact]
    public async Task A_folder_with_a_name_of_one_letter_is_a_community_too()
    {
        await using var home = await Home.Make(engine);
        var folder = Path.Combine(Directory.CreateTempSubdirectory("rapport-dump-").FullName, "d");
        Directory.Move(await Dump(), folder);

        var said = await Terminal.Rapport(home, "import", "stackexchange", folder);

        Assert.Equal(3, said.Code);
        Assert.Contains("questions read 2 stored 2 unchanged 0 refused 0", said.Lines);
    }

    [Fact]
    public async Task An_import_of_which_nothing_could_be_kept_failed()
    {
        await using var home = await Home.Make(engine);
        var archive = Directory.CreateTempSubdirectory("rapport-archive-").FullName;
        await File.WriteAllTextAsync(Path.Combine(archive, "about.json"), """{"format":"rapport-interchange","version":2,"source":"elsewhere"}""");
        await File.WriteAllTextAsync(Path.Combine(archive, "spaces.jsonl"), """{"key":"main","name":"x","slug":"x"}""" + "\n");

        var said = await Terminal.Rapport(home, "import", archive);

        Assert.Equal(1, said.Code);
        Assert.Contains("spaces read 1 stored 0 unchanged 0 refused 1", said.Lines);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        await using var home = await Home.Make(engine);
        var dump = await Dump();
        await Terminal.Rapport(home, "import", "stackexchange", dump);

        var said = await Terminal.Rapport(home, "import", "stackexchange", dump);

        Assert.Contains("questions read 2 stored 0 unchanged 2 refused 0", said.Lines);
        Assert.Contains("votes read 4 stored 0 unchanged 3 refused 1", said.Lines);
        Assert.Contains("links read 2 stored 0 unchanged 1 refused 1", said.Lines);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_be_stored_and_stores_nothing()
    {
        await using var world = await World.Start(engine);
        var dump = await Dump();

        var said = await Terminal.Rapport(world.Home, "import", "stackexchange", dump, "--dry-run");

        Assert.Contains("questions read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Contains("answers read 2 stored 1 unchanged 0 refused 1", said.Lines);
        Assert.Equal((0, 0), await world.Query(async db => (await db.Topics.CountAsync(), await db.Set<ForeignId>().CountAsync())));
    }

    [Fact]
    public async Task An_import_that_was_broken_off_goes_on_where_it_stopped()
    {
        await using var world = await World.Start(engine);
        using var archive = new Rapport.Interchange.Archive(Directory.CreateTempSubdirectory("rapport-archive-").FullName);
        new Rapport.Interchange.StackExchange.Conversion(Rapport.Kernel.Moving.Parcel.Of(await Dump()), archive, "broken").Run();
        using var stop = new CancellationTokenSource();
        var broken = new Rapport.Interchange.Loader(world.Services, archive, Cause.Import) { Progress = step => { if (step.What == "replies") stop.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => broken.Run(stop.Token));

        var report = await new Rapport.Interchange.Loader(world.Services, archive, Cause.Import).Run();

        Assert.Equal((2, 0), (report["questions"].Unchanged, report["questions"].Stored));
        Assert.Equal(1, report["comments"].Stored);
        Assert.Equal((2, 1, 2), await world.Query(async db => (await db.Topics.CountAsync(), await db.Topics.MaxAsync(t => t.Replies), await db.Posts.MaxAsync(p => p.Score))));
    }

    [Fact]
    public async Task What_came_in_reads_as_it_did_and_old_addresses_lead_to_it()
    {
        await using var world = await World.Start(engine);
        await Terminal.Rapport(world.Home, "import", "stackexchange", await Dump(), "--source", "coffee");

        var page = await world.Visit().Visit("/questions/10");

        Assert.Equal(200, page.Status);
        Assert.Contains("Why is my grind so coarse", page.Text);
        Assert.NotNull(page.Find("math mfrac"));
        Assert.DoesNotContain("alert(1)", page.Html.Body!.InnerHtml);
        Assert.Contains("Turn the ring left.", page.Text);
        Assert.Contains("Thanks, it works", page.Text);
        Assert.Contains("Accepted answer", page.Text);
        Assert.Contains("Asked before", page.Text);
        Assert.Contains("All about grinding.", (await world.Visit().Get("/tags/grind")).Text);
        Assert.Equal(0, await world.Query(db => db.Set<Rapport.Kernel.Mail.SentMail>().CountAsync()));
    }

    [Theory]
    [InlineData("<posts><row Id=\"1\" PostTypeId=\"1\"", "Posts.xml is broken at line 1")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><posts>&a;</posts>", "holds a document type")]
    public async Task A_broken_dump_is_refused_in_words(string posts, string words)
    {
        await using var home = await Home.Make(engine);

        var said = await Terminal.Rapport(home, "import", "stackexchange", await Dump(posts));

        Assert.Equal(2, said.Code);
        Assert.Contains(words, said.Error);
    }

    [Theory]
    [InlineData("conlang-meta", 54, 115, 11, 230, 71)]
    [InlineData("quantumcomputing", 612, 1060, 389, 3413, 154)]
    public async Task The_real_dumps_come_in_whole(string name, int questions, int answers, int accepted, int comments, int tags)
    {
        var dump = TestData.Folder(Path.Combine("stackexchange", name));
        await using var home = await Home.Make(engine);

        var said = await Terminal.Rapport(home, "import", "stackexchange", dump);

        // Some hold lines that point at what is gone.
        Assert.True(said.Code is 0 or 3, said.ToString());
        foreach (var (kind, rows) in new[] { ("questions", questions), ("answers", answers), ("accepted answers", accepted), ("comments", comments), ("tags", tags) })
            Assert.Contains($"{kind} read {rows} stored {rows} unchanged 0 refused 0", said.Lines);
    }
}

public sealed class StackExchangeTestsOnSqlite() : StackExchangeTests(Engine.Sqlite);
public sealed class StackExchangeTestsOnPostgres() : StackExchangeTests(Engine.Postgres);
