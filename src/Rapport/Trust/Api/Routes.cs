using Rapport.Kernel.Api;

namespace Rapport.Trust.Api;

/// Standing, for programs.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/members/{id:long}/standing", TheStanding.Show).WithTags("Standing").Says("How a member stands, in which space and why", Scope.Read);
        api.MapGet("/standing", TheStanding.Rules).WithTags("Standing").Says("How standing is earned and what it allows", Scope.Read);
        var trials = api.MapGroup("/standing/trials").WithTags("Standing");
        trials.MapGet("", TheTrials.List).Says("Formulas that were tried, the latest first", Scope.Settings);
        trials.MapGet("/{id:long}", TheTrials.Show).Says("A formula that is tried, and who would win and lose by it", Scope.Settings);
        trials.MapPost("", TheTrials.Begin).Says("Try another formula on everything that happened", Scope.Settings, "Nothing changes by it.");
        trials.MapDelete("/{id:long}", TheTrials.Stop).Says("Stop trying it", Scope.Settings);
        trials.MapPost("/{id:long}/application", TheTrials.Apply).Says("Apply a formula that was tried to the end", Scope.Settings, "Standing is made anew of everything that happened.");
        var helpers = api.MapGroup("/helpers").WithTags("Standing");
        helpers.MapGet("", TheHelpers.List).Says("Whom the brand made a helper", Scope.Settings);
        helpers.MapPost("", TheHelpers.Appoint).Says("Make a member a helper", Scope.Settings);
        helpers.MapDelete("/{id:long}", TheHelpers.End).Says("End it", Scope.Settings);
    }
}
