using System.Text;
using System.Xml;
using CsvHelper;

namespace Rapport.Kernel.Tables;

/// Turns what readers of tables and XML throw at a broken file into words for the person who sent it.
public static class Faults
{
    public static T Told<T>(Func<T> step)
    {
        try { return step(); }
        catch (XmlException problem) when (problem.Message.Contains("DTD", StringComparison.Ordinal)) { throw new Refused("Document types are not allowed in a feed."); }
        catch (XmlException problem) { throw new Refused("Line {line}: the XML is broken here: {problem}", ("line", problem.LineNumber), ("problem", problem.Message)); }
        catch (DecoderFallbackException) { throw new Refused("The file is not written in the encoding it claims. Save it as UTF-8, or say which encoding it has."); }
        catch (CsvFormatException problem) { throw new Refused("Line {line}: the table is broken here: {problem}", ("line", problem.LineNumber), ("problem", problem.Message)); }
    }
}
