using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using DnsClient;
using Rapport.Kernel.Mail;
using Rapport.Kernel.Site;

namespace Rapport.Kernel.Checks;

/// The mail server takes what we hand it, over TLS and under our name.
sealed class MailCheck(Installation installation, SiteSettings settings) : Check
{
    public override string Name => "Mail";
    public override bool Far => true;

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        if (installation.Smtp is not { } address)
        {
            yield return settings.AreKnown ? Finding.Warning("No mail leaves: there is no mail server.", "Enter one under Administration, Mail, or set RAPPORT_SMTP.")
                : Finding.Warning("Whether there is a mail server is not known: what was chosen in the administration could not be read.", "Mend the database or the master key first.");
            yield break;
        }
        var server = new Uri(address);
        var (secure, problem, plain) = (false, (string?)null, (Refused?)null);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(TimeSpan.FromSeconds(8));
        try { secure = await Postman.Reach(server, limit.Token); }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException && !cancel.IsCancellationRequested) { problem = "it does not answer in time"; }
        catch (Refused unsafely) { plain = unsafely; }
        catch (Exception refused) when (refused is not OperationCanceledException) { problem = refused.Message.ReplaceLineEndings(" ").TrimEnd('.'); }
        if (plain is not null) yield return Finding.Failure(plain.Message, "Enter one under Administration, Mail, or set RAPPORT_SMTP.", [.. plain.Arguments]);
        else if (problem is not null) yield return Finding.Failure("{host} does not take our mail: {problem}.", "Look at host, port, name and password under Administration, Mail, and whether a firewall stands between.", ("host", server.Authority), ("problem", problem));
        else if (!secure && !IPAddress.TryParse(server.Host, out _) && server.Host != "localhost") yield return Finding.Warning("{host} takes our mail, but without encryption.", "Use a server that offers STARTTLS (port 587) or TLS (port 465).", ("host", server.Authority));
        else yield return Finding.Good("{host} takes our mail.", ("host", server.Authority));
    }
}

/// What the domain of our mail says of itself: without SPF, DKIM and DMARC other servers take it for unwanted.
sealed class DomainCheck(Installation installation, IConfiguration settings) : Check
{
    public override string Name => "Mail domain";
    public override bool Far => true;

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        if (installation.Smtp is null) yield break;
        var domain = installation.MailFrom[(installation.MailFrom.LastIndexOf('@') + 1)..].TrimEnd('>');
        if (!domain.Contains('.') || domain.EndsWith(".localhost", StringComparison.Ordinal))
        {
            yield return Finding.Warning("The sender {from} is no address others can answer.", "Choose an address of your own domain under Administration, Mail.", ("from", installation.MailFrom));
            yield break;
        }
        var dns = Resolver();
        List<string>? spf = null;
        string? problem = null;
        try { spf = await Texts(dns, domain, cancel); }
        catch (DnsResponseException refused) { problem = refused.Message; }
        if (problem is not null)
        {
            yield return Finding.Warning("The records of {domain} could not be looked up: {problem}", "Look again from a machine that can ask a name server, or name one with --dns.", ("domain", domain), ("problem", problem));
            yield break;
        }
        var ours = spf!.Where(t => t.StartsWith("v=spf1", StringComparison.OrdinalIgnoreCase)).ToList();
        yield return ours.Count switch
        {
            0 => Finding.Warning("{domain} has no SPF record.", "Add a TXT record to {domain}: v=spf1 include:(your mail provider) -all", ("domain", domain)),
            1 when ours[0].Contains("+all", StringComparison.OrdinalIgnoreCase) => Finding.Warning("The SPF record of {domain} lets everybody send in its name.", "End it with -all or ~all.", ("domain", domain)),
            1 => Finding.Good("SPF: {record}", ("record", ours[0])),
            _ => Finding.Failure("{domain} has {n} SPF records, so none of them counts.", "Make one of them.", ("domain", domain), ("n", ours.Count)),
        };
        if (settings["dkim"] is { Length: > 0 } selector)
        {
            var name = $"{selector}._domainkey.{domain}";
            yield return (await Texts(dns, name, cancel)).Any(t => t.Contains("p=", StringComparison.Ordinal) && !t.Replace(" ", "").EndsWith("p=", StringComparison.Ordinal))
                ? Finding.Good("DKIM: there is a key at {name}.", ("name", name)) : Finding.Warning("There is no DKIM key at {name}.", "Publish the record that your mail provider shows you.", ("name", name));
        }
        else yield return Finding.Warning("Whether mail is signed (DKIM) was not looked at.", "Name the selector that your mail provider uses: rapport doctor --dkim SELECTOR");
        var policy = (await Texts(dns, "_dmarc." + domain, cancel)).FirstOrDefault(t => t.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase));
        if (policy is null && domain.Split('.') is { Length: > 2 } parts) policy = (await Texts(dns, "_dmarc." + string.Join('.', parts[^2..]), cancel)).FirstOrDefault(t => t.StartsWith("v=DMARC1", StringComparison.OrdinalIgnoreCase));
        yield return policy is null ? Finding.Warning("{domain} has no DMARC record.", "Add a TXT record to _dmarc.{domain}: v=DMARC1; p=none; rua=mailto:(your address), and p=quarantine when the reports are clean.", ("domain", domain)) : Finding.Good("DMARC: {record}", ("record", policy));
    }

    LookupClient Resolver()
    {
        var options = settings["dns"] is { Length: > 0 } named && IPEndPoint.TryParse(named, out var server) ? new LookupClientOptions(new IPEndPoint(server.Address, server.Port == 0 ? 53 : server.Port)) : new LookupClientOptions();
        (options.Timeout, options.Retries, options.UseCache, options.ThrowDnsErrors) = (TimeSpan.FromSeconds(3), 1, false, false);
        return new(options);
    }

    static async Task<List<string>> Texts(LookupClient dns, string name, CancellationToken cancel) =>
        [.. (await dns.QueryAsync(name, QueryType.TXT, cancellationToken: cancel)).Answers.TxtRecords().Select(r => string.Concat(r.Text))];
}

/// Our own address, as visitors reach it: the proxy, its certificate, and whether it says how they came.
sealed class AddressCheck(Installation installation, SiteSettings settings) : Check
{
    public override string Name => "Address";
    public override bool Far => true;

    public override async IAsyncEnumerable<Finding> Look([EnumeratorCancellation] CancellationToken cancel)
    {
        if (!settings.AreKnown && !installation.Fixed.Contains("address"))
        {
            yield return Finding.Warning("Which address customers type is not known: what was chosen in the administration could not be read.", "Mend the database or the master key first, or name it with --address.");
            yield break;
        }
        var address = new Uri(installation.Address);
        var (ends, broken, problem) = (DateTimeOffset.MaxValue, SslPolicyErrors.None, (string?)null);
        using var client = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10),
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                if (certificate is System.Security.Cryptography.X509Certificates.X509Certificate2 shown) ends = shown.NotAfter.ToUniversalTime();
                broken = errors;
                return true;
            } },
        }) { Timeout = TimeSpan.FromSeconds(10) };
        HttpResponseMessage? answer = null;
        try { answer = await client.GetAsync(new Uri(address, "/health/live"), cancel); }
        catch (Exception refused) when (refused is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested) { problem = refused is TaskCanceledException ? "it does not answer in time" : (refused.InnerException ?? refused).Message; }
        if (answer is null)
        {
            yield return Finding.Failure("{address} cannot be reached: {problem}", "Look whether the server and the proxy run, and whether the name leads here.", ("address", installation.Address), ("problem", problem ?? ""));
            yield break;
        }
        using (answer)
        {
            var words = await answer.Content.ReadAsStringAsync(cancel);
            if (!answer.IsSuccessStatusCode || words != "Healthy")
            {
                yield return Finding.Failure("{address} is answered by something else ({status}).", "Look at the proxy: it must pass everything to the server, with the host it was asked for.", ("address", installation.Address), ("status", (int)answer.StatusCode));
                yield break;
            }
            if (address.Scheme == "http")
            {
                if (!address.IsLoopback) yield return Finding.Warning("{address} is not encrypted.", "Put a proxy with a certificate in front and set RAPPORT_ADDRESS to https://…", ("address", installation.Address));
                else yield return Finding.Warning("{address} is an address of this machine alone.", "Set RAPPORT_ADDRESS to the address customers type.", ("address", installation.Address));
                yield break;
            }
            var days = (int)(ends - DateTimeOffset.UtcNow).TotalDays;
            if (broken != SslPolicyErrors.None) yield return Finding.Failure("Browsers do not trust the certificate of {address} ({problem}).", "Renew it, with its whole chain: certbot renew", ("address", installation.Address), ("problem", broken));
            else if (days < 14) yield return new(days < 3 ? Grade.Failure : Grade.Warning, "The certificate ends in {n} days.", "Renew it: certbot renew", ("n", days));
            if (!answer.Headers.Contains("Strict-Transport-Security")) yield return Finding.Failure("The proxy does not say that visitors come by https.", "Let it send X-Forwarded-Proto; if it runs on another machine, name that in RAPPORT_PROXIES.");
            else yield return Finding.Good("{address} leads here.", ("address", installation.Address));
        }
    }
}
