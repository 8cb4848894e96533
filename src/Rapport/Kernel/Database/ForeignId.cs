using System.Security.Cryptography;
using System.Text;

namespace Rapport.Kernel.Database;

/// What a thing of another system is called there, and the id it has here. The print tells whether it changed since.
public sealed class ForeignId
{
    public required string Source { get; init; }
    public required string Kind { get; init; }
    public required string Key { get; init; }
    public long Id { get; init; }
    public long Print { get; set; }

    /// What takes the place of a key once its person has left.
    public static string KeyOfLeft(string source, string key) => key.StartsWith(Left, StringComparison.Ordinal) ? key : Left + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{source}\n{key}")));

    public bool IsOfOneWhoLeft => Key.StartsWith(Left, StringComparison.Ordinal);

    const string Left = "left:";
}
