using Rapport.Kernel.Database;

namespace Rapport.Members;

/// A page of the administration, in its navigation. The name is the English key of its words.
public sealed record DeskEntry(string Path, string Name, int Order, Role For = Role.Administrator)
{
    /// Under which heading it stands.
    public string Group => Order switch { < 200 => "Every day", < 400 => "Community", < 500 => "Products and reviews", < 760 => "Brand and rules", _ => "Technology" };

    /// What somebody of this role may open, in its order, under its headings.
    public static IEnumerable<IGrouping<string, DeskEntry>> Menu(IEnumerable<DeskEntry> entries, Role role) => entries.Where(e => role >= e.For).OrderBy(e => e.Order).GroupBy(e => e.Group);
}

/// Something to be done before a community opens. It ticks itself off: whether it is done is asked of what is stored.
public sealed record LaunchStep(string Name, string Why, string Path, int Order, Func<Db, Task<bool>> IsDone);

/// What a module lays out on the day a community is set up.
public sealed record FirstDay(Func<Db, string, Task> LayOut);

public static class DeskRegistration
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddDesk(string path, string name, int order, Role @for = Role.Administrator) => services.AddSingleton(new DeskEntry(path, name, order, @for));
    }
}
