using System.IO.Compression;
using System.Text.Json;
using Rapport.Kernel.Api;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Tests.Api;

/// Accounts, people and settings, by programs.
public abstract class MemberApiTests(Engine engine) : InWorld(engine)
{
    Task<Robot> RobotOf(Member owner, params string[] scopes) => Robot.For(World, owner, scopes);

    static string Said(Response answer) => answer.Json.GetProperty("detail").GetString()!;

    static MultipartFormDataContent File(byte[] bytes, string name) => new() { { new ByteArrayContent(bytes), "file", name } };

    static byte[] Picture() => NetVips.Image.Black(64, 64).PngsaveBuffer();

    [Fact]
    public async Task A_member_reads_and_changes_their_profile()
    {
        var member = await Given.Account();
        var robot = await RobotOf(member);
        var before = await robot.Get("/me");
        Assert.Equal((member.Email, "member"), (before.Json.GetProperty("email").GetString(), before.Json.GetProperty("role").GetString()));

        var changed = await robot.Patch("/me", new { name = "Nia Two", bio = "Brews.", zone = "Europe/Berlin" }, ("If-Match", before.Header("ETag")!));

        Assert.Equal(("Nia Two", "Brews.", "Europe/Berlin", "en"), (changed.Json.GetProperty("name").GetString(), changed.Json.GetProperty("bio").GetString(), changed.Json.GetProperty("zone").GetString(), changed.Json.GetProperty("language").GetString()));
        Assert.Equal(412, (await robot.Patch("/me", new { bio = "Late" }, ("If-Match", before.Header("ETag")!))).Status);
        Assert.Equal("Choose one of the time zones.", Said(await robot.Patch("/me", new { zone = "Mars/North" })));
        Assert.StartsWith("/files/", (await robot.Put("/me/picture", File(Picture(), "me.png"))).Json.GetProperty("picture").GetString());
        Assert.Equal("Choose a picture.", Said(await robot.Put("/me/picture", File("words"u8.ToArray(), "me.txt"))));
        Assert.Equal(JsonValueKind.Null, (await robot.Delete("/me/picture")).Json.GetProperty("picture").ValueKind);
        Assert.Equal("Nia Two", (await (await RobotOf(Ben)).Get($"/members/{member.Id}")).Json.GetProperty("name").GetString());
        Assert.Equal(403, (await (await RobotOf(member, Scope.Read)).Get("/me")).Status);
    }

    [Fact]
    public async Task A_member_changes_address_and_password_and_signs_out_everywhere()
    {
        var member = await Given.Account();
        var (robot, session, address) = (await RobotOf(member), As(member), Given.Address());
        Assert.Equal(200, (await session.Get("/settings")).Status);

        Assert.Equal(204, (await robot.Put("/me/address", new { email = address, currentPassword = Given.Password })).Status);
        Assert.StartsWith("/settings/address/confirm", await Given.LinkMailedTo(address));
        Assert.Equal(422, (await robot.Put("/me/password", new { currentPassword = "wrong", password = "another long password" })).Status);
        Assert.Equal(204, (await robot.Put("/me/password", new { currentPassword = Given.Password, password = "another long password" })).Status);
        Assert.Equal(303, (await session.Get("/settings")).Status);
        Assert.Equal(204, (await robot.Delete("/me/sessions")).Status);
        Assert.Equal(200, (await robot.Get("/me")).Status);
    }

    [Fact]
    public async Task A_member_gets_everything_that_is_kept_about_them()
    {
        var member = await Given.Account();
        var robot = await RobotOf(member);

        Assert.Equal(200, (await robot.Post("/me/exports")).Status);
        await Settled();
        var export = (await robot.Get("/me/exports")).Json.GetProperty("items")[0];
        Assert.NotEqual(JsonValueKind.Null, export.GetProperty("readyAt").ValueKind);
        var zip = await robot.Get($"/me/exports/{export.GetProperty("id").GetInt64()}");

        Assert.Equal("application/zip", zip.Type?.MediaType);
        using var archive = new ZipArchive(new MemoryStream(zip.Bytes));
        Assert.Contains(archive.Entries, e => e.FullName == "api-keys.json");
        Assert.Equal(404, (await (await RobotOf(Ben)).Get($"/me/exports/{export.GetProperty("id").GetInt64()}")).Status);
    }

    [Fact]
    public async Task A_member_leaves_and_every_token_goes_with_them()
    {
        var member = await Given.Account();
        var (robot, other) = (await RobotOf(member), await RobotOf(member));

        Assert.Equal("handle", (await robot.Post("/me/leaving", new { choice = "keepWordsWithoutName", handle = "somebody", currentPassword = Given.Password })).Json.GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal(204, (await robot.Post("/me/leaving", new { choice = "removeWords", handle = member.Handle, currentPassword = Given.Password }, ("Idempotency-Key", "leave"))).Status);

        Assert.Equal((401, 401), ((await robot.Get("/me")).Status, (await other.Get("/me")).Status));
        Assert.Equal(0, await World.Query(db => db.Set<Rapport.Members.Tokens.Token>().CountAsync(t => t.MemberId == member.Id)));
    }

    [Fact]
    public async Task A_member_without_a_password_leaves_by_a_mailed_code()
    {
        var member = await Given.Account(password: null);
        var robot = await RobotOf(member);

        var ticket = (await robot.Post("/me/leaving/code")).Json.GetProperty("ticket").GetInt64();
        var code = await Given.CodeMailedTo(member.Email);

        Assert.Equal(422, (await robot.Post("/me/leaving", new { choice = "removeWords", handle = member.Handle, ticket, code = "000000" == code ? "000001" : "000000" })).Status);
        Assert.Equal(204, (await robot.Post("/me/leaving", new { choice = "removeWords", handle = member.Handle, ticket, code })).Status);
    }

    [Fact]
    public async Task An_administrator_invites_changes_roles_suspends_and_readmits()
    {
        var (robot, address) = (await RobotOf(Alma), Given.Address());

        var made = await robot.Post("/people", new { name = "Emilia", email = address, role = "employee" });
        Assert.Equal(201, made.Status);
        var id = made.Json.GetProperty("id").GetInt64();
        Assert.StartsWith("/password/new", await Given.LinkMailedTo(address));
        Assert.Equal(id, (await robot.Get($"/people?q={address}")).Json.GetProperty("items")[0].GetProperty("id").GetInt64());
        Assert.Equal("moderator", (await robot.Put($"/people/{id}/role", new { role = "moderator" })).Json.GetProperty("role").GetString());
        Assert.NotEqual(JsonValueKind.Null, (await robot.Post($"/people/{id}/suspension", new { reason = "Spam" })).Json.GetProperty("suspendedAt").ValueKind);
        Assert.Equal(JsonValueKind.Null, (await robot.Delete($"/people/{id}/suspension")).Json.GetProperty("suspendedAt").ValueKind);
        Assert.Equal("Another account uses this address.", Said(await robot.Post("/people", new { name = "Emilia", email = address })));

        var decisions = (await robot.Get("/decisions?act=member.&limit=100")).Json.GetProperty("items").EnumerateArray().Where(d => d.GetProperty("subjectId").GetInt64() == id).Select(d => d.GetProperty("act").GetString());
        Assert.Equal(["member.readmitted", "member.suspended", "member.role", "member.invited"], decisions);
        Assert.Equal(403, (await (await RobotOf(Mona)).Get("/people")).Status);
    }

    [Fact]
    public async Task A_key_does_no_more_than_its_owner_may_by_now()
    {
        await Given.Account("Anna", password: null, role: Role.Administrator);
        var member = await Given.Member("Momo", Role.Administrator);
        var robot = await RobotOf(member);
        Assert.Equal(200, (await robot.Get("/people")).Status);

        await (await RobotOf(Alma)).Put($"/people/{member.Id}/role", new { role = "member" });

        Assert.Equal(404, (await robot.Get("/people")).Status);
        Assert.Equal(404, (await robot.Get("/decisions")).Status);
        Assert.Equal(200, (await robot.Get("/topics")).Status);
    }

    [Fact]
    public async Task An_administrator_changes_settings()
    {
        await using var world = await World.Start(Engine);
        var robot = await Robot.For(world, world.Cast.Alma);

        Assert.Equal(("Egret", "#aa0000"), ((await robot.Patch("/settings/brand", new { name = "Egret", accent = "#AA0000" })).Json.GetProperty("name").GetString(), (await robot.Get("/settings/brand")).Json.GetProperty("accent").GetString()));
        Assert.StartsWith("A colour is written as", Said(await robot.Patch("/settings/brand", new { accent = "red" })));
        Assert.StartsWith("/files/", (await robot.Put("/settings/brand/logo", File(Picture(), "logo.png"))).Json.GetProperty("logo").GetString());
        Assert.Equal(JsonValueKind.Null, (await robot.Delete("/settings/brand/logo")).Json.GetProperty("logo").ValueKind);
        Assert.Equal(["ar", "en"], (await robot.Put("/settings/languages", new { languages = new[] { "ar", "en" } })).Json.GetProperty("languages").EnumerateArray().Select(l => l.GetString()));
        Assert.Equal(422, (await robot.Put("/settings/languages", new { languages = new[] { "tlh" } })).Status);
        Assert.Equal(200, (await robot.Put("/settings/languages", new { languages = new[] { "en", "ar" } })).Status);

        var mail = await robot.Put("/settings/mail", new { host = "127.0.0.1", port = 1, user = "us", password = "s3cret", from = "us@example.com" });
        Assert.Equal(("127.0.0.1", true), (mail.Json.GetProperty("host").GetString(), mail.Json.GetProperty("hasPassword").GetBoolean()));
        Assert.DoesNotContain("s3cret", mail.Body);

        Assert.Equal(204, (await robot.Put("/legal/terms", new { words = "Be **kind**." })).Status);
        Assert.Contains("<strong>kind</strong>", (await robot.Get("/legal/terms")).Json.GetProperty("html").GetString());
        Assert.Equal("terms", (await robot.Get("/legal")).Json.GetProperty("items")[0].GetProperty("page").GetString());
        Assert.Equal(404, (await robot.Put("/legal/sermon", new { words = "x" })).Status);
        Assert.Equal(Engine == Engine.Sqlite ? "SQLite" : "PostgreSQL", (await robot.Get("/health")).Json.GetProperty("database").GetString());
    }

    [Fact]
    public async Task What_the_environment_fixes_is_refused()
    {
        await using var world = await World.Start(Engine, null, "--brand", "Fixed");
        var robot = await Robot.For(world, world.Cast.Alma);

        var refused = await robot.Patch("/settings/brand", new { name = "Other" });

        Assert.Equal((422, "The environment fixes this; it cannot be changed here."), (refused.Status, Said(refused)));
        Assert.Equal("brand", (await robot.Get("/settings/brand")).Json.GetProperty("fixed")[0].GetString());
    }
}

public sealed class MemberApiTestsOnSqlite() : MemberApiTests(Engine.Sqlite);
public sealed class MemberApiTestsOnPostgres() : MemberApiTests(Engine.Postgres);
