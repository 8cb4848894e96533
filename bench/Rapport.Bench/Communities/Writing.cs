using System.Text;
using Rapport.Bench.Search;
using Rapport.Kernel.Content;

namespace Rapport.Bench.Communities;

/// What people of a made-up community write: words of an invented language, as frequent as words are, in the markup that our renderer makes of it.
sealed class Writing
{
    readonly Babble babble = new();
    readonly double[] keep = new double[Babble.Words];
    readonly int[] other = new int[Babble.Words];

    public Writing()
    {
        // Drawing by an alias table takes the same moment for every word.
        var weights = Enumerable.Range(0, Babble.Words).Select(rank => 1 / (rank + 2.7)).ToArray();
        var share = weights.Sum() / Babble.Words;
        var (less, more) = (new Stack<int>(), new Stack<int>());
        for (var rank = 0; rank < weights.Length; rank++) (weights[rank] < share ? less : more).Push(rank);
        Array.Fill(keep, 1);
        while (less.TryPop(out var poor) && more.TryPop(out var rich))
        {
            (keep[poor], other[poor]) = (weights[poor] / share, rich);
            weights[rich] -= share - weights[poor];
            (weights[rich] < share ? less : more).Push(rich);
        }
    }

    public sealed record Text(string Source, string Html, string Excerpt);

    public string Word(Random random)
    {
        var drawn = random.Next(Babble.Words);
        return babble.Word(random.NextDouble() < keep[drawn] ? drawn : other[drawn]);
    }

    public string Words(Random random, int count) => Capital(string.Join(' ', Enumerable.Range(0, count).Select(_ => Word(random))));

    /// Paragraphs of some sentences; every fifth longer text has a list.
    public Text Post(Random random, int words)
    {
        StringBuilder source = new(words * 9), html = new(words * 10), plain = new(words * 9);
        while (words > 0)
        {
            if (source.Length > 0) { source.Append("\n\n"); plain.Append(' '); }
            if (words > 40 && random.Next(5) == 0) List(random, source, html, plain);
            var some = words < 30 ? words : random.Next(15, Math.Min(words, 60));
            Paragraph(random, some, source, html, plain);
            words -= some;
        }
        return new(source.ToString(), html.ToString(), Excerpt(plain.ToString()));
    }

    void Paragraph(Random random, int words, StringBuilder source, StringBuilder html, StringBuilder plain)
    {
        var from = source.Length;
        for (var left = words; left > 0;)
        {
            var sentence = left < 8 ? left : random.Next(4, Math.Min(left, 18));
            if (source.Length > from) source.Append(' ');
            for (var n = 0; n < sentence; n++) source.Append(n == 0 ? "" : " ").Append(n == 0 ? Capital(Word(random)) : Word(random));
            source.Append('.');
            left -= sentence;
        }
        var text = source.ToString(from, source.Length - from);
        html.Append("<p dir=\"auto\">").Append(text).Append("</p>\n");
        plain.Append(text);
    }

    void List(Random random, StringBuilder source, StringBuilder html, StringBuilder plain)
    {
        html.Append("<ul dir=\"auto\">\n");
        for (var n = 0; n < 3; n++)
        {
            var item = Words(random, 5);
            source.Append("- ").Append(item).Append('\n');
            html.Append("<li>").Append(item).Append("</li>\n");
            plain.Append(item).Append(' ');
        }
        source.Append('\n');
        html.Append("</ul>\n");
    }

    static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    static string Excerpt(string text)
    {
        if (text.Length <= 200) return text;
        return text[..text.LastIndexOf(' ', 200)].TrimEnd(' ', ',', ';', ':', '.', '-') + "…";
    }

    /// The renderer makes the same of it, or the pages measured would be of another product.
    public void Check()
    {
        for (var n = 0; n < 50; n++)
        {
            var text = Post(new Random(n), 5 + n * 5);
            var rendered = Renderer.Render(Content.Markdown(text.Source));
            if (text.Html != rendered.Html) throw new InvalidOperationException($"The renderer makes other markup than the generator:\n{rendered.Html}\n---\n{text.Html}");
            if (text.Excerpt != rendered.Excerpt) throw new InvalidOperationException($"The renderer makes another excerpt than the generator:\n{rendered.Excerpt}\n---\n{text.Excerpt}");
        }
    }
}
