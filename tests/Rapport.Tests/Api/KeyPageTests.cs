using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Kernel.Site;
using Rapport.Members;
using Rapport.Members.Tokens;

namespace Rapport.Tests.Api;

/// Keys as people make and revoke them.
public abstract class KeyPageTests(Engine engine) : InWorld(engine)
{
    static string Shown(Response page) => page.Find("#made-token")!.TextContent;

    async Task<Response> Make(Visitor visitor, string path, object form) => await visitor.Submit(await visitor.Get(path), path, form);

    [Fact]
    public async Task A_member_makes_a_key_sees_it_once_and_revokes_it()
    {
        var member = await Given.Account();
        var visitor = As(member);

        var made = await Make(visitor, "/settings/tokens", new { name = "Statistics", scopes = "read", days = "30" });

        var token = Shown(made);
        Assert.Matches("^rapport_[0-9A-Za-z]{38}$", token);
        Assert.Equal("no-store", made.Header("Cache-Control"));
        Assert.Equal(200, (await Robot.With(World, token).Get("/topics")).Status);
        Assert.Equal(403, (await Robot.With(World, token).Get("/me")).Status);
        var page = await visitor.Get("/settings/tokens");
        Assert.DoesNotContain(token, page.Body);
        Assert.Contains("Statistics", page.Text);
        Assert.DoesNotContain("never used", page.Text);
        Assert.Contains("Statistics", (await Given.MailsTo(member.Email))[0].Text);
        var row = await World.Query(db => db.Set<Token>().AsNoTracking().SingleAsync(t => t.MemberId == member.Id));
        Assert.Equal((TokenText.Hash(token), token[^4..]), (row.Hash, row.Tail));
        Assert.DoesNotContain(token[8..^6], row.Hash);

        await visitor.Submit(page, $"/settings/tokens/{row.Id}/revoke");
        Assert.Equal(401, (await Robot.With(World, token).Get("/topics")).Status);
        Assert.Equal(["token.revoked", "token.made"], await World.Query(db => db.Set<AuditRow>().Where(a => a.SubjectKind == "token" && a.SubjectId == row.Id).OrderByDescending(a => a.Id).Select(a => a.Act).ToListAsync()));
    }

    [Fact]
    public async Task Sent_twice_a_key_is_made_once()
    {
        var member = await Given.Member();
        var visitor = As(member);
        var page = await visitor.Get("/settings/tokens");

        await visitor.Submit(page, "/settings/tokens", new { name = "Once", scopes = "read", days = "30" });
        var again = await visitor.Submit(page, "/settings/tokens", new { name = "Once", scopes = "read", days = "30" });

        Assert.Equal(303, again.Status);
        Assert.Equal(1, await World.Query(db => db.Set<Token>().CountAsync(t => t.MemberId == member.Id)));
    }

    [Theory]
    [InlineData("", "read", "30", "Give it a name")]
    [InlineData("Nothing", "", "30", "Choose what it may be used for.")]
    [InlineData("More", "admin:people", "30", "Choose what it may be used for.")]
    [InlineData("Unknown", "everything", "30", "Choose what it may be used for.")]
    [InlineData("Long", "read", "4000", "Choose when it ends.")]
    [InlineData("Odd", "read", "soon", "Choose when it ends.")]
    public async Task A_key_that_cannot_be_made_comes_back_filled_in(string name, string scopes, string days, string words)
    {
        var visitor = As(await Given.Member());

        var refused = await Make(visitor, "/settings/tokens", new { name, scopes, days });

        Assert.Equal(422, refused.Status);
        Assert.Contains(words, refused.Text);
        Assert.Equal(name, refused.Form("/settings/tokens")["name"]?.GetAttribute("value") ?? "");
    }

    [Fact]
    public async Task Nobody_revokes_the_key_of_another_but_an_administrator_may()
    {
        var token = await Given.Token(Ada, Scope.Read);
        var id = await World.Query(db => db.Set<Token>().Where(t => t.Hash == TokenText.Hash(token)).Select(t => t.Id).SingleAsync());

        Assert.Equal(404, (await As(Ben).Post($"/settings/tokens/{id}/revoke")).Status);
        Assert.Equal(404, (await As(Ben).Post($"/admin/keys/{id}/revoke")).Status);
        Assert.Equal(404, (await (await Robot.For(World, Ben)).Delete($"/me/tokens/{id}")).Status);
        Assert.Equal(200, (await Robot.With(World, token).Get("/topics")).Status);
        var desk = await As(Alma).Get("/admin/keys");
        Assert.Contains("For tests", desk.Text);
        Assert.Equal(303, (await As(Alma).Submit(desk, $"/admin/keys/{id}/revoke")).Status);
        Assert.Equal(401, (await Robot.With(World, token).Get("/topics")).Status);
    }

    [Fact]
    public async Task An_administrator_makes_a_key_for_what_administrators_do()
    {
        var made = await Make(As(Alma), "/admin/keys", new { name = "People", scopes = new[] { "admin:people" }, days = "never" });

        Assert.Equal(200, (await Robot.With(World, Shown(made)).Get("/people")).Status);
        Assert.Equal(403, (await Robot.With(World, Shown(made)).Get("/topics")).Status);
        Assert.Equal(404, (await As(Mona).Get("/admin/keys")).Status);
    }

    [Fact]
    public async Task A_key_revoked_on_one_node_is_shut_on_the_other_within_two_seconds()
    {
        await using var world = await World.Start(Engine);
        await using var second = await world.Join();
        var token = await world.Given.Token(world.Cast.Ada);
        var (here, there) = (Robot.With(world, token), Robot.With(second, token));
        Assert.Equal((200, 200), ((await here.Get("/token")).Status, (await there.Get("/token")).Status));

        Assert.Equal(204, (await here.Delete("/token")).Status);

        await Waiting.Eventually(async () => (await there.Get("/token")).Status == 401, "the other node to refuse the key", TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Tokens_are_told_from_what_only_looks_like_one()
    {
        var token = TokenText.Make();
        Assert.True(TokenText.IsOne(token));
        foreach (var other in new[] { token[..^1], token + "x", token.Replace("rapport_", "support_"), "", "rapport_", token[..20] + (token[20] == 'a' ? 'b' : 'a') + token[21..] }) Assert.False(TokenText.IsOne(other));
        Assert.Equal(401, (await Anyone().With("Authorization", $"Basic {token}").Get("/api/v1/token")).Status);
    }
}

public sealed class KeyPageTestsOnSqlite() : KeyPageTests(Engine.Sqlite);
public sealed class KeyPageTestsOnPostgres() : KeyPageTests(Engine.Postgres);
