using System.ComponentModel;
using Rapport.Members;

namespace Rapport.Conversations;

/// Who wrote something. Null fields for somebody who left, or whom an import did not name; a name alone for somebody without an account.
public sealed record PersonJson(long? Id, string? Name, [property: Description("The path of the picture.")] string? Picture, Role Role, [property: Description("What an employee does at the brand.")] string? Title)
{
    public static PersonJson Example => new(1031, "Ada", null, Role.Member, null);

    internal static PersonJson Of(Person p) => p is { IsSomebody: true, Role: { } role } ? new(p.Id, p.Name, p.Picture, role, p.Title) : new(null, p.Known, null, Role.Member, null);
}
