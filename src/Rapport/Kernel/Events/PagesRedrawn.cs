namespace Rapport.Kernel.Events;

/// A derived reader brought tables up to date that kept pages show: on every node they are written anew.
public sealed record PagesRedrawn(IReadOnlyList<string> Tags) : Event
{
    public override IEnumerable<string> Touches => Tags;

    internal static Event Of(IReadOnlyList<string> tags) => new PagesRedrawn(tags).ReadAs(new("pages", 0, 0));
}
