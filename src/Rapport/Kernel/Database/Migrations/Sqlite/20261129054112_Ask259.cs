using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Ask259 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "refused_at",
                table: "kernel_mails",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "customers_customers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "reviews_asked",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_asked", x => x.review_id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_owners",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_owners", x => new { x.member_id, x.product_id });
                });

            migrationBuilder.CreateTable(
                name: "reviews_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: true),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    remind_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reminded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reminded_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    mail_id = table.Column<long>(type: "INTEGER", nullable: true),
                    refused_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_stops",
                columns: table => new
                {
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    refused = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_stops", x => x.address);
                });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_mails_refused_at",
                table: "kernel_mails",
                column: "refused_at",
                filter: "refused_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_orders_delivered_at",
                table: "customers_orders",
                column: "delivered_at");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_asked_on",
                table: "reviews_asked",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_asked_request_id",
                table: "reviews_asked",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_owners_product_id",
                table: "reviews_owners",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_asked_at",
                table: "reviews_requests",
                column: "asked_at");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_customer_id",
                table: "reviews_requests",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_made_at",
                table: "reviews_requests",
                column: "made_at");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_mail_id",
                table: "reviews_requests",
                column: "mail_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_order_id",
                table: "reviews_requests",
                column: "order_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_remind_at",
                table: "reviews_requests",
                column: "remind_at",
                filter: "remind_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_reminded_at",
                table: "reviews_requests",
                column: "reminded_at");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_stops_on",
                table: "reviews_stops",
                column: "on");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "reviews_asked");

            migrationBuilder.DropTable(
                name: "reviews_owners");

            migrationBuilder.DropTable(
                name: "reviews_requests");

            migrationBuilder.DropTable(
                name: "reviews_stops");

            migrationBuilder.DropIndex(
                name: "ix_kernel_mails_refused_at",
                table: "kernel_mails");

            migrationBuilder.DropIndex(
                name: "ix_customers_orders_delivered_at",
                table: "customers_orders");

            migrationBuilder.DropColumn(
                name: "refused_at",
                table: "kernel_mails");

            migrationBuilder.DropColumn(
                name: "language",
                table: "customers_customers");
        }
    }
}
