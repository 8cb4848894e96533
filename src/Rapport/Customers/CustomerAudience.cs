namespace Rapport.Customers;

/// The audiences that follow from orders.
public static class CustomerAudience
{
    public const string Customers = "customers";
    internal const string Owners = "owners:";

    /// Those who bought this product.
    public static string OwnersOf(long product) => Owners + product;
}
