using Rapport.Kernel;
using Rapport.Kernel.Tables;

namespace Rapport.Catalog.Feeds;

/// Reads a product list that is a table.
static class TableFeed
{
    static readonly string[] Needed = ["id", "title", "link"];

    public static IEnumerable<FeedRow> Read(Table table)
    {
        var columns = table.Columns.Select(Columns.Named).ToList();
        foreach (var needed in Needed)
            if (!columns.Contains(needed)) throw new Refused("The first line names no column {column}.", ("column", needed));
        foreach (var line in table.Rows)
        {
            var row = new FeedRow(line.Number) { Fault = line.Fault };
            for (var at = 0; at < line.Values.Count; at++)
                if (columns[at] is { } name) Add(row, name, line.Values[at]);
            yield return row;
        }
    }

    static void Add(FeedRow row, string name, string value)
    {
        switch (name)
        {
            case "additional_image_link":
                foreach (var address in value.Split(',')) row.Add(name, address);
                break;
            case "product_detail":
                // "Section:Name:Value,Section:Name:Value"; the section may be empty.
                foreach (var detail in value.Split(','))
                    if (detail.Split(':', 3) is [var section, var label, var words]) row.Add(name, string.Join(FeedRow.Part, section, label, words));
                break;
            default: row.Add(name, value); break;
        }
    }
}
