using System.Collections.Concurrent;
using Acornima.Ast;
using Jint;

namespace Rapport.Kernel.Content;

/// TeX to MathML, once and on the server, so that no reader needs a script or a font for it.
public static class Tex
{
    public const int Longest = 4_000;
    const int Deepest = 60, MostRemembered = 20_000;

    static readonly Lazy<Prepared<Script>> program = new(() => Engine.PrepareScript(Source()));
    static readonly ConcurrentBag<Engine> idle = [];
    static readonly SemaphoreSlim places = new(Math.Max(2, Environment.ProcessorCount));
    static readonly ConcurrentDictionary<(string Tex, bool Display), string?> known = new();

    /// The MathML, or null where the TeX is wrong, too long or too costly.
    public static string? Render(string tex, bool display)
    {
        tex = tex.Trim();
        if (tex.Length is 0 or > Longest || Depth(tex) > Deepest) return null;
        if (known.TryGetValue((tex, display), out var before)) return before;

        var (answer, tired) = Run(tex, display);
        if (tired) return null;   // a busy moment is no reason to call a formula wrong for good
        var mathml = MathMl.Clean(answer, display);
        if (known.Count >= MostRemembered) known.Clear();
        return known[(tex, display)] = mathml;
    }

    static (string? Answer, bool Tired) Run(string tex, bool display)
    {
        places.Wait();
        try
        {
            if (!idle.TryTake(out var engine)) engine = Start();
            var answer = engine.Invoke("render", tex, display);
            idle.Add(engine);   // an engine that threw is not used again: it may have stopped anywhere
            return (answer.IsString() ? answer.AsString() : null, false);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (null, e is TimeoutException);
        }
        finally
        {
            places.Release();
        }
    }

    static Engine Start()
    {
        var engine = new Engine(o => o.MaxStatements(3_000_000).LimitRecursion(600).LimitMemory(256_000_000).TimeoutInterval(TimeSpan.FromSeconds(5)));
        engine.Execute(program.Value);
        return engine;
    }

    static string Source()
    {
        using var script = new StreamReader(typeof(Tex).Assembly.GetManifestResourceStream("temml.js")!);
        return script.ReadToEnd() + """

            function render(tex, display) {
                try { return temml.renderToString(tex, { displayMode: display, throwOnError: true, trust: false, maxSize: [12, 40], maxExpand: 300 }); }
                catch (e) { if (e instanceof temml.ParseError) return null; throw e; }
            }
            """;
    }

    /// Braces and environments inside each other: each level costs the engine several levels of its own stack.
    static int Depth(string tex)
    {
        int now = 0, most = 0;
        for (var i = 0; i < tex.Length; i++)
        {
            if (tex[i] is '{' or '[' or '(') most = Math.Max(most, ++now);
            else if (tex[i] is '}' or ']' or ')') now = Math.Max(0, now - 1);
            else if (tex[i] is '\\' && (string.CompareOrdinal(tex, i, "\\left", 0, 5) == 0 || string.CompareOrdinal(tex, i, "\\begin", 0, 6) == 0 || string.CompareOrdinal(tex, i, "\\sqrt", 0, 5) == 0)) most = Math.Max(most, ++now);
            else if (tex[i] is '\\' && (string.CompareOrdinal(tex, i, "\\right", 0, 6) == 0 || string.CompareOrdinal(tex, i, "\\end", 0, 4) == 0)) now = Math.Max(0, now - 1);
        }
        return most;
    }
}
