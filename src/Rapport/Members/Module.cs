using Rapport.Kernel;
using Rapport.Kernel.Web;

namespace Rapport.Members;

public sealed class MembersModule : Module
{
    public override void Map(ModelBuilder model) => model.Entity<Member>(member =>
    {
        member.ToTable("members_members");
        member.HasIndex(m => m.Handle).IsUnique();
        member.Property(m => m.Role).HasConversion<string>();
    });

    public override void Register(IServiceCollection services, Installation installation)
    {
        services.AddScoped<Me>();
        services.AddSingleton(new Link("member", "/members/{0}"));
    }
}
