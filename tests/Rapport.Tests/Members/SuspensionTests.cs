using Rapport.Members;

namespace Rapport.Tests.Members;

/// Who is suspended learns of it, why, and how to object; nobody else does.
public abstract class SuspensionTests(Engine engine) : InWorld(engine)
{
    const string Wrong = "This e-mail address and password do not belong together.";

    async Task<Member> Suspended(string reason = "Sells fakes again and again.")
    {
        var nia = await Given.Account();
        using var alma = As(Alma);
        await alma.Submit(await alma.Get($"/admin/people?q={nia.Email}"), $"/admin/people/{nia.Id}/suspend", new { reason });
        await Settled();
        return nia;
    }

    [Fact]
    public async Task They_are_told_by_mail_why_and_whom_to_write_to()
    {
        var nia = await Suspended();

        var mail = Assert.Single(await Given.MailsTo(nia.Email));

        Assert.Contains("is suspended", mail.Subject);
        Assert.Contains("The reason: Sells fakes again and again.", mail.Text);
        Assert.Contains("If you think this is wrong, write to community@localhost and say why.", mail.Text);
    }

    [Fact]
    public async Task The_right_password_shows_the_reason_and_a_wrong_one_answers_as_for_anybody()
    {
        var nia = await Suspended();

        var wrong = await Anyone().Post("/sign-in", new { email = nia.Email, password = "not the right one", from = "/sign-in" });
        var nobody = await Anyone().Post("/sign-in", new { email = Given.Address(), password = "not the right one", from = "/sign-in" });
        using var visitor = Anyone();
        var right = await visitor.Post("/sign-in", new { email = nia.Email, password = Given.Password, from = "/sign-in" });

        Assert.Equal((422, 422), (wrong.Status, nobody.Status));
        Assert.Contains(Wrong, wrong.Text);
        Assert.Contains(Wrong, nobody.Text);
        Assert.DoesNotContain("uspended", wrong.Body);
        IsTold(right);
        Assert.Equal(303, (await visitor.Get("/settings")).Status);
    }

    [Fact]
    public async Task The_right_code_shows_the_reason_and_a_wrong_one_answers_as_for_anybody()
    {
        var nia = await Suspended();
        var door = (await Anyone().Post("/sign-in", new { email = nia.Email, by = "code" })).Location!;
        var ticket = door[(door.IndexOf("ticket=", StringComparison.Ordinal) + 7)..];
        var code = await Given.CodeMailedTo(nia.Email);

        var wrong = await Anyone().Post("/sign-in/code", new { ticket, code = code == "111111" ? "222222" : "111111", from = door });
        var right = await Anyone().Post("/sign-in/code", new { ticket, code, from = door });

        Assert.Equal(422, wrong.Status);
        Assert.DoesNotContain("uspended", wrong.Body);
        IsTold(right);
        Assert.Equal(422, (await Anyone().Post("/sign-in/code", new { ticket, code, from = door })).Status);
    }

    [Fact]
    public async Task A_link_for_a_new_password_shows_the_reason_and_changes_nothing()
    {
        var nia = await Suspended();
        await Anyone().Post("/password/forgotten", new { email = nia.Email });
        var link = await Given.LinkMailedTo(nia.Email);

        var told = await Anyone().Submit(await Anyone().Get(link), "/password/new", new { password = "another horse battery" });

        IsTold(told);
        IsTold(await Anyone().Post("/sign-in", new { email = nia.Email, password = Given.Password, from = "/sign-in" }));
    }

    [Fact]
    public async Task Who_is_readmitted_is_told_and_signs_in_and_the_reason_is_forgotten()
    {
        var nia = await Suspended();

        await As(Alma).Post($"/admin/people/{nia.Id}/readmit", new { });
        await Settled();

        Assert.Contains("You can sign in to it as before.", (await Given.MailsTo(nia.Email))[0].Text);
        Assert.Equal(303, (await Anyone().Post("/sign-in", new { email = nia.Email, password = Given.Password })).Status);
        Assert.Null(await World.Query(db => db.Members.Where(m => m.Id == nia.Id).Select(m => m.SuspendedFor).SingleAsync()));
    }

    [Fact]
    public async Task A_moderators_reason_from_the_queue_is_the_one_they_read()
    {
        var nia = await Given.Account();
        var post = await Given.Said(await Given.Topic(Cleo), nia, "Buy watches");
        await As(Ben).Post($"/report/post/{post.Id}", new { why = "Other", note = "Advertising" });

        await As(Mona).Post($"/admin/cases/{(await Given.OpenCase(post.Id))!.Id}/suspend", new { reason = "Advertising again and again." });

        await Settled();
        Assert.Contains("Advertising again and again.", Assert.Single(await Given.MailsTo(nia.Email)).Text);
        Assert.Contains("Advertising again and again.", (await Anyone().Post("/sign-in", new { email = nia.Email, password = Given.Password, from = "/sign-in" })).Text);
    }

    static void IsTold(Response page)
    {
        Assert.Equal(403, page.Status);
        Assert.Contains("Your account is suspended", page.Text);
        Assert.Contains("Sells fakes again and again.", page.Text);
        Assert.Equal("mailto:community@localhost", page.Find("main a[href^=mailto]")!.GetAttribute("href"));
    }
}

public sealed class SuspensionTestsOnSqlite() : SuspensionTests(Engine.Sqlite);

public sealed class SuspensionTestsOnPostgres() : SuspensionTests(Engine.Postgres);
