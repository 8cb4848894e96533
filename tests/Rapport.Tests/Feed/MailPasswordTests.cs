using System.Net;
using System.Text.Json.Nodes;
using Rapport.Kernel.Jobs;
using Rapport.Members;

namespace Rapport.Tests.Feed;

/// The password of the mail server is told to nobody who stands between.
public abstract class MailPasswordTests(Engine engine)
{
    // By its name a machine is any other.
    static readonly string Elsewhere = Dns.GetHostName().ToLowerInvariant();

    [Fact]
    public async Task It_is_not_sent_without_encryption_and_whoever_tests_or_looks_is_told()
    {
        using var server = new MailServer { OffersSignIn = true };
        await using var world = await World.Start(engine, null, "--smtp", $"smtp://us:s3cret@{Elsewhere}:{server.Port}");
        using var alma = world.Visit(await world.Given.Account("Alma", role: Role.Administrator));
        var words = $"{Elsewhere}:{server.Port} offers no encryption (STARTTLS), so no password and no mail is sent to it.";

        Assert.Contains(words, (await alma.Submit(await alma.Get("/admin/mail"), "/admin/mail/test")).Text);
        await world.Visit().Post("/password/forgotten", new { email = (await world.Given.Account("Nia")).Email });
        await Waiting.Eventually(() => world.Query(db => db.Set<Job>().AnyAsync(j => j.Problem != null && j.Problem.Contains(words))), "the first attempt to fail");
        var doctor = await Terminal.Here(world.Home, "doctor", "--json", "--smtp", $"smtp://us:s3cret@{Elsewhere}:{server.Port}");
        var found = JsonNode.Parse(doctor.Out)!.AsArray().First(f => f!["about"]!.GetValue<string>() == "Mail")!;

        Assert.Equal("failure", found["grade"]!.GetValue<string>());
        Assert.Contains(words, found["said"]!.GetValue<string>());
        Assert.NotEmpty(server.Heard);
        Assert.DoesNotContain(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task On_the_same_machine_it_is_sent_and_mail_without_a_password_goes_where_it_is_taken()
    {
        using var server = new MailServer { OffersSignIn = true };
        await using (var world = await World.Start(engine, null, "--smtp", $"smtp://us:s3cret@127.0.0.1:{server.Port}")) await Test(world);
        Assert.Contains(server.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal));
        await using (var world = await World.Start(engine, null, "--smtp", $"smtp://{Elsewhere}:{server.Port}")) await Test(world);
        Assert.Equal(2, server.Received.Count);

        static async Task Test(World world)
        {
            using var alma = world.Visit(await world.Given.Account("Alma", role: Role.Administrator));
            var sent = await alma.Submit(await alma.Get("/admin/mail"), "/admin/mail/test");
            Assert.True(sent.Status == 303, sent.Text);
        }
    }
}

public sealed class MailPasswordTestsOnSqlite() : MailPasswordTests(Engine.Sqlite);
public sealed class MailPasswordTestsOnPostgres() : MailPasswordTests(Engine.Postgres);
