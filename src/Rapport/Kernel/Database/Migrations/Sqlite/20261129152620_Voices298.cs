using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Voices298 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "matter",
                table: "conversations_topics",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_matter",
                table: "conversations_topics",
                columns: new[] { "matter", "last_activity_at", "id" },
                filter: "matter IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_matter",
                table: "conversations_topics");

            migrationBuilder.DropColumn(
                name: "matter",
                table: "conversations_topics");
        }
    }
}
