using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Offers336 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "currency",
                table: "reviews_incentives",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "gift_id",
                table: "reviews_incentives",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "kind",
                table: "reviews_incentives",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "minor",
                table: "reviews_incentives",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "percent",
                table: "reviews_incentives",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "currency",
                table: "reviews_incentives");

            migrationBuilder.DropColumn(
                name: "gift_id",
                table: "reviews_incentives");

            migrationBuilder.DropColumn(
                name: "kind",
                table: "reviews_incentives");

            migrationBuilder.DropColumn(
                name: "minor",
                table: "reviews_incentives");

            migrationBuilder.DropColumn(
                name: "percent",
                table: "reviews_incentives");
        }
    }
}
