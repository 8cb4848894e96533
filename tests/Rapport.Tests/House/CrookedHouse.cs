#pragma warning disable CA1812, CA1852
// A house that breaks the floor plan in every way there is, for the test that watches over ours.

namespace CrookedHouse
{
    static class Composition
    {
        internal static int Everything() => new Conversations.Topic().Id + new Members.Profiles.Profile().Id + new Shell.Layout().Id;
    }
}

namespace CrookedHouse.Kernel.Rooms
{
    class OpenToAll { public int Id => 1; }
}

namespace CrookedHouse.Kernel
{
    class Upward { public object Use() => new Members.Member(); }
}

namespace CrookedHouse.Members.Profiles
{
    class Profile { public int Id => 1; }
}

namespace CrookedHouse.Members
{
    class Member
    {
        public int Allowed() => new Kernel.Rooms.OpenToAll().Id + new Profiles.Profile().Id;
        public static Profiles.Profile Leak() => new();
    }

    class AsABase : Conversations.Topic;

    class AsAnArgument { public object Use() => new List<Conversations.Topic[]>(); }

    class InTheRoot { public int Use() => Composition.Everything(); }
}

namespace CrookedHouse.Governance
{
    class Policy;
}

namespace CrookedHouse.Catalog
{
    class Names(Type type) : Attribute { public Type Type => type; }

    [Names(typeof(Conversations.Topic))]
    class InAnAttribute;

    class InTheNextFlat { public Governance.Policy? Use => null; }
}

namespace CrookedHouse.Conversations
{
    class Topic { public int Id => 1; public Members.Member Allowed() => new(); }

    class InALambda { public Func<int> Use => () => new Members.Profiles.Profile().Id; }

    class InAnAsyncMethod
    {
        public async Task<int> Use()
        {
            await Task.Yield();
            return new Members.Profiles.Profile().Id;
        }
    }

    class InWhatIsReturned { public object Use() => Members.Member.Leak(); }

    class InTheShell { public void Use(Shell.Layout layout) => layout.ToString(); }
}

namespace CrookedHouse.Shell
{
    class Layout { public int Id => new Members.Profiles.Profile().Id; }
}

namespace CrookedHouse.Attic
{
    class Trunk;
}
