using Rapport.Members;
using Rapport.Members.SignUp;
using Rapport.Tests.Kernel.Tallies;

namespace Rapport.Tests.Members;

public abstract class SignUpTests(Engine engine) : InWorld(engine)
{
    [Fact]
    public async Task Somebody_signs_up_and_is_in_after_opening_the_link()
    {
        var address = Given.Address();
        using var visitor = Anyone();
        var sent = await visitor.Submit(await visitor.Get("/sign-up?then=/settings"), "/sign-up", new { name = "Dora Maar", email = address, password = "a long enough one" });
        Assert.Equal("/sign-up/sent", sent.Location);

        using var phone = Anyone();
        var link = await Given.LinkMailedTo(address);
        var page = await phone.Get(link);
        Assert.Contains("rapport", (await phone.Submit(page, "/confirm")).Header("Set-Cookie")!);

        Assert.Equal("Dora Maar", (await phone.Get("/settings")).Find("input[name=name]")!.GetAttribute("value"));
        Assert.Contains("used before or is too old", (await visitor.Submit(page, "/confirm")).Text);
    }

    [Fact]
    public async Task Without_a_password_codes_are_enough()
    {
        var address = Given.Address();
        using var visitor = Anyone();
        await visitor.Post("/sign-up", new { name = "Dora", email = address });
        await visitor.Submit(await visitor.Get(await Given.LinkMailedTo(address)), "/confirm");
        Assert.Equal(200, (await visitor.Get("/settings")).Status);
    }

    [Fact]
    public async Task Only_the_mailbox_learns_that_an_address_has_an_account()
    {
        var nia = await Given.Account();
        using var visitor = Anyone();

        var sent = await visitor.Post("/sign-up", new { name = "Not Nia", email = nia.Email, password = "another one entirely" });

        Assert.Equal("/sign-up/sent", sent.Location);
        Assert.Equal("You already have an account", (await Given.MailsTo(nia.Email))[0].Subject);
        Assert.Equal(303, (await visitor.Post("/sign-in", new { email = nia.Email, password = Given.Password })).Status);
    }

    [Fact]
    public async Task Who_signs_up_again_before_confirming_ends_the_links_sent_before()
    {
        var address = Given.Address();
        using var visitor = Anyone();
        await visitor.Post("/sign-up", new { name = "Mallory", email = address, password = "chosen by mallory" });
        var first = await Given.LinkMailedTo(address);
        await visitor.Post("/sign-up", new { name = "Dora", email = address, password = "chosen by dora..." });

        Assert.Equal(422, (await visitor.Submit(await visitor.Get(first), "/confirm")).Status);
        Assert.Equal(422, (await visitor.Post("/sign-in", new { email = address, password = "chosen by mallory", from = "/sign-in" })).Status);
        Assert.Equal(303, (await visitor.Submit(await visitor.Get(await Given.LinkMailedTo(address)), "/confirm")).Status);
    }

    [Fact]
    public async Task Two_at_once_with_one_address_are_one_account()
    {
        var address = Given.Address();
        using var visitor = Anyone();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => visitor.Post("/sign-up", new { name = "Dora", email = address, password = "a long enough one" })));

        Assert.All(answers, a => Assert.True(a.Status is 303 or 409, a.ToString()));
        Assert.Equal(1, await World.Query(db => db.Members.CountAsync(m => m.EmailKey == address)));
    }

    [Theory]
    [InlineData("", "a@example.com", "a long enough one", "Write a name that others will see.")]
    [InlineData("\u202E\u200B\u0007", "a@example.com", "a long enough one", "Write a name that others will see.")]
    [InlineData("...", "a@example.com", "a long enough one", "A name needs at least one letter.")]
    [InlineData("Dora", "nobody", "a long enough one", "Write an e-mail address in the form name@example.com.")]
    [InlineData("Dora", "a@b.com\r\nBcc: c@d.com", "a long enough one", "Write an e-mail address in the form name@example.com.")]
    [InlineData("Dora", "a@example.com", "short", "Choose a password of at least 10 characters.")]
    [InlineData("Dora", "a@example.com", "aaaaaaaaaaaa", "This password is too easy to guess.")]
    public async Task What_cannot_be_is_refused_and_stays_in_the_form(string name, string email, string password, string answer)
    {
        using var visitor = Anyone();
        var page = await visitor.Submit(await visitor.Get("/sign-up"), "/sign-up", new { name, email, password });
        Assert.Equal(422, page.Status);
        Assert.Contains(answer, page.Text);
        Assert.Null(page.Find("input[name=password]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_name_of_a_hundred_thousand_characters_is_refused()
    {
        using var visitor = Anyone();
        var page = await visitor.Post("/sign-up", new { name = new string('x', 100_000), email = Given.Address(), password = "a long enough one", from = "/sign-up" });
        Assert.Equal(422, page.Status);
        Assert.Contains("at most 60 characters", page.Text);
    }

    [Fact]
    public async Task An_unconfirmed_member_may_look_around_but_what_they_post_waits_behind_the_link()
    {
        var nia = await Given.Account(confirmed: false);
        using var visitor = As(nia);
        var page = await visitor.Visit((await Anyone().Post("/tests/tallies")).Location!);

        var stopped = await visitor.Submit(page, "/raise", new { by = 7 });
        Assert.StartsWith("/confirm/first?then=", stopped.Location);
        Assert.Contains("What you wrote is kept.", (await visitor.Get(stopped.Location!)).Text);

        using var phone = Anyone();
        var confirmed = await phone.Submit(await phone.Get(await Given.LinkMailedTo(nia.Email)), "/confirm");
        Assert.Equal("7", (await phone.Get(confirmed.Location!)).Find("input[name=by]")!.GetAttribute("value"));
        Assert.Equal("0", (await phone.Get(confirmed.Location!)).Find("output")!.TextContent);
    }

    [Theory]
    [InlineData("Ada Lovelace", "ada-lovelace")]
    [InlineData("Zoë Straße", "zoe-strasse")]
    [InlineData("\u0410da", "da")]
    [InlineData("admin", "member")]
    [InlineData("Admin-Team", "member")]
    [InlineData("Support", "member")]
    [InlineData("ليلى", "member")]
    [InlineData("1234", "member")]
    [InlineData("Ⓐⓓⓐ", "ada")]
    public void A_handle_sounds_like_the_name_and_never_like_the_house(string name, string handle) => Assert.Equal(handle, Handles.Derive(name));

    [Fact]
    public async Task The_same_name_twice_gets_two_handles()
    {
        var name = "Twin" + Given.Fresh();
        string[] addresses = [Given.Address(), Given.Address()];
        using var visitor = Anyone();
        foreach (var email in addresses) await visitor.Post("/sign-up", new { name, email, password = "a long enough one" });

        var handles = await World.Query(db => db.Members.Where(m => addresses.Contains(m.EmailKey)).Select(m => m.Handle).Order().ToListAsync());
        Assert.Equal([name.ToLowerInvariant(), name.ToLowerInvariant() + "-2"], handles);
    }

    [Theory]
    [InlineData("  Ada \u202E\t Lovelace\u0000 ", "Ada Lovelace")]
    [InlineData("A\u0301\u0301\u0301\u0301\u0301\u0301\u0301da", "Á\u0301\u0301da")]
    [InlineData("می\u200Cخواهم", "می\u200Cخواهم")]
    public void A_name_keeps_its_letters_and_loses_what_nobody_sees(string typed, string kept) => Assert.Equal(kept, PersonName.Of(typed));
}

public sealed class SignUpTestsOnSqlite() : SignUpTests(Engine.Sqlite);

public sealed class SignUpTestsOnPostgres() : SignUpTests(Engine.Postgres);
