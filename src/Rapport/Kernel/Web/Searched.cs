namespace Rapport.Kernel.Web;

/// Left with the request by whoever carried out a search, for those who count: the words, and how much was found.
public sealed record Searched(string Words, int Found);
