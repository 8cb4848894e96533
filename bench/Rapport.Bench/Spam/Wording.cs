using System.Text;

namespace Rapport.Bench.Spam;

/// Messages said otherwise, by rule: always the same way for the same message and number.
static class Wording
{
    static readonly Dictionary<char, char> Alike = new() { ['a'] = 'а', ['c'] = 'с', ['e'] = 'е', ['i'] = 'і', ['o'] = 'о', ['p'] = 'р', ['s'] = 'ѕ', ['x'] = 'х', ['A'] = 'Α', ['E'] = 'Ε', ['O'] = 'Ο', ['T'] = 'Τ', ['f'] = 'ｆ', ['r'] = 'ｒ' };
    static readonly Dictionary<char, char> Digits = new() { ['a'] = '4', ['e'] = '3', ['i'] = '1', ['o'] = '0' };

    public static string OtherDigits(string text, int n)
    {
        var chance = new Random(n);
        return string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)('0' + chance.Next(10)) : c));
    }

    /// Half of the letters that have a double elsewhere, and something between letters that nobody sees.
    public static string LookAlikes(string text, int n)
    {
        var chance = new Random(n);
        var said = new StringBuilder();
        foreach (var c in text)
        {
            said.Append(Alike.TryGetValue(c, out var other) && chance.Next(2) == 0 ? other : c);
            if (char.IsLetter(c) && chance.Next(8) == 0) said.Append('\u200b');
        }
        return said.ToString();
    }

    /// Every third letter of those that a digit can stand for.
    public static string DigitsForLetters(string text, int n)
    {
        var chance = new Random(n);
        return string.Concat(text.Select(c => Digits.TryGetValue(char.ToLowerInvariant(c), out var digit) && chance.Next(3) == 0 ? digit : c));
    }

    /// Every fifth word becomes one of as many letters that was made up.
    public static string UnknownWords(string text, int n)
    {
        var chance = new Random(n);
        return string.Join(' ', text.Split(' ').Select(w => chance.Next(5) > 0 ? w : string.Concat(w.Select(c => char.IsLetter(c) ? (char)((char.IsUpper(c) ? 'A' : 'a') + chance.Next(26)) : c))));
    }
}
