using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Ratings282 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "reviews_ratings",
                columns: table => new
                {
                    subject_id = table.Column<long>(type: "INTEGER", nullable: false),
                    one = table.Column<int>(type: "INTEGER", nullable: false),
                    two = table.Column<int>(type: "INTEGER", nullable: false),
                    three = table.Column<int>(type: "INTEGER", nullable: false),
                    four = table.Column<int>(type: "INTEGER", nullable: false),
                    five = table.Column<int>(type: "INTEGER", nullable: false),
                    score = table.Column<double>(type: "REAL", nullable: false),
                    low = table.Column<double>(type: "REAL", nullable: false),
                    high = table.Column<double>(type: "REAL", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_ratings", x => x.subject_id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_usual",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    one = table.Column<double>(type: "REAL", nullable: false),
                    two = table.Column<double>(type: "REAL", nullable: false),
                    three = table.Column<double>(type: "REAL", nullable: false),
                    four = table.Column<double>(type: "REAL", nullable: false),
                    five = table.Column<double>(type: "REAL", nullable: false),
                    reviews = table.Column<int>(type: "INTEGER", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_usual", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_ratings_score",
                table: "reviews_ratings",
                column: "score");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reviews_ratings");

            migrationBuilder.DropTable(
                name: "reviews_usual");
        }
    }
}
