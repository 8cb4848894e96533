namespace Rapport.Kernel.Api;

/// Whose token the request carries, and what it allows.
public sealed record Caller(long Token, long Member, IReadOnlyList<string> Scopes)
{
    public bool May(string? scope) => scope is null || Scopes.Contains(scope);
}
