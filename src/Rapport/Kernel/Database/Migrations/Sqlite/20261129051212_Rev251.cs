using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Rev251 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_newest",
                table: "conversations_topics");

            migrationBuilder.AddColumn<int>(
                name: "purpose",
                table: "conversations_spaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "reviews_answers",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    aspect_id = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_answers", x => new { x.review_id, x.aspect_id });
                });

            migrationBuilder.CreateTable(
                name: "reviews_aspects",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    category_id = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    options = table.Column<string>(type: "TEXT", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_aspects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_points",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    good = table.Column<bool>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_points", x => new { x.review_id, x.place });
                });

            migrationBuilder.CreateTable(
                name: "reviews_reviews",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    shared_id = table.Column<long>(type: "INTEGER", nullable: false),
                    author_id = table.Column<long>(type: "INTEGER", nullable: true),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    headed = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    order_line_id = table.Column<long>(type: "INTEGER", nullable: true),
                    bought_at = table.Column<long>(type: "INTEGER", nullable: true),
                    incentive_id = table.Column<long>(type: "INTEGER", nullable: true),
                    rewarded = table.Column<bool>(type: "INTEGER", nullable: false),
                    sampled = table.Column<bool>(type: "INTEGER", nullable: false),
                    relation = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    source_verified = table.Column<bool>(type: "INTEGER", nullable: false),
                    imported_at = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    helpful = table.Column<int>(type: "INTEGER", nullable: false),
                    unhelpful = table.Column<int>(type: "INTEGER", nullable: false),
                    helpful_rank = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_reviews", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_newest",
                table: "conversations_topics",
                columns: new[] { "last_activity_at", "id" },
                filter: "sight = 0 AND kind <> 4");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_spaces_reviews",
                table: "conversations_spaces",
                column: "purpose",
                unique: true,
                filter: "purpose = 1");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_answers_aspect_id_value_review_id",
                table: "reviews_answers",
                columns: new[] { "aspect_id", "value", "review_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_aspects_category_id",
                table: "reviews_aspects",
                column: "category_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_all",
                table: "reviews_reviews",
                columns: new[] { "state", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_helpful",
                table: "reviews_reviews",
                columns: new[] { "shared_id", "state", "helpful_rank", "id" },
                descending: new[] { false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_newest",
                table: "reviews_reviews",
                columns: new[] { "shared_id", "state", "created_at", "id" },
                descending: new[] { false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_reviews_author_id_product_id",
                table: "reviews_reviews",
                columns: new[] { "author_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_reviews_product_id",
                table: "reviews_reviews",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_stars",
                table: "reviews_reviews",
                columns: new[] { "shared_id", "state", "stars", "created_at", "id" },
                descending: new[] { false, false, false, true, true });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reviews_answers");

            migrationBuilder.DropTable(
                name: "reviews_aspects");

            migrationBuilder.DropTable(
                name: "reviews_points");

            migrationBuilder.DropTable(
                name: "reviews_reviews");

            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_newest",
                table: "conversations_topics");

            migrationBuilder.DropIndex(
                name: "ix_conversations_spaces_reviews",
                table: "conversations_spaces");

            migrationBuilder.DropColumn(
                name: "purpose",
                table: "conversations_spaces");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_newest",
                table: "conversations_topics",
                columns: new[] { "last_activity_at", "id" },
                filter: "sight = 0");
        }
    }
}
