namespace Rapport.Tests.House;

public sealed class FloorPlanTests
{
    [Fact]
    public void The_house_keeps_its_floor_plan() => Assert.Empty(new FloorPlan("Rapport").Violations(typeof(Server).Assembly.Location));

    /// Cases that must fail, so that the test above cannot sleep.
    [Fact]
    public void Every_way_of_breaking_the_plan_is_seen() => Assert.Equal(
    [
        "Attic has no floor",
        "CrookedHouse.Catalog.InAnAttribute does not call downward: CrookedHouse.Conversations.Topic",
        "CrookedHouse.Catalog.InTheNextFlat does not call downward: CrookedHouse.Governance.Policy",
        "CrookedHouse.Conversations.InALambda enters a room of another module: CrookedHouse.Members.Profiles.Profile",
        "CrookedHouse.Conversations.InAnAsyncMethod enters a room of another module: CrookedHouse.Members.Profiles.Profile",
        "CrookedHouse.Conversations.InTheShell uses what nobody may use: CrookedHouse.Shell.Layout",
        "CrookedHouse.Conversations.InWhatIsReturned enters a room of another module: CrookedHouse.Members.Profiles.Profile",
        "CrookedHouse.Kernel.Upward does not call downward: CrookedHouse.Members.Member",
        "CrookedHouse.Members.AsABase does not call downward: CrookedHouse.Conversations.Topic",
        "CrookedHouse.Members.AsAnArgument does not call downward: CrookedHouse.Conversations.Topic",
        "CrookedHouse.Members.InTheRoot uses what nobody may use: CrookedHouse.Composition",
    ], new FloorPlan("CrookedHouse").Violations(typeof(FloorPlanTests).Assembly.Location));
}
