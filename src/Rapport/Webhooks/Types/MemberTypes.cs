using Rapport.Members;

namespace Rapport.Webhooks.Types;

public sealed record MemberTold(long Member, string Url)
{
    public string? Name { get; init; }
    public string? Handle { get; init; }
}

public sealed record MemberGone(long Member);
public sealed record RoleTold(long Member, string From, string To, string Url);
public sealed record SuspensionTold(long Member, bool Suspended, string Url);

/// What is told of members. Roles and suspensions go only where everything goes.
static class MemberTypes
{
    public static IReadOnlyList<WebhookType> All { get; } =
    [
        WebhookType.On<MemberJoined>("member.joined", "Somebody joined", (t, e) => Member(t)),
        WebhookType.On<ProfileChanged>("member.changed", "A profile changed", (t, e) => Member(t)),
        WebhookType.On<MemberLeft>("member.left", "Somebody left", (t, e) => Task.FromResult<object?>(new MemberGone(t.Told.Subject.Id))),
        WebhookType.On<RoleChanged>("member.role_changed", "Somebody got another role (only where everything is told)", (t, e) => OfTheHouse(t, id => new RoleTold(id, Code(e.From), Code(e.To), Url(t, id)))),
        WebhookType.On<SuspensionChanged>("member.suspension_changed", "Somebody was suspended or readmitted (only where everything is told)", (t, e) => OfTheHouse(t, id => new SuspensionTold(id, e.Suspended, Url(t, id)))),
    ];

    static string Code(Role role) => role.ToString().ToLowerInvariant();

    static string Url(Telling telling, long id) => telling.Url($"/members/{id}");

    static Task<object?> OfTheHouse(Telling telling, Func<long, object> write) => Task.FromResult(telling.Reach == Reach.Everything ? write(telling.Told.Subject.Id) : null);

    static async Task<object?> Member(Telling telling)
    {
        var id = telling.Told.Subject.Id;
        if (await TopicTypes.Who(telling, id) is not { } somebody) return null;
        var told = new MemberTold(id, somebody.Url);
        return telling.Full ? told with { Name = somebody.Name, Handle = somebody.Handle } : told;
    }
}
