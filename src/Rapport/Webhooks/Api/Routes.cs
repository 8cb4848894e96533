using Rapport.Kernel.Api;

namespace Rapport.Webhooks.Api;

/// Webhooks, for programs: each act goes the way of its form.
static class Routes
{
    public static void Map(IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Webhooks");
        webhooks.MapGet("", TheWebhooks.List).Says("Who is told when something happens", Scope.Settings);
        webhooks.MapPost("", TheWebhooks.Add).Says("Add a webhook", Scope.Settings, "It is on at once. Read its secret, then send a test.");
        webhooks.MapGet("/{id:long}", TheWebhooks.Show).Says("A webhook", Scope.Settings);
        webhooks.MapPut("/{id:long}", TheWebhooks.Change).Says("Change a webhook", Scope.Settings);
        webhooks.MapDelete("/{id:long}", TheWebhooks.Remove).Says("Remove a webhook and the list of its messages", Scope.Settings);
        webhooks.MapPost("/{id:long}/stop", TheWebhooks.Stop).Says("Switch a webhook off", Scope.Settings);
        webhooks.MapPost("/{id:long}/start", TheWebhooks.Start).Says("Switch a webhook on again", Scope.Settings);
        webhooks.MapPost("/{id:long}/secret", TheWebhooks.Reveal).Says("Read the secret", Scope.Settings, "It is noted among the decisions, so it is an act.");
        webhooks.MapPost("/{id:long}/secret/rotate", TheWebhooks.Rotate).Says("Make a new secret", Scope.Settings, "For a day both sign.");
        webhooks.MapDelete("/{id:long}/secret/before", TheWebhooks.Retire).Says("Let the secret before sign no longer", Scope.Settings);
        webhooks.MapPost("/{id:long}/test", TheDeliveries.Test).Says("Send a test and see how it went", Scope.Settings);
        webhooks.MapPost("/{id:long}/replay", TheDeliveries.Replay).Says("Send everything since a time once more", Scope.Settings);
        webhooks.MapGet("/{id:long}/deliveries", TheDeliveries.List).Says("What was sent, the latest first", Scope.Settings);
        webhooks.MapGet("/{id:long}/deliveries/{delivery:long}", TheDeliveries.Show).Says("A message with every attempt to send it", Scope.Settings);
        webhooks.MapPost("/{id:long}/deliveries/{delivery:long}/again", TheDeliveries.Again).Says("Send a message once more", Scope.Settings);
    }
}
