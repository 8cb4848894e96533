using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Shops343 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "about",
                table: "customers_deliveries",
                type: "TEXT",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "about",
                table: "customers_deliveries");
        }
    }
}
