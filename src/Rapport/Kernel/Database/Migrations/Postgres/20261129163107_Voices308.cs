using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Voices308 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "stories_consents",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    story_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: true),
                    words = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stories_consents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stories_stories",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    rewarded = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stories_stories", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_stories",
                table: "conversations_topics",
                column: "id",
                filter: "kind = 3 AND sight = 0");

            migrationBuilder.CreateIndex(
                name: "ix_stories_consents_in_force",
                table: "stories_consents",
                column: "story_id",
                unique: true,
                filter: "withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_stories_consents_member_id",
                table: "stories_consents",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_stories_consents_story",
                table: "stories_consents",
                column: "story_id");

            migrationBuilder.CreateIndex(
                name: "ix_stories_consents_withdrawn_at",
                table: "stories_consents",
                column: "withdrawn_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stories_consents");

            migrationBuilder.DropTable(
                name: "stories_stories");

            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_stories",
                table: "conversations_topics");
        }
    }
}
