using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Customers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "customers_customers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    email = table.Column<string>(type: "text", nullable: true),
                    email_key = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "text", nullable: true),
                    member_id = table.Column<long>(type: "bigint", nullable: true),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_customers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    shop_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    topic = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_order_lines",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: true),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    returned = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_order_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_orders",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<string>(type: "text", nullable: false),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    placed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    delivered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    told_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    is_history = table.Column<bool>(type: "boolean", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_orders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_refund_lines",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    refund_id = table.Column<long>(type: "bigint", nullable: false),
                    line_key = table.Column<string>(type: "text", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    line_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_refund_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_refunds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    order_key = table.Column<string>(type: "text", nullable: false),
                    order_id = table.Column<long>(type: "bigint", nullable: true),
                    customer_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_refunds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_shops",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    old_secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    old_secret_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    access = table.Column<byte[]>(type: "bytea", nullable: true),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    heard_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    failure = table.Column<string>(type: "text", nullable: true),
                    asked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stopped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_shops", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_customers_customers_email_key",
                table: "customers_customers",
                column: "email_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customers_customers_member_id",
                table: "customers_customers",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_deliveries_at",
                table: "customers_deliveries",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_customers_deliveries_shop_id_id",
                table: "customers_deliveries",
                columns: new[] { "shop_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_customers_order_lines_order_id_key",
                table: "customers_order_lines",
                columns: new[] { "order_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customers_order_lines_product_id",
                table: "customers_order_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_order_lines_sku",
                table: "customers_order_lines",
                column: "sku");

            migrationBuilder.CreateIndex(
                name: "ix_customers_orders_customer_id",
                table: "customers_orders",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_orders_number",
                table: "customers_orders",
                column: "number");

            migrationBuilder.CreateIndex(
                name: "ix_customers_orders_placed_at",
                table: "customers_orders",
                column: "placed_at");

            migrationBuilder.CreateIndex(
                name: "ix_customers_orders_source_key",
                table: "customers_orders",
                columns: new[] { "source", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customers_refund_lines_refund_id",
                table: "customers_refund_lines",
                column: "refund_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_refunds_order_id",
                table: "customers_refunds",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_customers_refunds_source_key",
                table: "customers_refunds",
                columns: new[] { "source", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_customers_refunds_source_order_key",
                table: "customers_refunds",
                columns: new[] { "source", "order_key" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "customers_customers");

            migrationBuilder.DropTable(
                name: "customers_deliveries");

            migrationBuilder.DropTable(
                name: "customers_order_lines");

            migrationBuilder.DropTable(
                name: "customers_orders");

            migrationBuilder.DropTable(
                name: "customers_refund_lines");

            migrationBuilder.DropTable(
                name: "customers_refunds");

            migrationBuilder.DropTable(
                name: "customers_shops");
        }
    }
}
