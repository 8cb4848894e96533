namespace Rapport.Kernel.Checks;

public enum Grade { Good, Warning, Failure }

/// What one look found: how it stands, and what to do where it does not stand well. Both are English keys with {names}.
public sealed record Finding(Grade Grade, string Said, string? Mend = null, params (string Name, object Value)[] With)
{
    /// What was looked at: the check's name.
    public string About { get; init; } = "";

    public static Finding Good(string said, params (string, object)[] with) => new(Grade.Good, said, null, with);
    public static Finding Warning(string said, string mend, params (string, object)[] with) => new(Grade.Warning, said, mend, with);
    public static Finding Failure(string said, string mend, params (string, object)[] with) => new(Grade.Failure, said, mend, with);

    public string Plain => In(Said);
    public string? PlainMend => Mend is null ? null : In(Mend);

    string In(string text) => With.Aggregate(text.Split('|') is [var one, var many] ? With.Any(v => v is { Name: "n", Value: 1 }) ? one : many : text, (filled, value) => filled.Replace("{" + value.Name + "}", value.Value.ToString()));
}

/// One thing that must be right for the server to run well, looked at on request: by rapport doctor and on the health page.
public abstract class Check
{
    /// An English key.
    public abstract string Name { get; }

    /// Whether it asks other machines or reads much, and may therefore take some seconds.
    public virtual bool Far => false;

    public abstract IAsyncEnumerable<Finding> Look(CancellationToken cancel);
}

/// Carries out every check. One that fails or takes too long is a finding, and keeps no other from being made.
public static class Doctor
{
    static readonly TimeSpan Most = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<Finding>> Look(IServiceProvider services, bool far, CancellationToken cancel = default)
    {
        await using var outer = services.CreateAsyncScope();
        var count = outer.ServiceProvider.GetServices<Check>().Count();
        var looks = Enumerable.Range(0, count).Select(n => Task.Run(async () =>
        {
            await using var scope = services.CreateAsyncScope();
            var check = scope.ServiceProvider.GetServices<Check>().ElementAt(n);
            return check.Far && !far ? [] : await One(check, cancel);
        }, cancel)).ToList();
        return [.. (await Task.WhenAll(looks)).SelectMany(f => f)];
    }

    static async Task<List<Finding>> One(Check check, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Most);
        var found = new List<Finding>();
        try
        {
            await foreach (var finding in check.Look(limit.Token)) found.Add(finding with { About = check.Name });
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            found.Add(Finding.Failure("It did not answer in time.", "Look whether it runs and can be reached from here.") with { About = check.Name });
        }
        catch (Exception problem)
        {
            found.Add(Finding.Failure("This could not be looked at: {problem}", "Mend this first.", ("problem", problem is Refused refused ? refused.Plain : (problem.InnerException ?? problem).Message)) with { About = check.Name });
        }
        return found;
    }
}

public static class CheckRegistration
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddCheck<T>() where T : Check => services.AddScoped<Check, T>();
    }
}
