using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Rapport.Kernel.Web;

/// Finds the addresses of a host: the system's resolver, or a test's own.
public delegate Task<IPAddress[]> NameLookup(string host, CancellationToken cancel);

/// Fetches what an address typed by somebody leads to, without being led into our own network.
///
/// Names are resolved here and the connection goes to the very address that was checked, on every hop of a redirect, so that
/// a name which answers differently a moment later gains nothing. Size and time are limited after decompression.
/// The setting fetch:private lets an intranet's own addresses through.
public sealed class GuardedHttp : IDisposable
{
    const int MostHops = 5;
    readonly Predicate<IPAddress> isAllowed;
    readonly NameLookup lookup;
    readonly HttpClient client;

    public GuardedHttp(IConfiguration settings, NameLookup lookup) : this(settings.GetValue<bool>("fetch:private") ? _ => true : PublicAddresses.IsPublic, lookup) { }

    internal GuardedHttp(Predicate<IPAddress> isAllowed, NameLookup lookup)
    {
        (this.isAllowed, this.lookup) = (isAllowed, lookup);
        client = new(new SocketsHttpHandler
        {
            ConnectCallback = Connect,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectTimeout = TimeSpan.FromSeconds(10),
            MaxResponseHeadersLength = 32,
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// Writes the body of a 200 into the stream. Whatever goes wrong is Refused, in words an administrator can act on.
    public Task<Fetched> Fetch(Fetch wanted, Stream into, CancellationToken cancel = default) =>
        Within(wanted.Within, wanted.Address.Host, "{host} did not send it in time.", limit => Follow(wanted, into, limit), cancel);

    /// Posts to the very address: a redirect is an answer like any other. Of the answer only the beginning is read.
    public Task<Posted> Post(Uri address, HttpContent content, TimeSpan within, CancellationToken cancel = default) => Within(within, address.Host, "{host} did not answer in time.", async limit =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.UserAgent.Add(new("Rapport", "0.1"));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit);
        await using var body = await response.Content.ReadAsStreamAsync(limit);
        var beginning = new byte[Posted.MostBytes];
        var read = await body.ReadAtLeastAsync(beginning, beginning.Length, throwOnEndOfStream: false, limit);
        return new Posted((int)response.StatusCode, Encoding.UTF8.GetString(beginning, 0, read), response.Headers.RetryAfter);
    }, cancel);

    /// Refuses an address that leads into a private network, before it is kept. What it leads to later is looked at again each time.
    public Task RefusePrivate(Uri address, CancellationToken cancel = default) => Resolve(address.Host, cancel);

    static async Task<T> Within<T>(TimeSpan most, string host, string late, Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(most);
        try { return await work(limit.Token); }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { throw new Refused(late, ("host", host)); }
        catch (HttpRequestException problem) { throw Inner(problem) ?? new Refused("{host} could not be reached.", ("host", host)); }
        catch (Exception problem) when (problem is IOException or InvalidDataException) { throw Inner(problem) ?? new Refused("{host} broke off while it was sending.", ("host", host)); }
    }

    async Task<Fetched> Follow(Fetch wanted, Stream into, CancellationToken cancel)
    {
        var address = wanted.Address;
        for (var hop = 0; hop <= MostHops; hop++)
        {
            if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https")) throw new Refused("Only addresses that begin with http:// or https:// can be fetched.");
            using var request = Ask(wanted, address);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } next)
            {
                address = new Uri(address, next);
                continue;
            }
            if (response.StatusCode == HttpStatusCode.NotModified) return Answer(response, address, 0);
            if (response.StatusCode != HttpStatusCode.OK) throw new Refused("{host} answered with status {status}.", ("host", address.Host), ("status", ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return Answer(response, address, await Copy(response, into, wanted.Most, cancel));
        }
        throw new Refused("{host} sends in circles.", ("host", wanted.Address.Host));
    }

    static HttpRequestMessage Ask(Fetch wanted, Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { UserName = "", Password = "" }.Uri);
        request.Headers.UserAgent.Add(new("Rapport", "0.1"));
        request.Headers.TryAddWithoutValidation("Accept", wanted.Accept);
        // What opens one host is not shown to another.
        if (address.Authority == wanted.Address.Authority && address.Scheme == wanted.Address.Scheme)
            foreach (var (name, value) in wanted.Headers) request.Headers.TryAddWithoutValidation(name, value);
        if (wanted.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (wanted.ModifiedSince is { } since) request.Headers.IfModifiedSince = since;
        // A name and password within the address stay with the host they were meant for.
        if (wanted.Address.UserInfo.Length > 0 && address.Authority == wanted.Address.Authority && address.Scheme == wanted.Address.Scheme)
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(Uri.UnescapeDataString(wanted.Address.UserInfo))));
        return request;
    }

    static async Task<long> Copy(HttpResponseMessage response, Stream into, long most, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > most) throw TooLarge(most);
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[64 << 10];
        var total = 0L;
        for (int read; (read = await body.ReadAsync(buffer, cancel)) > 0;)
        {
            if ((total += read) > most) throw TooLarge(most);
            await into.WriteAsync(buffer.AsMemory(0, read), cancel);
        }
        return total;
    }

    static Refused TooLarge(long most) => new("What is at this address is larger than {n} MB.", ("n", most >> 20));

    static Fetched Answer(HttpResponseMessage response, Uri address, long bytes) => new((int)response.StatusCode, address, response.Content.Headers.ContentType?.MediaType,
        response.Content.Headers.ContentType?.CharSet?.Trim('"'), response.Headers.ETag?.ToString(), response.Content.Headers.LastModified, bytes);

    async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = await Resolve(context.DnsEndPoint.Host, cancel);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    async Task<IPAddress[]> Resolve(string host, CancellationToken cancel)
    {
        IPAddress[] addresses;
        try { addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await lookup(host, cancel); }
        catch (SocketException) { addresses = []; }
        if (addresses.Length == 0) throw new Refused("There is no host called {host}.", ("host", host));
        // One private address among public ones is a trap, not a choice.
        return addresses.All(address => isAllowed(address)) ? addresses : throw new Refused("{host} leads into a private network, which nothing here connects to.", ("host", host));
    }

    static Refused? Inner(Exception? problem) => problem switch { null => null, Refused refused => refused, _ => Inner(problem.InnerException) };

    public void Dispose() => client.Dispose();
}

/// What is to be fetched, and how much of it at most.
public sealed record Fetch(Uri Address)
{
    public long Most { get; init; } = 10 << 20;
    public TimeSpan Within { get; init; } = TimeSpan.FromSeconds(30);
    public string Accept { get; init; } = "*/*";

    /// Sent to the host of the address only.
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// What was known before: the same again is answered with 304 and no body.
    public string? ETag { get; init; }
    public DateTimeOffset? ModifiedSince { get; init; }
}

/// What came back.
public sealed record Fetched(int Status, Uri Address, string? ContentType, string? Charset, string? ETag, DateTimeOffset? LastModified, long Bytes)
{
    public bool IsUnchanged => Status == 304;
}

/// What came back from a post: the status, and the beginning of the answer.
public sealed record Posted(int Status, string Beginning, RetryConditionHeaderValue? RetryAfter)
{
    public const int MostBytes = 1_000;
}
