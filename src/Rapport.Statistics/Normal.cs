namespace Rapport.Statistics;

/// <summary>The standard normal distribution.</summary>
public static class Normal
{
    /// <summary>The value below which a share p of the distribution lies, to about 16 significant digits.</summary>
    /// <param name="p">A probability, 0 &lt; p &lt; 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not between 0 and 1.</exception>
    /// <remarks>Source: Wichura, Algorithm AS 241, Applied Statistics 37 (1988), routine PPND16.</remarks>
    public static double Quantile(double p)
    {
        if (p is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies between 0 and 1, both excluded.");
        var q = p - 0.5;
        if (Math.Abs(q) <= 0.425) return q * Ratio(0.180625 - q * q, Middle.Above, Middle.Below);
        var r = Math.Sqrt(-Math.Log(q < 0 ? p : 1 - p));
        var tail = r <= 5 ? Ratio(r - 1.6, Tail.Above, Tail.Below) : Ratio(r - 5, Far.Above, Far.Below);
        return q < 0 ? -tail : tail;
    }

    /// <summary>The probability of lying further from 0 than z, on either side, to about 15 significant digits.</summary>
    /// <param name="z">The distance, not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The distance is negative.</exception>
    /// <remarks>Source: the series 26.2.11 and, from 3 on, the continued fraction 26.2.14 in Abramowitz and Stegun, Handbook of Mathematical Functions (1964).</remarks>
    public static double Outside(double z)
    {
        if (!(z >= 0)) throw new ArgumentOutOfRangeException(nameof(z), z, "A distance is not negative.");
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        if (z < 3)
        {
            var (sum, term) = (z, z);
            for (var n = 3; term > sum * 1e-17; n += 2) sum += term *= z * z / n;
            return 1 - 2 * density * sum;
        }
        var fraction = z;
        for (var n = 120; n > 0; n--) fraction = z + n / fraction;
        return 2 * density / fraction;
    }

    static double Ratio(double x, double[] above, double[] below) => Horner(x, above) / Horner(x, below);

    static double Horner(double x, double[] factors)
    {
        var sum = 0.0;
        for (var n = factors.Length - 1; n >= 0; n--) sum = sum * x + factors[n];
        return sum;
    }

    static readonly (double[] Above, double[] Below) Middle = (
        [3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727],
        [1, 42.313330701600911252, 687.18700749205790830, 5394.1960214247511077, 21213.794301586595867, 39307.895800092710610, 28729.085735721942674, 5226.4952788528545610]);

    static readonly (double[] Above, double[] Below) Tail = (
        [1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504, 1.27045825245236838258, 0.241780725177450611770, 0.0227238449892691845833, 7.74545014278341407640e-4],
        [1, 2.05319162663775882187, 1.67638483018380384940, 0.689767334985100004550, 0.148103976427480074590, 0.0151986665636164571966, 5.47593808499534494600e-4, 1.05075007164441684324e-9]);

    static readonly (double[] Above, double[] Below) Far = (
        [6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580, 0.296560571828504891230, 0.0265321895265761230930, 0.00124266094738807843860, 2.71155556874348757815e-5, 2.01033439929228813265e-7],
        [1, 0.599832206555887937690, 0.136929880922735805310, 0.0148753612908506148525, 7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15]);
}
