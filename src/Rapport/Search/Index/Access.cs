namespace Rapport.Search.Index;

/// Whose eyes look: the audience keys a visitor belongs to. There is no default, so that nobody forgets it.
public sealed class Access
{
    public static Access Everything { get; } = new(null);
    public static Access To(IEnumerable<string> audiences) => new(audiences.ToHashSet(StringComparer.Ordinal));
    public static Access To(params string[] audiences) => To(audiences.AsEnumerable());

    private readonly HashSet<string>? audiences;
    private Access(HashSet<string>? audiences) => this.audiences = audiences;

    internal bool Includes(string audience) => audiences is null || audiences.Contains(audience);
}
