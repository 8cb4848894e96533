Rapport.Cli.OwnFiles.Begin();
return await Rapport.Cli.CommandLine.Run(args);

/// The entry point, named for tests that start the server in their own process.
public partial class Program;
