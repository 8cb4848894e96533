using Rapport.Kernel.Content;
using Rapport.Kernel.Database;
using Rapport.Kernel.Files;

namespace Rapport.Catalog.Pictures;

/// A picture of a product: where the shop shows it, and our own copy once it has been fetched.
public sealed class Picture : Entity
{
    Picture() { }

    public Picture(long id, long productId, int place, string source) => (Id, ProductId, Place, Source) = (id, productId, place, source);

    public long ProductId { get; private set; }
    public int Place { get; internal set; }

    /// The address in the shop; empty for a picture handed in by code.
    public string Source { get; private set; } = "";

    /// The path of our copy and its size in pixels.
    public string? File { get; private set; }
    public int Width { get; private set; }
    public int Height { get; private set; }

    /// Why it could not be fetched, and how often that was tried.
    public string? Problem { get; private set; }
    public int Tries { get; private set; }

    /// What keeps its file from being forgotten.
    internal const string Kind = "picture";

    public void Hang(StoredFile file) => Hang(file.Address().Path, file.Width, file.Height);

    public void Hang(string file, int width, int height) => (File, Width, Height, Problem) = (file, width, height, null);

    /// What an archive says is no more trusted than what a feed says.
    internal void Mend()
    {
        if (File is { } path && FileAddress.Read(path) is null) File = null;
        if (Source != "" && (!Uri.TryCreate(Source, UriKind.Absolute, out var shop) || shop.Scheme is not ("http" or "https"))) Source = "";
    }

    public void Fail(string problem) => (Problem, Tries) = (problem.Length > 300 ? problem[..300] : problem, Tries + 1);
}
