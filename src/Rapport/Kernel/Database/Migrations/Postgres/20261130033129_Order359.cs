using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Order359 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "appeal_of",
                table: "governance_cases",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "appealed_by",
                table: "governance_cases",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "passage",
                table: "governance_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rule",
                table: "governance_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "weight",
                table: "governance_cases",
                type: "double precision",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.CreateTable(
                name: "governance_statements",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    thing_id = table.Column<long>(type: "bigint", nullable: false),
                    author_id = table.Column<long>(type: "bigint", nullable: true),
                    decided_by = table.Column<long>(type: "bigint", nullable: true),
                    verdict = table.Column<string>(type: "text", nullable: false),
                    ground = table.Column<string>(type: "text", nullable: true),
                    rule = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    passage = table.Column<string>(type: "text", nullable: true),
                    wait = table.Column<string>(type: "text", nullable: true),
                    origin = table.Column<string>(type: "text", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    appeal_of = table.Column<long>(type: "bigint", nullable: true),
                    alone = table.Column<bool>(type: "boolean", nullable: false),
                    cleared = table.Column<string>(type: "text", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<long>(type: "bigint", nullable: true),
                    ending = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_statements", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_governance_cases_appeal_of",
                table: "governance_cases",
                column: "appeal_of");

            migrationBuilder.CreateIndex(
                name: "ix_governance_statements_appeal_of",
                table: "governance_statements",
                column: "appeal_of");

            migrationBuilder.CreateIndex(
                name: "ix_governance_statements_author_id",
                table: "governance_statements",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_governance_statements_case_id",
                table: "governance_statements",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_governance_statements_decided_at_id",
                table: "governance_statements",
                columns: new[] { "decided_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_statements_kind_thing_id",
                table: "governance_statements",
                columns: new[] { "kind", "thing_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "governance_statements");

            migrationBuilder.DropIndex(
                name: "ix_governance_cases_appeal_of",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "appeal_of",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "appealed_by",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "passage",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "rule",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "weight",
                table: "governance_cases");
        }
    }
}
