using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Rapport.Webhooks.Types;

namespace Rapport.Tests.Webhooks;

/// docs/webhooks.md is the contract with receivers: it names every type and nothing else.
public sealed partial class DocumentedTests
{
    static string Document([CallerFilePath] string here = "") => File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "../../../docs/webhooks.md"));

    [Fact]
    public void Every_type_stands_in_the_document() =>
        Assert.Equal(WebhookType.All.Select(t => t.Name).Order(), Rows().Matches(Document()).Select(m => m.Groups[1].Value).Order());

    [GeneratedRegex(@"^\| `([a-z]+\.[a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
