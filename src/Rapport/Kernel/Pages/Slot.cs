using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Rapport.Kernel.Pages;

/// A named place in a lower page where higher modules show something of theirs.
public sealed class Slot : ComponentBase
{
    [Inject] public IEnumerable<SlotFilling> Fillings { get; set; } = null!;
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// What the fillings are about; handed to each as its parameter Subject.
    [Parameter] public object? Subject { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        foreach (var filling in Fillings.Where(f => f.Slot == Name).OrderBy(f => f.Order))
        {
            builder.OpenComponent(0, filling.Component);
            builder.SetKey(filling.Component);
            if (filling.TakesSubject) builder.AddComponentParameter(1, "Subject", Subject);
            builder.CloseComponent();
        }
    }
}

public sealed record SlotFilling(string Slot, Type Component, int Order)
{
    public bool TakesSubject { get; } = Component.GetProperty("Subject") is not null;
}

/// Fillings that ask the database take turns: a page has one database context.
public sealed class Turns
{
    readonly SemaphoreSlim turn = new(1, 1);

    public async Task<T> Take<T>(Func<Task<T>> query)
    {
        await turn.WaitAsync();
        try { return await query(); }
        finally { turn.Release(); }
    }
}

public static class SlotRegistration
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddSlot<T>(string slot, int order = 0) where T : IComponent => services.AddSingleton(new SlotFilling(slot, typeof(T), order));
    }
}
