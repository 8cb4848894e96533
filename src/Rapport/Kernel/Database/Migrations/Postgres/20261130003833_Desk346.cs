using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Desk346 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_webhooks_deliveries_webhook_id_id",
                table: "webhooks_deliveries");

            migrationBuilder.AddColumn<string>(
                name: "last_problem_arguments",
                table: "catalog_feeds",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_deliveries_webhook_id_at_id",
                table: "webhooks_deliveries",
                columns: new[] { "webhook_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_members_members_joined_at_id",
                table: "members_members",
                columns: new[] { "joined_at", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_webhooks_deliveries_webhook_id_at_id",
                table: "webhooks_deliveries");

            migrationBuilder.DropIndex(
                name: "ix_members_members_joined_at_id",
                table: "members_members");

            migrationBuilder.DropColumn(
                name: "last_problem_arguments",
                table: "catalog_feeds");

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_deliveries_webhook_id_id",
                table: "webhooks_deliveries",
                columns: new[] { "webhook_id", "id" });
        }
    }
}
