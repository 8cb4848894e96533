using Rapport.Members;
using Rapport.Tests.Worlds;

namespace Rapport.Tests.Members;

public abstract class BorrowedNameTests(Engine engine) : InWorld(engine)
{
    [Theory]
    [InlineData("Rapport"), InlineData("RAPPORT"), InlineData("R a p p o r t"), InlineData("Rаppоrt"), InlineData("Ｒａｐｐｏｒｔ"), InlineData("Rapport Support"), InlineData("The_Rapport-Team")]
    [InlineData("Moderator"), InlineData("M0derat0r"), InlineData("Моderator"), InlineData("Moderators"), InlineData("Moderator 7"), InlineData("Administrator"), InlineData("Admіn"), InlineData("Employee"), InlineData("Customer Service")]
    [InlineData("مشرف"), InlineData("المشرف"), InlineData("مُدير"), InlineData("فريق الدعم")]
    [InlineData("Mona"), InlineData("mona"), InlineData("Моnа"), InlineData("EmiI")]
    public async Task Nobody_is_called_like_the_brand_an_office_or_one_of_its_people(string name)
    {
        var address = Given.Address();
        var signUp = await Anyone().Submit(await Anyone().Get("/sign-up"), "/sign-up", new { name, email = address });
        var profile = await As(Ada).Submit(await As(Ada).Get("/settings"), "/settings/profile", new { name });

        foreach (var page in new[] { signUp, profile })
        {
            Assert.Equal(422, page.Status);
            Assert.Contains("This name would pass for somebody who speaks for Rapport.", page.Text);
            Assert.Equal(name, page.Find("input[name=name]")!.GetAttribute("value"));
        }
        Assert.Empty(await Given.MailsTo(address));
    }

    [Theory]
    [InlineData("Dora"), InlineData("Mona Lind"), InlineData("Rapporteur"), InlineData("Adam Moder"), InlineData("ليلى مشرف"), InlineData("Modesty")]
    public async Task Whoever_is_called_otherwise_signs_up(string name) =>
        Assert.Equal("/sign-up/sent", (await Anyone().Submit(await Anyone().Get("/sign-up"), "/sign-up", new { name, email = Given.Address() })).Location);

    [Fact]
    public async Task Staff_are_called_as_they_are_and_who_had_the_name_before_keeps_it()
    {
        var namesake = await Given.Member("Emil");

        foreach (var who in new[] { Mona, namesake })
            Assert.Equal(303, (await As(who).Submit(await As(who).Get("/settings"), "/settings/profile", new { bio = $"Pours slowly, says {who.Name}." })).Status);
    }

    [Theory]
    [InlineData("a@[127.0.0.1]"), InlineData("a@127.0.0.1"), InlineData("a@exa_mple"), InlineData("a@exa_mple.com"), InlineData("a@-example.com"), InlineData("a@example-.com")]
    public async Task An_address_that_no_mail_reaches_is_none(string email)
    {
        var page = await Anyone().Submit(await Anyone().Get("/sign-up"), "/sign-up", new { name = "Dora", email });

        Assert.Equal(422, page.Status);
        Assert.Contains("in the form name@example.com", page.Text);
        Assert.Equal("Dora", page.Find("input[name=name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task An_address_in_letters_of_any_script_is_one() =>
        Assert.Equal("/sign-up/sent", (await Anyone().Post("/sign-up", new { name = "Dora", email = $"dora{Given.Fresh()}@büro.example" })).Location);

    [Theory]
    [InlineData("\u3164\u3164"), InlineData("\u2800"), InlineData("\u115F")]
    public async Task A_name_that_cannot_be_seen_is_none(string name) =>
        Assert.Equal(422, (await Anyone().Post("/sign-up", new { name, email = Given.Address() })).Status);
}

public sealed class BorrowedNameTestsOnSqlite() : BorrowedNameTests(Engine.Sqlite);
public sealed class BorrowedNameTestsOnPostgres() : BorrowedNameTests(Engine.Postgres);
