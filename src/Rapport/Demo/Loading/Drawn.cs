using System.IO.Hashing;
using System.Text;

namespace Rapport.Demo.Loading;

/// Chance that falls the same way every time.
static class Drawn
{
    /// At least 0, below 1.
    public static double Of(string what) => (XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(what)) >> 11) / (double)(1UL << 53);

    /// At least `least`, at most `most`.
    public static int Between(int least, int most, string what) => least + (int)(Of(what) * (most - least + 1));
}
