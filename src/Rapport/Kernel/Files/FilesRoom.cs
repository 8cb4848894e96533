using Rapport.Kernel.Api;
using Rapport.Kernel.Jobs;
using Rapport.Kernel.Web;

namespace Rapport.Kernel.Files;

/// The room's tables, services and doors.
public static class FilesRoom
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<StoredFile>(file =>
        {
            file.ToTable("kernel_files");
            file.HasIndex(f => f.Owner);
            file.HasIndex(f => f.CreatedAt);
        });
        model.Entity<FileSize>(size =>
        {
            size.ToTable("kernel_file_sizes").HasKey(s => new { s.File, s.Size });
            size.HasIndex(s => s.Hash);
        });
        model.Entity<FileUse>(use =>
        {
            use.ToTable("kernel_file_uses").HasKey(u => new { u.File, u.Kind, u.Subject });
            use.HasIndex(u => new { u.Kind, u.Subject });
        });
        model.Entity<Blob>().ToTable("kernel_blobs").HasKey(b => b.Hash);
    }

    public static void Register(IServiceCollection services, Installation installation)
    {
        if (installation.OnPostgres) services.AddSingleton<Blobs, TableBlobs>();
        else services.AddSingleton<Blobs, FolderBlobs>();
        services.AddSingleton<UploadPass>().AddSingleton<HeicFiles>().AddScoped<Keeper>().AddWorker<FileForgetter, ForgetFiles>().AddWorker<ByteDropper, DropBytes>();
        services.AddSchedule("forget-files", "41 3 * * *", new ForgetFiles());
    }

    public static void Route(Doors doors)
    {
        doors.Acts.MapPost("/files", SendFile.Handle);
        doors.Api.MapPost("/files", SendFile.ForPrograms).WithTags("Files").Says("Keep a picture or a file", Scope.Write, "Write what comes back as `markdown` into a text. A file that is used nowhere is forgotten after a day.");
        doors.Api.MapGet("/files/{id:long}", SendFile.Show).WithTags("Files").Says("A file that you keep", Scope.Read);
        doors.Pages.MapGet("/heic/{version}/{name}", (string version, string name, HttpResponse response, HeicFiles files) => files.Send(version, name, response));
        doors.Pages.MapGet("/files/{id:long}/{key:length(22)}/{name:maxlength(80)}", ShowFile.Handle);
    }
}
