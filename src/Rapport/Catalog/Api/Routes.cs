using Microsoft.AspNetCore.Mvc;
using Rapport.Catalog.Feeds;
using Rapport.Kernel.Api;

namespace Rapport.Catalog.Api;

/// The catalogue as programs see it.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var products = api.MapGroup("").WithTags("Products");
        products.MapGet("/products", TheProducts.List).Says("What is sold, the newest first", Scope.Read);
        products.MapGet("/products/{id:long}", TheProducts.Show).Says("A product, sold or no longer sold", Scope.Read);
        products.MapGet("/products/{id:long}/prices", TheProducts.Prices).Says("What a product cost and when, the latest first", Scope.Read);
        products.MapGet("/categories", TheCategories.List).Says("The categories products are sorted into", Scope.Read);
        products.MapGet("/families", TheFamilies.List).Says("Families of products that differ in size or colour", Scope.Read);
        products.MapGet("/families/{id:long}", TheFamilies.Show).Says("A family with its variants", Scope.Read);

        var prices = api.MapGroup("/settings/prices").WithTags("Catalogue");
        prices.MapGet("", ThePrices.Show).Says("What is told with a price", Scope.Settings);
        prices.MapPatch("", ThePrices.Change).Says("Change what is told with a price", Scope.Settings);

        var feeds = api.MapGroup("/catalog").WithTags("Catalogue");
        feeds.MapGet("/feeds", TheFeeds.List).Says("The product lists that are read again and again", Scope.Content);
        feeds.MapPost("/feeds", TheFeeds.Watch).Says("Fetch a product list from an address from now on", Scope.Content);
        feeds.MapGet("/feeds/{id:long}", TheFeeds.Show).Says("A product list that is read again and again", Scope.Content);
        feeds.MapPut("/feeds/{id:long}", TheFeeds.Change).Says("Change how a product list is read", Scope.Content, "One that was stopped is fetched again.");
        feeds.MapPost("/feeds/{id:long}/run", TheFeeds.Run).Says("Fetch a product list at once", Scope.Content);
        feeds.MapDelete("/feeds/{id:long}", TheFeeds.Stop).Says("Fetch a product list no longer", Scope.Content, "Its products stay.");
        feeds.MapGet("/imports", TheImports.List).Says("What came of reading product lists, the latest first", Scope.Content);
        feeds.MapGet("/imports/{id:long}", TheImports.Show).Says("What came of reading a product list once", Scope.Content);
        feeds.MapGet("/imports/{id:long}/notes", TheImports.Notes).Says("The rows that were refused, or taken without something", Scope.Content);
        // As large as the form's: it goes straight to disk.
        feeds.MapPost("/imports", TheImports.HandIn).Says("Hand in a product list", Scope.Content, "As multipart/form-data: the fields `list` (its name), `complete`, `force` and `encoding` where they are wanted, then `file`. It is read afterwards; look at the import to see how far it has come.")
            .WithMetadata(new RequestSizeLimitAttribute(Feeds.HandIn.Largest)).Accepts<ProductList>("multipart/form-data");
    }
}
