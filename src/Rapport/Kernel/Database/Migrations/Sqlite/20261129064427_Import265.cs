using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Import265 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "source_rating",
                table: "reviews_reviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "source_variant",
                table: "reviews_reviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "particulars",
                table: "interchange_moves",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "signed_by",
                table: "conversations_posts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "interchange_maps",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    json = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interchange_maps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_wanted_photos",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_wanted_photos", x => new { x.review_id, x.place });
                });

            migrationBuilder.CreateIndex(
                name: "ix_interchange_maps_name",
                table: "interchange_maps",
                column: "name",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "interchange_maps");

            migrationBuilder.DropTable(
                name: "reviews_wanted_photos");

            migrationBuilder.DropColumn(
                name: "source_rating",
                table: "reviews_reviews");

            migrationBuilder.DropColumn(
                name: "source_variant",
                table: "reviews_reviews");

            migrationBuilder.DropColumn(
                name: "particulars",
                table: "interchange_moves");

            migrationBuilder.DropColumn(
                name: "signed_by",
                table: "conversations_posts");
        }
    }
}
