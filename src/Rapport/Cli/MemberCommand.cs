using System.CommandLine;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Members;
using Rapport.Members.Desk;
using Rapport.Members.Roles;

namespace Rapport.Cli;

/// rapport member: adds members, says what they may do, closes and opens accounts.
public static class MemberCommand
{
    public static Command Make() => new("member", "Add members and say what they may do.") { Add(), ChangeTheRole(), Link(), Suspend(), Readmit() };

    static Command Add()
    {
        var (name, email) = (new Argument<string>("name"), new Argument<string>("email"));
        var role = new Option<string>("--role") { Description = "member, employee, moderator or administrator (default: member)" };
        return With(CommandLine.Verb("add", "Add a member; prints the link by which they choose a password.", [role, new Option<string>("--address") { Description = "The address customers type" }], async (builder, parsed) =>
        {
            await using var app = await CommandLine.Offline(builder);
            await using var scope = app.Services.CreateAsyncScope();
            var (member, path) = await AddMember.Handle(scope.ServiceProvider.GetRequiredService<Db>(), parsed.GetValue(name)!, parsed.GetValue(email)!, ChangeRole.Read(parsed.GetValue(role) ?? "member"));
            Console.WriteLine($"{member.Handle} is {member.Role.ToString().ToLowerInvariant()}. Choose a password within an hour: {app.Services.GetRequiredService<Installation>().Address}{path}");
            return 0;
        }, begins: true), name, email);
    }

    static Command ChangeTheRole()
    {
        var (handle, role) = (new Argument<string>("handle"), new Argument<string>("role") { Description = "member, employee, moderator or administrator" });
        return With(Change("role", "Change what a member may do.", handle, async (db, member, parsed) =>
        {
            await ChangeRole.Apply(db, member, ChangeRole.Read(parsed.GetValue(role)));
            return $"{member.Handle} is {member.Role.ToString().ToLowerInvariant()}.";
        }), role);
    }

    /// The way back in where no mail leaves: whoever runs the server hands the link over.
    static Command Link() => Change("link", "Print a link by which a member chooses a password, for when mail does not arrive.", new("handle"), async (db, member, _) => $"Choose a password within an hour, at this path of the community: {await AddMember.Link(db, member)}");

    static Command Suspend()
    {
        var days = new Option<int?>("--days") { Description = "How many days; without an end if not said" };
        var reason = new Option<string>("--reason") { Description = "Why: they read it in a mail, and when they try to sign in" };
        return Change("suspend", "Close an account for the time being and end its sessions.", new("handle"), async (db, member, parsed) =>
        {
            await People.Stop(member.Id, parsed.GetValue(reason), parsed.GetValue(days) is { } many ? db.Clock.GetUtcNow().AddDays(Math.Clamp(many, 0, 3650)) : null, db);
            return $"{member.Handle} is suspended.";
        }, reason, days);
    }

    static Command Readmit() => Change("readmit", "Open a suspended account again.", new("handle"), async (db, member, _) =>
    {
        await People.Admit(member.Id, db);
        return $"{member.Handle} may sign in again.";
    });

    static Command Change(string verb, string description, Argument<string> handle, Func<Db, Member, ParseResult, Task<string>> change, params IReadOnlyList<Option> options) =>
        With(CommandLine.Verb(verb, description, [.. options], async (builder, parsed) =>
        {
            await using var app = await CommandLine.Offline(builder);
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<Db>();
            var wanted = parsed.GetValue(handle)!.TrimStart('@').ToLowerInvariant();
            var member = await db.Members.FirstOrDefaultAsync(m => m.Handle == wanted) ?? throw new Refused("Nobody has the handle {handle}.", ("handle", wanted));
            Console.WriteLine(await change(db, member, parsed));
            return 0;
        }), handle);

    static Command With(Command command, params Argument[] arguments)
    {
        foreach (var argument in arguments) command.Arguments.Add(argument);
        return command;
    }
}
