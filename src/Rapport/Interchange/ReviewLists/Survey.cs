namespace Rapport.Interchange.ReviewLists;

/// What a list says about itself when it is read once from end to end: how far its ratings go, how its dates are written, and which products it names.
sealed class Survey
{
    /// A single rating beyond five is a slip; one in four is a scale.
    const int ShareBeyond = 4;

    readonly Dictionary<string, ListedProduct> products = [];
    readonly Dates dates = new();
    int rated, beyond;

    public int Scale => beyond * ShareBeyond > rated ? 10 : 5;
    public bool DayFirst => dates.DayFirst;
    public string? Doubtful => dates.Doubtful;
    public IReadOnlyCollection<ListedProduct> Products => products.Values;

    public static Survey Of(ReviewFile file, Reading reading, CancellationToken cancel)
    {
        var survey = new Survey();
        foreach (var row in file.Rows)
        {
            cancel.ThrowIfCancellationRequested();
            if (row.Fault is null) survey.See(row, reading);
        }
        return survey;
    }

    void See(ReviewRow row, Reading reading)
    {
        if (Rating.Number(reading.Of(row, "rating")) is { Scale: null, Given: var given })
        {
            rated++;
            if (given > 5) beyond++;
        }
        dates.See(reading.Of(row, "date"));
        if (ListedProduct.Of(row, reading) is { } product) products.TryAdd(product.Key, product);
    }
}

/// A product as the list names it.
sealed record ListedProduct(string Key, string? Sku, string? Id, string? Handle, string? Gtin, string? Name)
{
    public const int LongestKey = 100;

    public static ListedProduct? Of(ReviewRow row, Reading reading)
    {
        var said = ReviewColumns.Products.Select(field => reading.Of(row, field) is { Length: <= 300 } name ? name : null).ToArray();
        return said.FirstOrDefault(s => s is { Length: <= LongestKey }) is { } key ? new(key, said[0], said[1], said[2], said[3], said[4]) : null;
    }
}
