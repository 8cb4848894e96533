using Rapport.Kernel.Api;
using Rapport.Members;

namespace Rapport.Defence.Api;

/// What defends the place, for programs: to read.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var defence = api.MapGroup("/defence").WithTags("Moderation");
        defence.MapGet("", TheDefence.Show).Says("What the classifier of advertising has learned, and how often each signal was right", Scope.Moderate);
        defence.MapGet("/findings", TheDefence.Findings).Says("What was found by seeing several things together: rings, bursts, shared devices, reviews that look bought", Scope.Moderate);
        defence.MapGet("/signals", TheDefence.List).Says("What was noticed about posts and members, the latest first", Scope.Moderate, "A signal decides nothing.");
    }
}
