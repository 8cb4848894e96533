using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ClaimsAndSessions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "signed_up_at",
                table: "members_members",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "members_ended_sessions",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_ended_sessions", x => x.key);
                });

            migrationBuilder.CreateIndex(
                name: "ix_members_ended_sessions_at",
                table: "members_ended_sessions",
                column: "at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "members_ended_sessions");

            migrationBuilder.DropColumn(
                name: "signed_up_at",
                table: "members_members");
        }
    }
}
