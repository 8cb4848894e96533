using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Insight : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "insight_answers",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_employee = table.Column<bool>(type: "INTEGER", nullable: false),
                    gone = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_answers", x => x.post_id);
                });

            migrationBuilder.CreateTable(
                name: "insight_counts",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    fact = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_counts", x => new { x.day, x.fact });
                });

            migrationBuilder.CreateTable(
                name: "insight_questions",
                columns: table => new
                {
                    topic_id = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    peer_at = table.Column<long>(type: "INTEGER", nullable: true),
                    staff_at = table.Column<long>(type: "INTEGER", nullable: true),
                    gone = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_questions", x => x.topic_id);
                });

            migrationBuilder.CreateTable(
                name: "insight_unfound",
                columns: table => new
                {
                    month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    marks = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_unfound", x => new { x.month, x.key });
                });

            migrationBuilder.CreateIndex(
                name: "ix_insight_answers_topic_id_at",
                table: "insight_answers",
                columns: new[] { "topic_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_insight_questions_asked_at",
                table: "insight_questions",
                column: "asked_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "insight_answers");

            migrationBuilder.DropTable(
                name: "insight_counts");

            migrationBuilder.DropTable(
                name: "insight_questions");

            migrationBuilder.DropTable(
                name: "insight_unfound");
        }
    }
}
