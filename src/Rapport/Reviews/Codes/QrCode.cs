using System.Globalization;
using System.Net;
using System.Text;
using QRCoder;

namespace Rapport.Reviews.Codes;

/// An address as a QR code: to be printed at any size, or as a picture of about a thousand dots.
static class QrCode
{
    const int Dots = 1_000;

    /// A quarter of it may be lost: parcels are scratched and labels are bent.
    static QRCodeData Data(string address) => QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.Q);

    public static string Svg(string address)
    {
        using var data = Data(address);
        var (rows, path) = (data.ModuleMatrix, new StringBuilder());
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Count; x++)
                if (rows[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        var size = rows.Count;
        return $"""<svg xmlns="http://www.w3.org/2000/svg" width="{size * 8}" height="{size * 8}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"><title>{WebUtility.HtmlEncode(address)}</title><path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>""";
    }

    public static byte[] Png(string address)
    {
        using var data = Data(address);
        using var code = new PngByteQRCode(data);
        return code.GetGraphic(Math.Max(1, Dots / data.ModuleMatrix.Count));
    }
}
