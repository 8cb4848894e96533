using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
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
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    by_employee = table.Column<bool>(type: "boolean", nullable: false),
                    gone = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_answers", x => x.post_id);
                });

            migrationBuilder.CreateTable(
                name: "insight_counts",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    fact = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_counts", x => new { x.day, x.fact });
                });

            migrationBuilder.CreateTable(
                name: "insight_questions",
                columns: table => new
                {
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    peer_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    staff_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    gone = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_questions", x => x.topic_id);
                });

            migrationBuilder.CreateTable(
                name: "insight_unfound",
                columns: table => new
                {
                    month = table.Column<DateOnly>(type: "date", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    marks = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    words = table.Column<string>(type: "text", nullable: true)
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
