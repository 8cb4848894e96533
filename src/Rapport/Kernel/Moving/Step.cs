namespace Rapport.Kernel.Moving;

/// How far long work has come: what is at hand, how many of it are done, and of how many where that is known.
public readonly record struct Step(string What, long Done, long? Of);
