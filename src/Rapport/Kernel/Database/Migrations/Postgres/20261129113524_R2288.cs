using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class R2288 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "changed_at",
                table: "reviews_reviews",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "incentive_id",
                table: "reviews_reviews",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "reviews_editions",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    stars = table.Column<int>(type: "integer", nullable: false),
                    good = table.Column<string>(type: "text", nullable: false),
                    bad = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    unseen = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_editions", x => new { x.review_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "reviews_incentive_products",
                columns: table => new
                {
                    incentive_id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_incentive_products", x => new { x.incentive_id, x.product_id });
                });

            migrationBuilder.CreateTable(
                name: "reviews_incentives",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    offer = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateOnly>(type: "date", nullable: false),
                    until = table.Column<DateOnly>(type: "date", nullable: true),
                    code = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_incentives", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_no_answers",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "bigint", nullable: false),
                    by = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_no_answers", x => x.review_id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_private_words",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    review_id = table.Column<long>(type: "bigint", nullable: false),
                    author_id = table.Column<long>(type: "bigint", nullable: true),
                    by_brand = table.Column<bool>(type: "boolean", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_private_words", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_incentives_code",
                table: "reviews_incentives",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_private_words_author_id",
                table: "reviews_private_words",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_private_words_review_id",
                table: "reviews_private_words",
                column: "review_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reviews_editions");

            migrationBuilder.DropTable(
                name: "reviews_incentive_products");

            migrationBuilder.DropTable(
                name: "reviews_incentives");

            migrationBuilder.DropTable(
                name: "reviews_no_answers");

            migrationBuilder.DropTable(
                name: "reviews_private_words");

            migrationBuilder.DropColumn(
                name: "changed_at",
                table: "reviews_reviews");

            migrationBuilder.DropColumn(
                name: "incentive_id",
                table: "reviews_reviews");
        }
    }
}
