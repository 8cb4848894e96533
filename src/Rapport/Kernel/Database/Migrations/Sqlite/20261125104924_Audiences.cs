using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Audiences : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "archived_at",
                table: "conversations_spaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "members_belongings",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    audience = table.Column<string>(type: "TEXT", nullable: false),
                    given_by = table.Column<long>(type: "INTEGER", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_belongings", x => new { x.member_id, x.audience });
                });

            migrationBuilder.CreateIndex(
                name: "ix_members_belongings_audience_member_id",
                table: "members_belongings",
                columns: new[] { "audience", "member_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "members_belongings");

            migrationBuilder.DropColumn(
                name: "archived_at",
                table: "conversations_spaces");
        }
    }
}
