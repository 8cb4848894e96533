using Rapport.Kernel.Database;

namespace Rapport.Members;

/// Names audiences a member belongs to. Modules that have a reason for one (an invitation, an order) register a source.
public interface IAudienceSource
{
    Task<IReadOnlyList<string>> Of(Member member, Db db);
}

/// The audiences everybody knows.
public static class Audience
{
    public const string Public = "public", Members = "members";
}
