using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Rapport.Reviews.Incentives;

/// Words by which an offer would ask for a certain opinion, in the languages of the product. Rather one too many: an offer gets along without them.
static partial class Sentiment
{
    /// The word in the text that asks for an opinion; nothing where none does.
    public static string? In(string text)
    {
        var plain = Plain(text);
        var found = Words().Match(plain);
        return found.Success ? found.Value.Trim() : null;
    }

    /// Small letters without accents, vowel signs and stretched letters, so that none hides a word.
    static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormKD))
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format) && letter != 'ـ')
                plain.Append(letter switch { 'أ' or 'إ' or 'آ' or 'ٱ' => 'ا', 'ى' => 'ي', 'ة' => 'ه', _ => char.ToLowerInvariant(letter) });
        return plain.ToString();
    }

    [GeneratedRegex("""
        [★☆⭐👍😊❤] |
        \b(?: stars? | star-?ratings? | ratings? | rated? | rates |
              positiv\w* | negativ\w* | critical\w* | favou?rabl\w* | unfavou?rabl\w* | prais\w* | glowing | flattering | lik(?:e|es|ed|ing) | lov(?:e|es|ed|ing|ely) | enjoy\w* |
              good | great | best | better | excellent | perfect\w* | amazing | awesome | wonderful | fantastic | outstanding | superb | brilliant | nice | happy | happily | pleased | satisf\w* | content(?:ed)? | enthusias\w* |
              recommend\w* | endors\w* | promot\w* | compliment\w* | thumbs? | bad | worst | poor | unhappy | dissatisf\w* | complain\w* | sentiments? | opinions? ) \b |
        \b(?:[٠-٩\d]+|five|four|top|high(?:est)?|max(?:imum)?)\s*(?:-|/|out\ of|of)\s*(?:[٠-٩\d]+|five|stars?)\b |
        (?<!\w)(?:و|ف|ب|ل|ك)?(?:ال)?(?: نجم\w* | نجوم\w* | تقييم\w* | ايجاب\w* | سلبي\w* | [يتنا]?مدح\w* | مديح\w* | ثناء\w* | [يتنا]ثني\w* | [يتنا]طري\w* | [يتن]شيد\w* | اطراء\w* | اشاده\w* | جيد\w* | ممتاز\w* | رائع\w* | حسن\w* | افضل\w* | احسن\w* | جميل\w* | مثالي\w* | راض\w* | رضا\w* | رضي\w* | سعيد\w* | مسرور\w* | اعجب\w* | يعجب\w* | تعجب\w* | معجب\w* | احب\w* | تحب\w* | يحب\w* | محب\w* | توص\w* | يوص\w* | اوص\w* | ينصح\w* | تنصح\w* | سيئ\w* | نقد\w* | شكو\w* | راي\w* )(?!\w)
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
