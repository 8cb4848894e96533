namespace Rapport.Kernel.Api;

/// What a form calls a field, said as the API calls it.
static class FieldNames
{
    public static async Task<T> Called<T>(this Task<T> doing, params (string Form, string Api)[] names)
    {
        try { return await doing; }
        catch (Refused refused) when (Array.Find(names, n => n.Form == refused.Field).Api is { } name) { throw new Refused(refused.Message, [.. refused.Arguments]) { Field = name, Others = refused.Others, Wait = refused.Wait }; }
    }

    public static async Task Called(this Task doing, params (string Form, string Api)[] names)
    {
        async Task<bool> Done()
        {
            await doing;
            return true;
        }
        await Done().Called(names);
    }
}
