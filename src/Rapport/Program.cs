var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => "Rapport");
app.Run();
