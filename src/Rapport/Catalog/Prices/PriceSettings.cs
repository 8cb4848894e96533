namespace Rapport.Catalog.Prices;

/// What is told with a price.
public sealed record PriceSettings
{
    /// With a reduction stands the lowest price of the thirty days before it.
    public bool TellsLowest { get; init; }
}
