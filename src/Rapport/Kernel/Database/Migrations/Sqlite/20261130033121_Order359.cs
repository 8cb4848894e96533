using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "appealed_by",
                table: "governance_cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "passage",
                table: "governance_cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "rule",
                table: "governance_cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<double>(
                name: "weight",
                table: "governance_cases",
                type: "REAL",
                nullable: false,
                defaultValue: 0.0);

            migrationBuilder.CreateTable(
                name: "governance_statements",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    thing_id = table.Column<long>(type: "INTEGER", nullable: false),
                    author_id = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_by = table.Column<long>(type: "INTEGER", nullable: true),
                    verdict = table.Column<string>(type: "TEXT", nullable: false),
                    ground = table.Column<string>(type: "TEXT", nullable: true),
                    rule = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    passage = table.Column<string>(type: "TEXT", nullable: true),
                    wait = table.Column<string>(type: "TEXT", nullable: true),
                    origin = table.Column<string>(type: "TEXT", nullable: false),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: false),
                    appeal_of = table.Column<long>(type: "INTEGER", nullable: true),
                    alone = table.Column<bool>(type: "INTEGER", nullable: false),
                    cleared = table.Column<string>(type: "TEXT", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_by = table.Column<long>(type: "INTEGER", nullable: true),
                    ending = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
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
