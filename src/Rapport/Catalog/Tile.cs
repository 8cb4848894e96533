namespace Rapport.Catalog;

/// A product in a list of them: what its slot shows is asked for all of them at once.
public sealed record Tile(Product Product, IReadOnlyList<Product> Among);
