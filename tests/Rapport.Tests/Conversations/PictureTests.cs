using Rapport.Kernel.Files;
using Rapport.Tests.Kernel;

namespace Rapport.Tests.Conversations;

/// Pictures that come along with words where no script runs.
public abstract class PictureTests(Engine engine) : InWorld(engine)
{
    static readonly byte[] Lid = FileWorld.Drawing(900, 600, ".jpg"), Base = FileWorld.Drawing(600, 900, ".png");

    static readonly string TooMuch = new('x', 30_001);

    async Task<Response> Reply(object form) => await As(Ben).Submit(await As(Ben).Visit((await Given.Topic(by: Ada)).Path), "/replies", form);

    static IEnumerable<string> Kept(Response page) => page.All("input[name=pictures]").Select(i => i.GetAttribute("value")!);

    [Fact]
    public async Task Several_pictures_are_chosen_at_once_and_stand_below_the_words()
    {
        var page = await Reply(new { body = "It looks like this.", picture = new[] { ("lid.jpg", Lid), ("base.png", Base), ("IMG_2044.HEIC", FileWorld.Phone()) } });

        Assert.Equal(303, page.Status);
        var shown = (await As(Ben).Visit(page.Location!)).All(".prose img").TakeLast(3).Select(i => (i.GetAttribute("alt"), i.GetAttribute("width"), i.GetAttribute("height")));
        Assert.Equal([("lid", "900", "600"), ("base", "600", "900"), ("IMG2044", "1600", "2133")], shown);
    }

    [Fact]
    public async Task When_one_picture_is_refused_the_words_and_the_others_are_kept()
    {
        var refused = await Reply(new { body = "Too good to lose.", picture = new[] { ("lid.jpg", Lid), ("lies.jpg", "MZ\0\0program"u8.ToArray()) } });

        Assert.Equal(422, refused.Status);
        Assert.Contains("Files of this kind are not taken.", refused.Text);
        Assert.Equal("Too good to lose.", refused.Find("textarea[name=body]")!.TextContent.Trim());
        Assert.Single(Kept(refused));

        var sent = await As(Ben).Submit(refused, "/replies", new { });
        Assert.Equal(303, sent.Status);
        Assert.Equal("lid", (await As(Ben).Visit(sent.Location!)).All(".prose img").Last().GetAttribute("alt"));
    }

    [Fact]
    public async Task When_the_words_are_refused_the_pictures_are_kept_and_can_be_taken_off()
    {
        var refused = await Reply(new { body = TooMuch, picture = new[] { ("lid.jpg", Lid), ("base.png", Base) } });
        Assert.Equal(2, Kept(refused).Count());

        var sent = await As(Ben).Submit(refused, "/replies", new { body = "Now with words.", pictures = Kept(refused).Last() });

        Assert.Equal("base", Assert.Single((await As(Ben).Visit(sent.Location!)).All(".prose img")).GetAttribute("alt"));
    }

    [Fact]
    public async Task A_hundred_pictures_are_refused_in_words()
    {
        var refused = await Reply(new { body = "All of them!", picture = Enumerable.Range(0, 100).Select(n => ($"{n}.png", FileWorld.Drawing(2, 2, ".png"))).ToArray() });

        Assert.Equal(422, refused.Status);
        Assert.Contains("At most 10 pictures are taken here.", refused.Text);
        Assert.Equal("All of them!", refused.Find("textarea[name=body]")!.TextContent.Trim());
    }

    [Fact]
    public async Task Photos_of_thirty_megabytes_go_through()
    {
        // What is larger than it looks: the bytes behind a picture's end are nobody's business.
        byte[] heavy = [.. Lid, .. new byte[9 << 20]];
        var page = await Reply(new { body = "Three heavy ones.", picture = new[] { ("a.jpg", heavy), ("b.jpg", heavy), ("c.jpg", heavy) } });
        Assert.Equal(303, page.Status);
    }

    [Fact]
    public async Task A_picture_of_somebody_else_is_no_picture_of_mine()
    {
        var theirs = Kept(await Reply(new { body = TooMuch, picture = ("lid.jpg", Lid) })).Single();

        var refused = await As(Ada).Submit(await As(Ada).Visit((await Given.Topic(by: Ben)).Path), "/replies", new { body = "Look what I took.", pictures = theirs });

        Assert.Equal(422, refused.Status);
        Assert.Contains("A picture is no longer here.", refused.Text);
        Assert.Empty(Kept(refused));
    }

    [Fact]
    public async Task Who_has_no_account_sends_pictures_only_with_a_pass_that_a_form_gave_out()
    {
        var pass = (await Anyone().Get("/design")).Find("picture-field")!.GetAttribute("data-pass")!;
        async Task<int> Send(byte[] bytes, string? with) =>
            (await Anyone().Send(HttpMethod.Post, "/files", new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", "a.png" } }, [("Accept", "application/json"), .. with is null ? Array.Empty<(string, string)>() : [(UploadPass.Header, with)]])).Status;

        Assert.Equal(201, await Send(Base, pass));
        Assert.Equal(401, await Send(Base, null));
        Assert.Equal(401, await Send(Base, pass[..^3] + "AAA"));
        Assert.Equal(422, await Send("%PDF-1.7"u8.ToArray(), pass));
        Assert.Null((await As(Ada).Get("/design")).Find("picture-field")!.GetAttribute("data-pass"));
    }
}

public sealed class PictureTestsOnSqlite() : PictureTests(Engine.Sqlite);
public sealed class PictureTestsOnPostgres() : PictureTests(Engine.Postgres);
