using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Tests.Worlds;

/// The cookie that signing in would leave, without the pages of signing in: those have tests of their own.
static class Session
{
    public static Task<Cookie> Of(World world, Member member) => world.Do(async services =>
    {
        var scheme = (await services.GetRequiredService<IAuthenticationSchemeProvider>().GetDefaultAuthenticateSchemeAsync())!.Name;
        var options = services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var known = await services.GetRequiredService<Db>().Members.AsNoTracking().FirstAsync(m => m.Id == member.Id);
        var now = DateTimeOffset.UtcNow;
        var ticket = new AuthenticationTicket(Entry.PrincipalOf(known), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) }, scheme);
        return new Cookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket), "/");
    });
}
