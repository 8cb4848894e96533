using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class R2275 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "alarmed_at",
                table: "governance_cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ground",
                table: "governance_cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ground",
                table: "conversations_removals",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "alarmed_at",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "ground",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "ground",
                table: "conversations_removals");
        }
    }
}
