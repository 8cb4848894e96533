using System.Net;
using System.Text;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Rapport.Kernel.Content;

/// What an edit changed, by words: safe HTML with `del` and `ins`.
public static class Diff
{
    // Comparing words costs (length × differences); beyond this a changed passage is shown as a whole.
    const int MostWords = 2_000, MostLines = 5_000;

    public static string Html(string before, string after)
    {
        var html = new StringBuilder("<div class=\"diff\" dir=\"auto\">");
        (before, after) = (Characters.Clean(before), Characters.Clean(after));
        if (before.AsSpan().Count('\n') + after.AsSpan().Count('\n') > MostLines) Replaced(before, after, html);
        else Compare(before, after, new LineEndingsPreservingChunker(), html, (old, @new) => Words(old, @new, html));
        return html.Append("</div>").ToString();
    }

    static void Words(string old, string @new, StringBuilder html)
    {
        if (old.Length == 0 || @new.Length == 0 || old.Length + @new.Length > MostWords * 12) Replaced(old, @new, html);
        else Compare(old, @new, new DelimiterChunker([' ', '\n', '\t', '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '*', '_', '`', '"']), html, (o, n) => Replaced(o, n, html));
    }

    static void Compare(string old, string @new, IChunker chunker, StringBuilder html, Action<string, string> changed)
    {
        var diff = Differ.Instance.CreateDiffs(old, @new, ignoreWhiteSpace: false, ignoreCase: false, chunker);
        var at = 0;
        foreach (var block in diff.DiffBlocks)
        {
            html.Append(Encode(string.Concat(diff.PiecesNew.Skip(at).Take(block.InsertStartB - at))));
            changed(string.Concat(diff.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA)), string.Concat(diff.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB)));
            at = block.InsertStartB + block.InsertCountB;
        }
        html.Append(Encode(string.Concat(diff.PiecesNew.Skip(at))));
    }

    static void Replaced(string old, string @new, StringBuilder html)
    {
        if (old.Length > 0) html.Append("<del>").Append(Encode(old)).Append("</del>");
        if (@new.Length > 0) html.Append("<ins>").Append(Encode(@new)).Append("</ins>");
    }

    static string Encode(string text) => WebUtility.HtmlEncode(text);
}
