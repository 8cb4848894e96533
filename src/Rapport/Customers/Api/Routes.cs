using Rapport.Kernel.Api;

namespace Rapport.Customers.Api;

/// Shops and orders as programs see them.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var shops = api.MapGroup("/shops").WithTags("Shops and orders");
        shops.MapGet("", TheShops.List).Says("The shops that tell of their orders", Scope.Content);
        shops.MapPost("", TheShops.Connect).Says("Listen to a shop", Scope.Content, "Then give it its secret, and the address of `hook` to the shop.");
        shops.MapGet("/{id:long}", TheShops.Show).Says("A shop, and whether it tells of its orders", Scope.Content);
        shops.MapDelete("/{id:long}", TheShops.Disconnect).Says("Listen to a shop no longer", Scope.Content, "Its orders stay; its secrets go.");
        shops.MapPut("/{id:long}/secret", TheShops.UseSecret).Says("Take the secret that the shop signs by", Scope.Content, "For a day the one before works too.");
        shops.MapPost("/{id:long}/secret", TheShops.Reveal).Says("Read the secret of a shop of your own making", Scope.Content, "It is noted among the decisions, so it is an act.");
        shops.MapPut("/{id:long}/access", TheShops.UseAccess).Says("Take the key by which the shop can be asked", Scope.Content);
        shops.MapPost("/{id:long}/asking", TheShops.Ask).Says("Ask the shop for its latest orders at once", Scope.Content);
        shops.MapGet("/{id:long}/messages", TheShops.Messages).Says("What the shop told, the latest first", Scope.Content);

        var orders = api.MapGroup("").WithTags("Shops and orders");
        orders.MapGet("/orders", TheOrders.List).Says("Orders that shops told of, the latest heard of first", Scope.Content);
        orders.MapGet("/orders/{id:long}", TheOrders.Show).Says("An order", Scope.Content);
        orders.MapGet("/me/orders", TheOrders.Mine).Says("What you bought, as the shop told it", Scope.Profile);
    }
}
