using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class R2275 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "alarmed_at",
                table: "governance_cases",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ground",
                table: "governance_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ground",
                table: "conversations_removals",
                type: "text",
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
