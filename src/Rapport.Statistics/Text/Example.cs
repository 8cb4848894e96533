namespace Rapport.Statistics;

/// <summary>A text on which somebody decided.</summary>
/// <param name="Text">Any string.</param>
/// <param name="Spam">Whether it was decided to be unwanted.</param>
public readonly record struct Example(string Text, bool Spam);

/// <summary>How a classifier did on examples that it had not learned from.</summary>
/// <param name="Honest">How many were wanted.</param>
/// <param name="Held">How many of these it would have held.</param>
/// <param name="Spam">How many were not.</param>
/// <param name="Caught">How many of those it would have held.</param>
public readonly record struct Trial(int Honest, int Held, int Spam, int Caught);
