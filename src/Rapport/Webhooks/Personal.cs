using Rapport.Kernel.Database;
using Rapport.Members;

namespace Rapport.Webhooks;

/// Receivers may answer with what they were sent: answers to messages with words go whenever somebody leaves.
sealed class Answers : PersonalData
{
    public override IReadOnlyList<Type> Covers => [typeof(Attempt)];

    public override Task<IReadOnlyList<PersonalRows>> Export(Db db, long memberId) => Task.FromResult<IReadOnlyList<PersonalRows>>([]);

    public override Task Erase(Db db, long memberId, LeavingChoice choice) => db.Attempts
        .Where(a => a.Answer != "" && db.Set<Delivery>().Any(d => d.Id == a.DeliveryId && db.Set<Webhook>().Any(w => w.Id == d.WebhookId && w.Full))).ExecuteUpdateAsync(s => s.SetProperty(a => a.Answer, ""));
}
