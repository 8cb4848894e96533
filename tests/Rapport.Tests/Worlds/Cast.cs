using Rapport.Members;

namespace Rapport.Tests.Worlds;

/// The people every world knows: three customers, an employee, a moderator and an administrator.
public sealed class Cast
{
    public required Member Ada { get; init; }
    public required Member Ben { get; init; }
    public required Member Cleo { get; init; }
    public required Member Emil { get; init; }
    public required Member Mona { get; init; }
    public required Member Alma { get; init; }

    public static async Task<Cast> Of(World world) => new()
    {
        Ada = await world.Given.Member("Ada", Role.Member),
        Ben = await world.Given.Member("Ben", Role.Member),
        Cleo = await world.Given.Member("Cleo", Role.Member),
        Emil = await world.Given.Member("Emil", Role.Employee),
        Mona = await world.Given.Member("Mona", Role.Moderator),
        Alma = await world.Given.Member("Alma", Role.Administrator),
    };
}
