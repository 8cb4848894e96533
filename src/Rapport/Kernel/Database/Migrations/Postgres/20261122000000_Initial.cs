using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "catalog_products",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    gtin = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    brand = table.Column<string>(type: "text", nullable: true),
                    description = table.Column<string>(type: "text", nullable: true),
                    family_id = table.Column<long>(type: "bigint", nullable: true),
                    category_id = table.Column<long>(type: "bigint", nullable: true),
                    picture = table.Column<string>(type: "text", nullable: true),
                    link = table.Column<string>(type: "text", nullable: true),
                    price_minor = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true),
                    price_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_acts",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<long>(type: "bigint", nullable: true),
                    subject_kind = table.Column<string>(type: "text", nullable: true),
                    subject_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_acts", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "kernel_checkpoints",
                columns: table => new
                {
                    reader = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    reader_version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_checkpoints", x => x.reader);
                });

            migrationBuilder.CreateTable(
                name: "kernel_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: true),
                    xid = table.Column<long>(type: "bigint", nullable: true, defaultValueSql: "pg_current_xact_id()::text::bigint"),
                    type = table.Column<string>(type: "text", nullable: false),
                    schema = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor = table.Column<long>(type: "bigint", nullable: true),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<long>(type: "bigint", nullable: false),
                    subject_version = table.Column<int>(type: "integer", nullable: false),
                    cause = table.Column<int>(type: "integer", nullable: false),
                    payload = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_ids",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    next = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_ids", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: true),
                    payload = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    locked_by = table.Column<string>(type: "text", nullable: true),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    done_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    dead_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    problem = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_mails",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<string>(type: "text", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<string>(type: "text", nullable: false),
                    message_id = table.Column<string>(type: "text", nullable: false),
                    headers = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_protection_keys",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_protection_keys", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "kernel_schedules",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_schedules", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "members_members",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    handle = table.Column<string>(type: "text", nullable: false),
                    role = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true),
                    bio = table.Column<string>(type: "text", nullable: true),
                    avatar = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    zone = table.Column<string>(type: "text", nullable: false),
                    joined_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    left_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_members", x => x.id);
                });

            migrationBuilder.InsertData(
                table: "kernel_ids",
                columns: new[] { "id", "next" },
                values: new object[] { 1, 1000L });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_category_id",
                table: "catalog_products",
                column: "category_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_family_id",
                table: "catalog_products",
                column: "family_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_gtin",
                table: "catalog_products",
                column: "gtin");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_sku",
                table: "catalog_products",
                column: "sku",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_acts_at",
                table: "kernel_acts",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_events_position",
                table: "kernel_events",
                column: "position",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_events_subject_kind_subject_id",
                table: "kernel_events",
                columns: new[] { "subject_kind", "subject_id" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_events_xid",
                table: "kernel_events",
                column: "xid",
                filter: "position IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_jobs_due_at",
                table: "kernel_jobs",
                column: "due_at",
                filter: "done_at IS NULL AND dead_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_jobs_key",
                table: "kernel_jobs",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_kernel_mails_at",
                table: "kernel_mails",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_mails_member",
                table: "kernel_mails",
                column: "member");

            migrationBuilder.CreateIndex(
                name: "ix_members_members_handle",
                table: "members_members",
                column: "handle",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_products");

            migrationBuilder.DropTable(
                name: "kernel_acts");

            migrationBuilder.DropTable(
                name: "kernel_checkpoints");

            migrationBuilder.DropTable(
                name: "kernel_events");

            migrationBuilder.DropTable(
                name: "kernel_ids");

            migrationBuilder.DropTable(
                name: "kernel_jobs");

            migrationBuilder.DropTable(
                name: "kernel_mails");

            migrationBuilder.DropTable(
                name: "kernel_protection_keys");

            migrationBuilder.DropTable(
                name: "kernel_schedules");

            migrationBuilder.DropTable(
                name: "members_members");
        }
    }
}
