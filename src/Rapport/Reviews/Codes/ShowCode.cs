using System.Text;
using Rapport.Catalog;
using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Languages;
using Rapport.Members;

namespace Rapport.Reviews.Codes;

/// GET /admin/embeds/code.svg and code.png?product=: the QR code for a parcel or a shelf that leads to the review of a product, or of anything, by a short address.
static class ShowCode
{
    public static async Task<IResult> Svg(long? product, Db db, Me me, Installation installation, Locale locale) =>
        Send(Encoding.UTF8.GetBytes(QrCode.Svg(installation.Address + locale.To(await Path(product, db, me)))), "image/svg+xml", "svg", product);

    public static async Task<IResult> Png(long? product, Db db, Me me, Installation installation, Locale locale) =>
        Send(QrCode.Png(installation.Address + locale.To(await Path(product, db, me))), "image/png", "png", product);

    static async Task<string> Path(long? product, Db db, Me me)
    {
        me.RequireAdministrator();
        if (product is not { } id) return ReviewShortly.General;
        return await db.Products.AnyAsync(p => p.Id == id) ? ReviewShortly.Of(id) : throw new NotFound();
    }

    static IResult Send(byte[] bytes, string type, string extension, long? product) => Results.Bytes(bytes, type, product is { } id ? $"review-{id}.{extension}" : $"review.{extension}");
}
