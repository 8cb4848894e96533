using System.Globalization;
using System.Text;

namespace Rapport.Kernel.Web;

/// A line of a table for other programs. What a spreadsheet would take for a formula begins with an apostrophe.
public static class CsvLine
{
    public static StringBuilder Line(this StringBuilder text, params IEnumerable<object?> cells) => text.AppendJoin(',', cells.Select(Cell)).Append('\n');

    static string Cell(object? value)
    {
        var text = value switch
        {
            null => "",
            DateTimeOffset at => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            double number => number.ToString("0.######", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "",
        };
        if (value is string && text.Length > 0 && text.TrimStart() is [('=' or '+' or '-' or '@'), ..] || text is [('\t' or '\r'), ..]) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }
}
