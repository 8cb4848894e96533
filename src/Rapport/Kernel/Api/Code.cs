namespace Rapport.Kernel.Api;

/// A code that stands in an address, such as `arrived`: as in JSON, a word and never a number.
public static class Code
{
    public static T Read<T>(string field, string said) where T : struct, Enum =>
        Enum.TryParse<T>(said, ignoreCase: true, out var value) && Enum.IsDefined(value) && char.IsAsciiLetter(said[0]) ? value : throw Wrong(field);

    public static ApiProblem Wrong(string field) => ApiProblem.Field(field, "This field takes another kind of value.");
}
