using Rapport.Kernel.Database;
using Rapport.Kernel.Events;
using Rapport.Trust;

namespace Rapport.Customers.Orders;

/// Who bought something is known, as long as one of their orders stands.
sealed class BuyersKnown : EvidenceSource
{
    public override IReadOnlyList<Type> Hears => [typeof(BuyerKnown)];

    public override Task<IReadOnlyList<Evidence>> Read(Db db, IReadOnlyList<Recorded> events) => Task.FromResult<IReadOnlyList<Evidence>>(
        [.. events.Where(e => e.Event is BuyerKnown).Select(e => new BecameKnown(e.Position, e.At, ((BuyerKnown)e.Event).Member, KnownBy.Purchase, ((BuyerKnown)e.Event).Holds))]);
}
