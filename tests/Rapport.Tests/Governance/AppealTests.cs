using Microsoft.EntityFrameworkCore;
using Rapport.Conversations;
using Rapport.Governance;
using Rapport.Members;

namespace Rapport.Tests.Governance;

/// What an author can do about what a moderator hid.
public abstract class AppealTests(Engine engine) : InWorld(engine)
{
    async Task<(Member Author, Topic Topic)> HiddenTopic()
    {
        var author = await Given.Account("Nils");
        var topic = await Given.Topic(by: author, title: $"Why does the Fistel{Given.Fresh()} leak?");
        Assert.Equal(303, (await Given.Hidden(topic.Id, Mona, "It names a rival.")).Status);
        await Settled();
        return (author, topic);
    }

    Task<Response> Appeal(Member by, long post, string words = "I only asked about the leak.") => As(by).Post($"/posts/{post}/appeal", new { words });

    async Task<Response> Decide(long post, Member by, object form) => await As(by).Post($"/admin/cases/{(await Given.OpenCase(post))!.Id}", form);

    [Fact]
    public async Task Whose_words_were_hidden_asks_for_another_look_and_somebody_else_brings_them_back()
    {
        var (author, topic) = await HiddenTopic();
        using var visitor = As(author);
        var page = await visitor.Visit(topic.Path);
        var form = await visitor.Get(page.Find($"a[href='/posts/{topic.Id}/appeal']")!.GetAttribute("href")!);
        foreach (var words in new[] { "Ask for another look", "It names a rival.", "Advertising or spam" }) Assert.Contains(words, form.Text);

        Assert.Equal(303, (await visitor.Submit(form, $"/posts/{topic.Id}/appeal", new { words = "I only asked about the leak." })).Status);

        Assert.Contains("Another look at it was asked for", (await visitor.Visit(topic.Path)).Text);
        Assert.Null((await visitor.Visit(topic.Path)).Find($"a[href='/posts/{topic.Id}/appeal']"));
        var card = (await As(Alma).Get(await Given.QueueAt(topic.Id))).Find($"#case-{(await Given.OpenCase(topic.Id))!.Id}")!;
        foreach (var words in new[] { "Appeal", "I only asked about the leak.", "It names a rival." }) Assert.Contains(words, card.TextContent);
        Assert.Contains("You hid this: somebody else decides on the appeal.", (await Decide(topic.Id, Mona, new { verdict = "restore" })).Text);
        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);

        Assert.Equal(303, (await Decide(topic.Id, Alma, new { verdict = "restore" })).Status);
        await Settled();
        Assert.Equal(200, (await Anyone().Get(topic.Path)).Status);
        Assert.Contains("A moderator restored what you wrote", (await As(author).Get("/notices")).Text);
    }

    [Fact]
    public async Task What_stays_hidden_is_explained_to_its_author_and_cannot_be_asked_twice()
    {
        var (author, topic) = await HiddenTopic();
        Assert.Equal(303, (await Appeal(author, topic.Id)).Status);

        Assert.Equal(422, (await Decide(topic.Id, Alma, new { verdict = "keep" })).Status);
        Assert.Equal(303, (await Decide(topic.Id, Alma, new { verdict = "keep", reason = "The second half sells a kettle." })).Status);

        await Settled();
        var told = (await As(author).Get("/notices")).Text;
        Assert.Contains("A moderator looked again at what you wrote: it stays hidden", told);
        Assert.Contains("The second half sells a kettle.", told);
        Assert.Equal(404, (await Anyone().Get(topic.Path)).Status);
        Assert.Contains("You asked for another look at this already.", (await Appeal(author, topic.Id)).Text);
    }

    [Fact]
    public async Task Only_its_author_asks_with_words_and_only_where_a_moderator_hid_it()
    {
        var (author, topic) = await HiddenTopic();
        var (seen, removed) = (await Given.Topic(by: author), await Given.Topic(by: author));
        await As(author).Post($"/posts/{removed.Id}/remove");

        Assert.Equal((404, 404), ((await Appeal(Ben, topic.Id)).Status, (await Appeal(Mona, topic.Id)).Status));
        Assert.StartsWith("/sign-in", (await Anyone().Get($"/posts/{topic.Id}/appeal")).Location);
        foreach (var mine in new[] { seen, removed }) Assert.Contains("This is not hidden.", (await Appeal(author, mine.Id)).Text);
        Assert.Contains("Say why it should be looked at again.", (await Appeal(author, topic.Id, " ")).Text);
        var (endless, visitor) = (new string('k', Case.LongestAppeal + 1), As(author));
        var refused = await visitor.Submit(await visitor.Get($"/posts/{topic.Id}/appeal"), $"/posts/{topic.Id}/appeal", new { words = endless });
        Assert.Equal((422, true), (refused.Status, refused.Body.Contains(endless, StringComparison.Ordinal)));
        Assert.Null(await Given.OpenCase(topic.Id));
    }

    [Fact]
    public async Task A_program_asks_as_its_owner_and_what_was_said_goes_with_who_leaves()
    {
        var (author, topic) = await HiddenTopic();
        Assert.Equal(204, (await (await Robot.For(World, author)).Post($"/posts/{topic.Id}/appeal", new { words = "It was about zqleak only." })).Status);
        Assert.Equal("It was about zqleak only.", (await (await Robot.For(World, Alma)).Get($"/cases/{(await Given.OpenCase(topic.Id))!.Id}")).Json.GetProperty("appeal").GetString());
        await Decide(topic.Id, Alma, new { verdict = "keep", reason = "It stays." });

        using var leaving = As(author);
        await leaving.Submit(await leaving.Get("/settings/leave"), "/settings/leave", new { choice = "RemoveWords", handle = author.Handle, currentPassword = Given.Password });
        await Settled();

        Assert.Empty(await World.Query(db => db.Cases.Where(c => c.Appeal.Contains("zqleak")).ToListAsync()));
    }
}

public sealed class AppealTestsOnSqlite() : AppealTests(Engine.Sqlite);
public sealed class AppealTestsOnPostgres() : AppealTests(Engine.Postgres);
