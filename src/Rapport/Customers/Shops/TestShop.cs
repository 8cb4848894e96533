using Rapport.Kernel;
using Rapport.Kernel.Database;
using Rapport.Kernel.Secrets;

namespace Rapport.Customers.Shops;

/// An order as the shop would send it, signed with the secret that is stored, through the very checks that messages of the shop pass. Its order is not kept.
static class TestShop
{
    public static Delivery Hear(Shop shop, MasterKey master, Db db)
    {
        var (tongue, now) = (ShopTongue.Of(shop.Kind), db.Clock.GetUtcNow());
        if (shop.Secrets(master, now) is not [var secret, ..]) throw new Refused("Paste the secret of the shop first: without it no message is taken.") { Field = "secret" };
        var (headers, body) = tongue.Sample(secret, now);
        if (!HearShop.IsSigned(shop, headers, body, master, now)) throw new Refused(HearShop.Unsigned);
        var message = tongue.Message(headers, body) ?? throw new Refused("A header that every message has is missing.");
        var word = HearShop.Read(tongue, message.Topic, body);
        word.Orders[0].Check();
        return new Delivery { Id = db.NewId(), ShopId = shop.Id, Key = message.Key, Topic = message.Topic, About = word.About, At = now, Outcome = DeliveryOutcome.Ignored, Reason = "A test from this page. Its order is not kept." };
    }
}
