using System.Net;
using System.Net.Sockets;

namespace Rapport.Kernel.Web;

/// Tells addresses of the public internet from all those that lead into somebody's own network, or nowhere.
public static class PublicAddresses
{
    static readonly IPNetwork[] Reserved =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Within the public IPv6 range: Teredo and other protocol assignments, documentation, and 6to4, which carries an IPv4 address.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        // Loopback, link-local, unique local, multicast and translated addresses all lie outside of 2000::/3.
        if (address.AddressFamily == AddressFamily.InterNetworkV6 && !PublicV6.Contains(address)) return false;
        foreach (var network in Reserved)
            if (network.Contains(address)) return false;
        return true;
    }
}
