using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Moderation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_feed_notices_member_id_post_id_occasion",
                table: "feed_notices");

            migrationBuilder.DropPrimaryKey(
                name: "pk_conversations_removals",
                table: "conversations_removals");

            migrationBuilder.AddColumn<long>(
                name: "case_id",
                table: "feed_notices",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "holding",
                table: "conversations_spaces",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "unseen",
                table: "conversations_revisions",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<long>(
                name: "post_id",
                table: "conversations_removals",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint")
                .OldAnnotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "accepted_at",
                table: "conversations_removals",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "accepted_by",
                table: "conversations_removals",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "ended_at",
                table: "conversations_removals",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ended_by",
                table: "conversations_removals",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_conversations_removals",
                table: "conversations_removals",
                columns: new[] { "post_id", "removed_at" });

            migrationBuilder.CreateTable(
                name: "governance_cases",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    thing_id = table.Column<long>(type: "bigint", nullable: false),
                    author_id = table.Column<long>(type: "bigint", nullable: true),
                    wait = table.Column<string>(type: "text", nullable: true),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    verdict = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_paces",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    what = table.Column<string>(type: "text", nullable: false),
                    minute = table.Column<long>(type: "bigint", nullable: false),
                    in_minute = table.Column<int>(type: "integer", nullable: false),
                    hour = table.Column<long>(type: "bigint", nullable: false),
                    in_hour = table.Column<int>(type: "integer", nullable: false),
                    day = table.Column<long>(type: "bigint", nullable: false),
                    in_day = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_paces", x => new { x.member_id, x.what });
                });

            migrationBuilder.CreateTable(
                name: "governance_reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    thing_id = table.Column<long>(type: "bigint", nullable: false),
                    reporter_id = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    note = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_vouches",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    vouched_by = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_vouches", x => x.member_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_feed_notices_case_id",
                table: "feed_notices",
                column: "case_id",
                filter: "case_id <> 0");

            migrationBuilder.CreateIndex(
                name: "ix_feed_notices_member_id_post_id_occasion_case_id",
                table: "feed_notices",
                columns: new[] { "member_id", "post_id", "occasion", "case_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_governance_cases_author_id",
                table: "governance_cases",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_governance_cases_decided",
                table: "governance_cases",
                columns: new[] { "decided_at", "id" },
                filter: "decided_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_governance_cases_open",
                table: "governance_cases",
                columns: new[] { "kind", "thing_id" },
                unique: true,
                filter: "decided_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_governance_cases_waiting",
                table: "governance_cases",
                columns: new[] { "opened_at", "id" },
                filter: "decided_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_governance_reports_case_id",
                table: "governance_reports",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_governance_reports_reporter_id_kind_thing_id",
                table: "governance_reports",
                columns: new[] { "reporter_id", "kind", "thing_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "governance_cases");

            migrationBuilder.DropTable(
                name: "governance_paces");

            migrationBuilder.DropTable(
                name: "governance_reports");

            migrationBuilder.DropTable(
                name: "governance_vouches");

            migrationBuilder.DropIndex(
                name: "ix_feed_notices_case_id",
                table: "feed_notices");

            migrationBuilder.DropIndex(
                name: "ix_feed_notices_member_id_post_id_occasion_case_id",
                table: "feed_notices");

            migrationBuilder.DropPrimaryKey(
                name: "pk_conversations_removals",
                table: "conversations_removals");

            migrationBuilder.DropColumn(
                name: "case_id",
                table: "feed_notices");

            migrationBuilder.DropColumn(
                name: "holding",
                table: "conversations_spaces");

            migrationBuilder.DropColumn(
                name: "unseen",
                table: "conversations_revisions");

            migrationBuilder.DropColumn(
                name: "accepted_at",
                table: "conversations_removals");

            migrationBuilder.DropColumn(
                name: "accepted_by",
                table: "conversations_removals");

            migrationBuilder.DropColumn(
                name: "ended_at",
                table: "conversations_removals");

            migrationBuilder.DropColumn(
                name: "ended_by",
                table: "conversations_removals");

            migrationBuilder.AlterColumn<long>(
                name: "post_id",
                table: "conversations_removals",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint")
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

            migrationBuilder.AddPrimaryKey(
                name: "pk_conversations_removals",
                table: "conversations_removals",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_feed_notices_member_id_post_id_occasion",
                table: "feed_notices",
                columns: new[] { "member_id", "post_id", "occasion" },
                unique: true);
        }
    }
}
