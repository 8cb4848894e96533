using System.Text;
using System.Text.RegularExpressions;

namespace Rapport.Kernel.Content;

/// Macros that a post defines in one formula and uses in the next ones, as is common on Stack Exchange.
sealed partial class Macros
{
    const int Most = 40, MostCharacters = 1_500;

    readonly Dictionary<string, string> defined = [];

    /// The formula with its definitions taken out, and those it needs put before it.
    public string Take(string tex)
    {
        if (tex.Contains("\\require", StringComparison.Ordinal)) tex = Require().Replace(tex, "").Trim();
        if (tex.Contains("\\newcommand", StringComparison.Ordinal) || tex.Contains("\\renewcommand", StringComparison.Ordinal)
            || tex.Contains("\\def\\", StringComparison.Ordinal) || tex.Contains("\\DeclareMathOperator", StringComparison.Ordinal)) tex = Define(tex);
        return defined.Count == 0 || tex.Length == 0 ? tex : Needed(tex) + tex;
    }

    string Define(string tex)
    {
        for (var match = Definition().Match(tex); match.Success; match = Definition().Match(tex))
        {
            var end = Closing(tex, match.Index + match.Length);
            if (end < 0 || defined.Count >= Most) return tex;
            var (name, body) = (match.Groups["name"].Value, tex[(match.Index + match.Length)..end]);
            var arguments = match.Groups["n"].Success ? string.Concat(Enumerable.Range(1, match.Groups["n"].Value[0] - '0').Select(i => $"#{i}")) : match.Groups["args"].Value;
            if (match.Value.StartsWith("\\Declare", StringComparison.Ordinal)) body = $"\\operatorname{{{body}}}";
            if (body.Length <= MostCharacters) defined[name] = $"\\def{name}{arguments}{{{body}}}";
            tex = string.Concat(tex.AsSpan(0, match.Index), tex.AsSpan(end + 1));
        }
        return tex.Trim();
    }

    string Needed(string tex)
    {
        var (before, seen, queue) = (new StringBuilder(), new HashSet<string>(), new Queue<string>([tex]));
        while (queue.TryDequeue(out var text))
            foreach (Match use in Name().Matches(text))
                if (defined.TryGetValue(use.Value, out var definition) && seen.Add(use.Value))
                {
                    before.Append(definition);
                    queue.Enqueue(definition);
                }
        return before.ToString();
    }

    static int Closing(string tex, int from)
    {
        var depth = 1;
        for (var i = from; i < tex.Length; i++)
            if (tex[i] == '\\') i++;
            else if (tex[i] == '{') depth++;
            else if (tex[i] == '}' && --depth == 0) return i;
        return -1;
    }

    [GeneratedRegex(@"\\(?:re)?newcommand\s*\{?(?<name>\\[a-zA-Z]+)\}?\s*(?:\[(?<n>[1-9])\])?\s*\{|\\def\s*(?<name>\\[a-zA-Z]+)(?<args>(?:#[1-9])*)\s*\{|\\DeclareMathOperator\*?\s*\{?(?<name>\\[a-zA-Z]+)\}?\s*\{")]
    private static partial Regex Definition();

    [GeneratedRegex(@"\\require\s*\{[^}]*\}")]
    private static partial Regex Require();

    [GeneratedRegex(@"\\[a-zA-Z]+")]
    private static partial Regex Name();
}
