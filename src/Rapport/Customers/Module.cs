using Rapport.Customers.Lists;
using Rapport.Customers.Orders;
using Rapport.Customers.Shops;
using Rapport.Kernel;
using Rapport.Kernel.Events;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Moving;
using Rapport.Kernel.Retention;
using Rapport.Kernel.Web;
using Rapport.Members;
using Rapport.Trust;

namespace Rapport.Customers;

/// Who bought what: orders from the shop, and the members among those who placed them.
public sealed class CustomersModule : Module
{
    public override void Map(ModelBuilder model)
    {
        model.Entity<Customer>(customer =>
        {
            customer.ToTable("customers_customers");
            customer.HasIndex(c => c.EmailKey).IsUnique();
            customer.HasIndex(c => c.MemberId);
        });
        model.Entity<Order>(order =>
        {
            order.ToTable("customers_orders");
            order.HasIndex(o => new { o.Source, o.Key }).IsUnique();
            order.HasIndex(o => o.CustomerId);
            order.HasIndex(o => o.PlacedAt);
            order.HasIndex(o => o.DeliveredAt);
            order.HasIndex(o => o.Number);
        });
        model.Entity<OrderLine>(line =>
        {
            line.ToTable("customers_order_lines").Property(l => l.Id).ValueGeneratedNever();
            line.HasIndex(l => new { l.OrderId, l.Key }).IsUnique();
            line.HasIndex(l => l.ProductId);
            line.HasIndex(l => l.Sku);
        });
        model.Entity<Refund>(refund =>
        {
            refund.ToTable("customers_refunds");
            refund.HasIndex(r => new { r.Source, r.Key }).IsUnique();
            refund.HasIndex(r => new { r.Source, r.OrderKey });
            refund.HasIndex(r => r.OrderId);
        });
        model.Entity<RefundLine>(line =>
        {
            line.ToTable("customers_refund_lines").Property(l => l.Id).ValueGeneratedNever();
            line.HasIndex(l => l.RefundId);
        });
        model.Entity<Shop>(shop =>
        {
            shop.ToTable("customers_shops");
            shop.Property(s => s.Kind).HasConversion<string>();
        });
        model.Entity<Delivery>(delivery =>
        {
            delivery.ToTable("customers_deliveries").Property(d => d.Id).ValueGeneratedNever();
            delivery.Property(d => d.Outcome).HasConversion<string>();
            delivery.HasIndex(d => new { d.ShopId, d.Id });
            delivery.HasIndex(d => d.At);
        });
    }

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddScoped<OrderBook>().AddSingleton<ImportOrders>();
        services.AddReader<LinkProducts>().AddReader<RecogniseCustomers>();
        services.AddSingleton<AudienceSource, Buyers>();
        services.AddPersonalData<Purchases>().AddSingleton<EvidenceSource, BuyersKnown>();
        const string again = "The shop tells of it again: its list is read or it is connected anew.";
        services.NotExported<Customer>(again).NotExported<Order>(again).NotExported<OrderLine>(again).NotExported<Refund>(again).NotExported<RefundLine>(again).NotExported<Shop>(again).NotExported<Delivery>(again);
        services.AddDesk("/admin/shops", "Shops", 450).AddScoped<ShopAsker>();
        services.AddWorker<ShopAsker, AskShops>().AddSchedule("ask-shops", "*/15 * * * *", new AskShops());
        services.Keeps("shop-messages", "Messages of connected shops", "To see whether the shop's messages arrive and why one was refused. Numbers and reasons, no names.", SeenBy.Administrators,
            new(30, 7, 365, (db, before, most) => db.Set<Delivery>().Where(d => d.At < before).OrderBy(d => d.At).Take(most).ExecuteDeleteAsync()), typeof(Delivery));
        services.KeepsUntil("customers", "Until you leave, or the shop asks us to forget you", "What you bought, as the shop told us", "So that “bought here” is true, owners can be asked, and you find your things.", SeenBy.Administrators, typeof(Customer));
        services.KeepsUntil("orders", "As long as this community exists; the person goes when they leave", "Orders without their customer", "Figures of what was bought, from which ratings and measures are made.", SeenBy.Administrators, typeof(Order), typeof(OrderLine), typeof(Refund), typeof(RefundLine));
        services.KeepsUntil("shops", "As long as this community exists", "Connected shops", "To take and check their messages. Secrets are stored encrypted and go when a shop is disconnected.", SeenBy.Administrators, typeof(Shop));
    }

    public override void Route(Doors doors)
    {
        Api.Routes.Map(doors.Api);
        doors.Pages.MapGet("/admin/shops", ShopDesk.All);
        doors.Pages.MapGet("/admin/shops/{id:long}", ShopDesk.One);
        doors.Acts.MapPost("/admin/shops", ShopDesk.Add);
        doors.Acts.MapPost("/admin/shops/{id:long}/secret", ShopDesk.Secret);
        doors.Acts.MapPost("/admin/shops/{id:long}/access", ShopDesk.Access);
        doors.Acts.MapPost("/admin/shops/{id:long}/test", ShopDesk.Test);
        doors.Acts.MapPost("/admin/shops/{id:long}/stop", ShopDesk.Stop);
        doors.Hooks.MapPost("/hooks/shops/{id:long}", HearShop.Handle);
    }
}
