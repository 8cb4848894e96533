namespace Rapport.Statistics;

/// <summary>A vector of length 1 that has the same value at some places and nothing at all others.</summary>
/// <param name="Places">In rising order, none twice.</param>
public readonly record struct UnitVector(int[] Places)
{
    /// <summary>The value at each of the places; 0 where there are none.</summary>
    public double Value { get; } = Places.Length == 0 ? 0 : 1 / Math.Sqrt(Places.Length);

    /// <summary>The scalar product with a vector that is written out.</summary>
    public double Times(double[] weights)
    {
        var sum = 0.0;
        foreach (var place in Places) sum += weights[place];
        return sum * Value;
    }

    /// <summary>Adds so many times this to a vector that is written out.</summary>
    public void AddTo(double[] weights, double times)
    {
        foreach (var place in Places) weights[place] += times * Value;
    }
}
