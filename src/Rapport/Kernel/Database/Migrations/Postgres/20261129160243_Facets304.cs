using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Facets304 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "reviews_asked_owners",
                columns: table => new
                {
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_asked_owners", x => new { x.topic_id, x.member_id });
                });

            migrationBuilder.CreateTable(
                name: "reviews_owner_questions",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sent = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_owner_questions", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_asked_owners_at",
                table: "reviews_asked_owners",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_asked_owners_member_id_at",
                table: "reviews_asked_owners",
                columns: new[] { "member_id", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reviews_asked_owners");

            migrationBuilder.DropTable(
                name: "reviews_owner_questions");
        }
    }
}
