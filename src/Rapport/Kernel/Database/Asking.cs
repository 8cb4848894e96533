namespace Rapport.Kernel.Database;

static class Asking
{
    extension(Db db)
    {
        /// What the engine answers to a question of its own, in one word.
        public async Task<string> Ask(string sql)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            return (await command.ExecuteScalarAsync())?.ToString() ?? "";
        }
    }
}
