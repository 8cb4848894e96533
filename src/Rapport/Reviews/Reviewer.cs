using Rapport.Members;

namespace Rapport.Reviews;

/// Who writes a review: whoever is signed in.
public sealed class Reviewer(Me me)
{
    public Task<Member> Of(string? link) => Task.FromResult(me.Member);

    /// Nobody for a visitor who has not said who they are: they may write, and say it afterwards.
    public Task<Member?> Known(string? link) => Task.FromResult(me.IsAnonymous ? null : me.Member);
}
