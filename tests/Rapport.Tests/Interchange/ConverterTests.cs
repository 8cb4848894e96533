using System.Text;
using System.Text.Json;
using Rapport.Conversations;
using Rapport.Kernel.Database;

namespace Rapport.Tests.Interchange;

/// What other systems hand out comes in by the command line, whole, and a second time changes nothing. The files are written by the documented
/// formats; nothing of them was taken from a real community.
public abstract class ConverterTests(Engine engine)
{
    static string Folder(params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("rapport-converter-").FullName;
        foreach (var (name, text) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        return folder;
    }

    static string Disqus(string more = "") => Path.Combine(Folder(("export.xml", $"""
        <?xml version="1.0" encoding="utf-8"?>
        <disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
          <category dsq:id="1"><forum>beans</forum><title>General</title></category>
          <thread dsq:id="100"><id>blog-1</id><link>https://beans.example/blog/how-to-descale/</link><title>How to descale</title><createdAt>2020-01-01T08:00:00Z</createdAt>
            <author><name>Ada Roast</name><email>ada@example.com</email><isAnonymous>false</isAnonymous><username>ada</username></author></thread>
          <thread dsq:id="101"><link>https://beans.example/blog/empty</link><title>Nobody spoke</title><createdAt>2020-01-01T08:00:00Z</createdAt></thread>
          <post dsq:id="1"><message><![CDATA[<p>With <b>vinegar</b>? <script>alert(1)</script></p>]]></message><createdAt>2020-01-02T08:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>
            <author><name>Ben Brew</name><email>ben@example.com</email><isAnonymous>false</isAnonymous><username>ben</username></author><thread dsq:id="100"/></post>
          <post dsq:id="2"><message><![CDATA[<p>Citric acid.</p>]]></message><createdAt>2020-01-02T09:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>
            <author><name>Passer-by</name><isAnonymous>true</isAnonymous></author><thread dsq:id="100"/><parent dsq:id="1"/></post>
          <post dsq:id="3"><message><![CDATA[<p>Thanks!</p>]]></message><createdAt>2020-01-02T10:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>
            <author><name>Ben Brew</name><email>ben@example.com</email><isAnonymous>false</isAnonymous></author><thread dsq:id="100"/><parent dsq:id="2"/></post>
          <post dsq:id="4"><message><![CDATA[Cheap watches]]></message><createdAt>2020-01-02T10:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>true</isSpam><author><name>X</name></author><thread dsq:id="100"/></post>
          <post dsq:id="5"><message><![CDATA[Gone]]></message><createdAt>2020-01-02T10:00:00Z</createdAt><isDeleted>true</isDeleted><isSpam>false</isSpam><author><name>X</name></author><thread dsq:id="100"/></post>
          {more}
        </disqus>
        """)), "export.xml");

    /// A reader of markup holds each value whole: one that never ends would fill the memory.
    [Theory]
    [InlineData("disqus", "export.xml", "<disqus xmlns=\"http://disqus.com\" xmlns:dsq=\"http://disqus.com/disqus-internals\"><thread dsq:id=\"1\"><title>", "</title></thread></disqus>")]
    [InlineData("disqus", "export.xml", "<disqus xmlns=\"http://disqus.com\" xmlns:dsq=\"http://disqus.com/disqus-internals\"><post dsq:id=\"1\"><message><![CDATA[", "]]></message></post></disqus>")]
    [InlineData("stackexchange", "Posts.xml", "<posts><row Id=\"1\" Body=\"", "\" /></posts>")]
    public async Task A_value_that_does_not_end_is_refused_in_words(string format, string file, string before, string after)
    {
        await using var home = await Home.Make(engine);
        var folder = Folder((file, before + string.Concat(Enumerable.Repeat("x < ".Replace("<", before.EndsWith('[') ? "<" : "&lt;"), 5 << 20)) + after));

        var said = await Terminal.Here(home, "import", format, folder);

        Assert.Equal((2, $"{file} holds something longer than 16 MB where a name or words should stand. Take it out and try again."), (said.Code, said.Error.Trim()));
    }

    [Fact]
    public async Task Disqus_comes_in_whole_and_a_second_time_changes_nothing()
    {
        await using var world = await World.Start(engine);
        var export = Disqus();

        var said = await Terminal.Rapport(world.Home, "import", "disqus", export);

        Assert.True(said.Code == 0, said.Error);
        Assert.Contains("members read 3 stored 2 unchanged 0 refused 0", Members(said));
        Assert.Contains("discussions read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("answers read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("comments read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Contains("not kept: spam 1 (it was spam there)", said.Lines);
        Assert.Contains("not kept: deleted comments 1 (they were taken away there)", said.Lines);
        Assert.Contains("not kept: threads without comments 1 (nobody said anything there)", said.Lines);
        var page = await world.Visit().Visit("/blog/how-to-descale/");
        Assert.Equal(200, page.Status);
        Assert.Contains("With vinegar?", page.Text);
        Assert.Contains("Citric acid.", page.Text);
        Assert.Contains("Thanks!", page.Text);
        Assert.DoesNotContain("alert(1)", page.Html.Body!.InnerHtml);

        var again = await Terminal.Rapport(world.Home, "import", "disqus", export);
        Assert.Contains("discussions read 1 stored 0 unchanged 1 refused 0", again.Lines);
        Assert.Contains("comments read 2 stored 0 unchanged 2 refused 0", again.Lines);
    }

    /// Names without an account are counted on a line of their own.
    static string[] Members(Terminal.Said said)
    {
        var (members, names) = (said.Lines.Single(l => l.StartsWith("members ", StringComparison.Ordinal)).Split(' '), said.Lines.SingleOrDefault(l => l.StartsWith("names without an account ", StringComparison.Ordinal))?.Split(' '));
        return [$"members read {int.Parse(members[2]) + (names is null ? 0 : int.Parse(names[5]))} stored {members[4]} unchanged {members[6]} refused {members[8]}"];
    }

    [Fact]
    public async Task Comments_that_answer_each_other_in_a_circle_or_nobody_are_left_with_a_reason()
    {
        await using var home = await Home.Make(engine);
        const string post = "<post dsq:id=\"{0}\"><message>Round</message><createdAt>2020-01-02T10:00:00Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam><thread dsq:id=\"{2}\"/><parent dsq:id=\"{1}\"/></post>";
        var more = string.Format(post, "7", "8", "100") + string.Format(post, "8", "7", "100") + string.Format(post, "9", "9", "100") + string.Format(post, "10", "1", "999");

        var said = await Terminal.Rapport(home, "import", "disqus", Disqus(more));

        Assert.True(said.Code == 0, said.Error);
        Assert.Contains("not kept: comments that answer each other in a circle 3 (none of them is the first)", said.Lines);
        Assert.Contains("not kept: comments of threads that are not in the export 1 (nothing says what they are about)", said.Lines);
    }

    [Theory]
    [InlineData("<post dsq:id=\"6\"><message>", "export.xml is broken at line")]
    [InlineData("<!DOCTYPE x>", "export.xml holds a document type")]
    public async Task A_disqus_export_that_was_cut_off_is_refused_in_words(string more, string words)
    {
        await using var home = await Home.Make(engine);

        var said = await Terminal.Rapport(home, "import", "disqus", Disqus(more));

        Assert.Equal(2, said.Code);
        Assert.Contains(words, said.Error);
    }

    static string Discourse(bool zipped = false)
    {
        var folder = Folder(
            ("categories.json", """{"category_list":{"categories":[{"id":5,"name":"Grinders","slug":"grinders","description_text":"All that grinds"},{"id":6,"name":"Staff","slug":"staff","read_restricted":true}]}}"""),
            ("latest.json", """{"topic_list":{"topics":[{"id":42}]}}"""),
            ("t/42.json", """
                {"id":42,"title":"Why does it squeak","slug":"why-does-it-squeak","category_id":5,"tags":["squeak",{"id":3,"name":"burrs","slug":"burrs"}],"created_at":"2021-03-01T08:00:00.000Z","closed":true,"last_posted_at":"2021-03-09T08:00:00.000Z",
                 "accepted_answer":{"post_number":3,"username":"cleo"},
                 "post_stream":{"stream":[101,102,103,104,105],"posts":[
                   {"id":101,"post_number":1,"post_type":1,"username":"ada_r","name":"Ada Roast","cooked":"<p>Since <a class=\"mention\" href=\"/u/ben\">@ben</a> cleaned it.</p>","created_at":"2021-03-01T08:00:00.000Z","updated_at":"2021-03-01T09:00:00.000Z","version":2,"actions_summary":[{"id":2,"count":3}]},
                   {"id":102,"post_number":2,"post_type":3,"username":"system","cooked":"","created_at":"2021-03-01T08:30:00.000Z"}]}}
                """),
            ("t/42/posts.json", """
                {"post_stream":{"posts":[
                   {"id":103,"post_number":3,"post_type":1,"username":"cleo","name":"","cooked":"<p>Oil the hinge.</p>","created_at":"2021-03-02T08:00:00.000Z","updated_at":"2021-03-02T08:00:00.000Z","version":1,"reply_to_post_number":1,"moderator":true,"actions_summary":[{"id":2,"count":1}]},
                   {"id":104,"post_number":4,"post_type":1,"username":"ben","name":"Ben Brew","cooked":"<p>Hidden words</p>","created_at":"2021-03-03T08:00:00.000Z","hidden":true}]},"id":42}
                """),
            ("t/43.json", """{"id":43,"title":"Between us two","slug":"between-us","archetype":"private_message","post_stream":{"posts":[{"id":201,"post_number":1,"post_type":1,"username":"ada_r","cooked":"<p>Secret</p>","created_at":"2021-03-01T08:00:00Z"}]}}"""),
            ("t/44.json", """{"id":44,"title":"For staff eyes only","slug":"for-staff","category_id":6,"post_stream":{"posts":[{"id":301,"post_number":1,"post_type":1,"username":"cleo","cooked":"<p>Margins</p>","created_at":"2021-03-01T08:00:00Z"}]}}"""),
            ("t/45.json", """{"id":45,"title":"Cut off in the mid"""),
            ("admin/users.json", """[{"id":1,"username":"ada_r","name":"Ada Roast","email":"ada@example.com","created_at":"2019-05-05T08:00:00.000Z","admin":true}]"""));
        if (!zipped) return folder;
        var zip = folder + ".zip";
        System.IO.Compression.ZipFile.CreateFromDirectory(folder, zip);
        return zip;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Discourse_comes_in_whole_and_a_second_time_changes_nothing(bool zipped)
    {
        await using var world = await World.Start(engine);
        var export = Discourse(zipped);

        var said = await Terminal.Rapport(world.Home, "import", "discourse", export, "--source", "beans");

        Assert.True(said.Code == 0, said.Error);
        Assert.Contains("members read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Contains("spaces read 2 stored 2 unchanged 0 refused 0", said.Lines);
        Assert.Contains("questions read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("discussions read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("answers read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("accepted answers read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("votes read 4 stored 4 unchanged 0 refused 0", said.Lines);
        Assert.Contains("not kept: private messages 1 (they were between a few)", said.Lines);
        Assert.Contains("not kept: hidden posts 1 (moderators hid them there)", said.Lines);
        Assert.Contains("not kept: posts of type 3 1 (they tell of what moderators did)", said.Lines);
        Assert.Contains("not kept: posts that a topic names and the export does not hold 1 (fetch them by /t/ID/posts.json?post_ids[]=…)", said.Lines);
        Assert.Contains(said.Lines, l => l.StartsWith("not kept: t/45.json 1 (it is no JSON, or was cut off", StringComparison.Ordinal));
        Assert.Contains(said.Lines, l => l.StartsWith("not kept: roles beyond member 2 ", StringComparison.Ordinal));
        foreach (var old in new[] { "/t/why-does-it-squeak/42", "/t/42", "/t/why-does-it-squeak/42/3", "/p/103" })
        {
            var way = await world.Visit().Get(old);
            Assert.True(way.Status == 301, $"{old}: {way.Status}");
        }
        var page = await world.Visit().Visit("/t/why-does-it-squeak/42/3");
        Assert.Contains("Oil the hinge.", page.Text);
        Assert.Contains("Accepted answer", page.Text);
        Assert.DoesNotContain("Hidden words", page.Text);
        // What only staff could read there is not open here.
        Assert.Equal(404, (await world.Visit().Visit("/t/for-staff/44")).Status);
        Assert.Equal(404, (await world.Visit(world.Cast.Ada).Visit("/t/for-staff/44")).Status);

        var again = await Terminal.Rapport(world.Home, "import", "discourse", export, "--source", "beans");
        Assert.Contains("questions read 1 stored 0 unchanged 1 refused 0", again.Lines);
        Assert.Contains("votes read 4 stored 0 unchanged 4 refused 0", again.Lines);
    }

    [Fact]
    public async Task A_post_that_says_of_itself_that_it_is_the_answer_makes_its_topic_a_question()
    {
        await using var world = await World.Start(engine);
        var export = Folder(
            ("t/50.json", """{"id":50,"title":"Where is the valve?","slug":"valve","post_stream":{"posts":[{"id":401,"post_number":1,"post_type":1,"username":"ada_r","cooked":"<p>I cannot find it.</p>","created_at":"2021-03-01T08:00:00Z"}]}}"""),
            ("t/50/posts.json", """{"post_stream":{"posts":[{"id":402,"post_number":2,"post_type":1,"username":"ben","cooked":"<p>Look again.</p>","created_at":"2021-03-02T08:00:00Z"},{"id":403,"post_number":3,"post_type":1,"username":"cleo","cooked":"<p>Below the lid.</p>","accepted_answer":true,"created_at":"2021-03-03T08:00:00Z"}]},"id":50}"""));

        var said = await Terminal.Rapport(world.Home, "import", "discourse", export);

        Assert.Contains("questions read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("accepted answers read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("Below the lid.", (await world.Visit().Visit("/t/valve/50")).Find(".post-accepted, .accepted, [class*=accepted]")!.TextContent);
    }

    static string Table(string text, Encoding? encoding = null)
    {
        var path = Path.Combine(Folder(), "posts.csv");
        File.WriteAllText(path, text, encoding ?? new UTF8Encoding(false));
        return path;
    }

    const string Posts = """
        id,parent,title,body,author,email,date,tags,space,kind,url,accepted
        1,,How hot is the water,"It says ""94"", is that
        right?",Ada Roast,ada@example.com,2022-01-01T08:00:00Z,"water;heat",Help,question,https://old.example/forum/viewtopic/1,
        2,1,,<p>Yes: <b>94</b>.</p>,Ben Brew,,2022-01-01T09:00:00Z,,,,,yes
        3,2,,Thanks,Ada Roast,ada@example.com,2022-01-01T10:00:00Z,,,,,
        4,99,,To nobody,Ben Brew,,2022-01-01T10:00:00Z,,,,,
        5,6,,Round,Ben Brew,,2022-01-01T10:00:00Z,,,,,
        6,5,,and round,Ben Brew,,2022-01-01T10:00:00Z,,,,,
        7,,No date,Something,Ben Brew,,yesterday,,,,,
        1,,Twice,Again,Ben Brew,,2022-01-01T10:00:00Z,,,,,
        """;

    [Fact]
    public async Task A_table_comes_in_and_every_row_that_is_refused_says_why()
    {
        await using var world = await World.Start(engine);
        var table = Table(Posts);

        var trial = await Terminal.Rapport(world.Home, "import", "csv", table, "--dry-run");
        Assert.True(trial.Code == 3, trial.Error);
        Assert.Contains("questions read 1 stored 1 unchanged 0 refused 0", trial.Lines);
        Assert.Equal(0, await world.Query(db => db.Topics.CountAsync()));

        var said = await Terminal.Rapport(world.Home, "import", "csv", table);

        Assert.Contains("questions read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("answers read 2 stored 1 unchanged 0 refused 1", said.Lines);
        Assert.Contains("comments read 1 stored 1 unchanged 0 refused 0", said.Lines);
        Assert.Contains("refused: answers 4: what it answers (99) is not here", said.Lines);
        Assert.Contains("not kept: row 7 1 (what it answers answers it in turn)", said.Lines);
        Assert.Contains("not kept: row 9 1 (its date cannot be read: yesterday)", said.Lines);
        Assert.Contains("not kept: row 10 1 (the file holds this id twice)", said.Lines);
        // When they joined nobody told.
        var ada = await world.Query(db => db.Set<Rapport.Members.Member>().AsNoTracking().SingleAsync(m => m.Email == "ada@example.com"));
        Assert.DoesNotContain("Joined", (await world.Visit(world.Cast.Alma).Visit($"/members/{ada.Id}")).Text);
        Assert.DoesNotContain("since", (await world.Visit(world.Cast.Alma).Get("/admin/people?q=Ada+Roast")).Find(".people li")!.TextContent);
        Assert.Equal(JsonValueKind.Null, (await (await Robot.For(world, world.Cast.Alma)).Get($"/members/{ada.Id}")).Json.GetProperty("joinedAt").ValueKind);
        var page = await world.Visit().Visit("/forum/viewtopic/1");
        Assert.Equal(200, page.Status);
        Assert.Contains("It says \"94\", is that right?", page.Text);
        Assert.Contains("Yes: 94.", page.Text);
        Assert.Contains("Thanks", page.Text);

        var again = await Terminal.Rapport(world.Home, "import", "csv", table);
        Assert.Contains("questions read 1 stored 0 unchanged 1 refused 0", again.Lines);
    }

    [Fact]
    public async Task A_table_in_another_encoding_is_read_by_its_mark_and_refused_without_one()
    {
        await using var world = await World.Start(engine);

        var marked = await Terminal.Rapport(world.Home, "import", "csv", Table("id,title,body,date\n1,Grüße aus Köln,Ein Gruß,2022-01-01\n", Encoding.Unicode), "--source", "a");
        var wrong = await Terminal.Rapport(world.Home, "import", "csv", Table("id,title,body,date\n1,Grüße aus Köln,Ein Gruß,2022-01-01\n", Encoding.Latin1), "--source", "b");

        Assert.Contains("discussions read 1 stored 1 unchanged 0 refused 0", marked.Lines);
        Assert.Equal(2, wrong.Code);
        Assert.Contains("not written in the encoding", wrong.Error);
        Assert.Contains("no encoding called klingon", (await Terminal.Rapport(world.Home, "import", "csv", Table("id,title,body,date\n"), "--encoding", "klingon")).Error);

        var said = await Terminal.Rapport(world.Home, "import", "csv", Table("id,title,body,date\n1,Grüße aus Köln,Ein Gruß,2022-01-01\n", Encoding.Latin1), "--source", "b", "--encoding", "latin1");
        Assert.True(said.Code == 0, said.Error);
        Assert.Equal(2, await world.Query(db => db.Topics.CountAsync(t => t.Title == "Grüße aus Köln")));
    }

    [Fact]
    public async Task Dates_that_may_be_two_days_are_read_as_others_of_the_table_tell_or_as_somebody_says()
    {
        await using var world = await World.Start(engine);
        Task<Terminal.Said> Import(string dates, params string[] how) => Terminal.Rapport(world.Home, ["import", "csv", Table("id,title,body,date\n" + dates), .. how]);
        Task<DateTimeOffset> At(string title) => world.Query(db => db.Topics.Where(t => t.Title == title).Select(t => t.CreatedAt).SingleAsync());

        var doubtful = await Import("1,Told by nobody,Words,01/02/2020\n", "--source", "a");
        Assert.Equal(2, doubtful.Code);
        Assert.Contains("can be read in two ways, such as 01/02/2020", doubtful.Error);

        await Import("1,The day first,Words,01/02/2020\n", "--source", "b", "--day-first");
        await Import("1,The month first,Words,01/02/2020\n", "--source", "c", "--day-first", "false");
        await Import("1,Told by another,Words,01/02/2020\n2,The other,Words,13/02/2020 3:04 PM\n", "--source", "d");
        Assert.Equal(new(2020, 2, 1, 0, 0, 0, TimeSpan.Zero), await At("The day first"));
        Assert.Equal(new(2020, 1, 2, 0, 0, 0, TimeSpan.Zero), await At("The month first"));
        Assert.Equal(new(2020, 2, 1, 0, 0, 0, TimeSpan.Zero), await At("Told by another"));
        Assert.Equal(new(2020, 2, 13, 15, 4, 0, TimeSpan.Zero), await At("The other"));
    }

    [Fact]
    public async Task A_table_without_the_columns_it_needs_is_refused_in_words()
    {
        await using var home = await Home.Make(engine);

        var said = await Terminal.Rapport(home, "import", "csv", Table("id,title\n1,Nothing said\n"));

        Assert.Equal(2, said.Code);
        Assert.Contains("The table has no column body", said.Error);
    }

    [Theory]
    [InlineData("/forum")]
    [InlineData("forum/")]
    public async Task Old_addresses_below_a_prefix_lead_here_as_well(string prefix)
    {
        await using var world = await World.Start(engine);

        await Terminal.Rapport(world.Home, "import", "discourse", Discourse(), "--source", "beans", "--prefix", prefix);

        Assert.Equal(301, (await world.Visit().Get("/forum/t/why-does-it-squeak/42")).Status);
        Assert.Equal(301, (await world.Visit().Get("/forum/p/103")).Status);
        Assert.Equal(404, (await world.Visit().Get("/t/why-does-it-squeak/42")).Status);
    }
}

public sealed class ConverterTestsOnSqlite() : ConverterTests(Engine.Sqlite);
public sealed class ConverterTestsOnPostgres() : ConverterTests(Engine.Postgres);
