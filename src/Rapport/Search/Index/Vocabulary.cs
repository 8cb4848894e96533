using System.Runtime.InteropServices;

namespace Rapport.Search.Index;

/// What hits can be counted and chosen by. Dates are kept apart from the others, which are values of a document.
enum Dimension : byte { Kind, Product, Space, Tag, Solved, Date }

/// How a facet's value is written in the index: the dimension's digit, then the value.
static class Dimensions
{
    public const int Count = 6;
    public static string Value(DocumentKind kind) => Value(Dimension.Kind, (long)kind);
    public static string Value(bool solved) => Value(Dimension.Solved, solved ? 1 : 0);
    public static string Value(string tag) => $"{(int)Dimension.Tag}{(tag.Length > 200 ? tag[..200] : tag)}";
    public static string Value(Dimension dimension, long number) => $"{(int)dimension}{number}";
    public static Dimension Of(string value) => (Dimension)(value[0] - '0');
}

/// Small numbers for words that many documents share, the same in every segment, so that counting is adding to an array.
sealed class Vocabulary
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> words = [];
    private readonly Lock gate = new();

    public int Number(string word)
    {
        lock (gate)
        {
            ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, word, out var known);
            if (known) return number;
            words.Add(word);
            return number = words.Count - 1;
        }
    }

    public int? Known(string word) { lock (gate) return numbers.TryGetValue(word, out var number) ? number : null; }

    public string[] Words() { lock (gate) return [.. words]; }
}
