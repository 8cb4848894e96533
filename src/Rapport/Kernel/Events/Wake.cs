namespace Rapport.Kernel.Events;

/// Tells waiting loops that there may be something new. A missed ring costs a second, never an event.
public sealed class Wake
{
    TaskCompletionSource ringing = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// Raised for every ring on this node, for those who carry it to other nodes.
    public event Action? Rung;

    /// A ring that came from another node is not carried back out.
    public void Ring(bool fromElsewhere = false)
    {
        Interlocked.Exchange(ref ringing, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        if (!fromElsewhere) Rung?.Invoke();
    }

    /// The next ring: taken before looking for work, waited for after, so that no ring falls in between.
    public Task Next => Volatile.Read(ref ringing).Task;

    public static async Task Wait(Task ring, TimeSpan most, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(ring, Task.Delay(most, stop.Token));
        await stop.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }
}
