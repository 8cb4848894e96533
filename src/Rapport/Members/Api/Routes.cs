using Rapport.Kernel.Api;

namespace Rapport.Members.Api;

/// Members as programs see them: who asks, and everybody's profile.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var me = api.MapGroup("").WithTags("Me");
        me.MapGet("/token", TheToken.Show).Says("What this token is and allows", null);
        me.MapDelete("/token", TheToken.Revoke).Says("Revoke this very token", null, "For a program that ends, or fears that its token is known.");
        me.MapGet("/me", TheProfile.Mine).Says("The member the token acts for", Scope.Profile);

        var members = api.MapGroup("/members").WithTags("Members");
        members.MapGet("/{id:long}", TheProfile.Show).Says("A member, as others see them", Scope.Read);
    }
}
