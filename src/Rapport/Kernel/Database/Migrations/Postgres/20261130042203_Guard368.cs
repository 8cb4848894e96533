using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Guard368 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "defence_deeds",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    actor_id = table.Column<long>(type: "bigint", nullable: false),
                    towards_member_id = table.Column<long>(type: "bigint", nullable: true),
                    post_id = table.Column<long>(type: "bigint", nullable: true),
                    topic_id = table.Column<long>(type: "bigint", nullable: true),
                    product_id = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_deeds", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "defence_finding_parts",
                columns: table => new
                {
                    finding_id = table.Column<long>(type: "bigint", nullable: false),
                    of = table.Column<string>(type: "text", nullable: false),
                    thing_id = table.Column<long>(type: "bigint", nullable: false),
                    opens = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_finding_parts", x => new { x.finding_id, x.of, x.thing_id });
                });

            migrationBuilder.CreateTable(
                name: "defence_findings",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    burst = table.Column<string>(type: "text", nullable: true),
                    key = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    others = table.Column<int>(type: "integer", nullable: false),
                    found_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    seen_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    looked_by = table.Column<long>(type: "bigint", nullable: true),
                    looked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    dismissed_by = table.Column<long>(type: "bigint", nullable: true),
                    dismissed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_findings", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "defence_praises",
                columns: table => new
                {
                    from_member_id = table.Column<long>(type: "bigint", nullable: false),
                    to_member_id = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_praises", x => new { x.from_member_id, x.to_member_id });
                });

            migrationBuilder.CreateTable(
                name: "defence_traces",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_traces", x => new { x.member_id, x.kind, x.hash });
                });

            migrationBuilder.CreateIndex(
                name: "ix_defence_deeds_actor_id",
                table: "defence_deeds",
                column: "actor_id");

            migrationBuilder.CreateIndex(
                name: "ix_defence_deeds_at",
                table: "defence_deeds",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_defence_deeds_kind_at",
                table: "defence_deeds",
                columns: new[] { "kind", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_defence_deeds_towards_member_id",
                table: "defence_deeds",
                column: "towards_member_id");

            migrationBuilder.CreateIndex(
                name: "ix_defence_finding_parts_of_thing_id",
                table: "defence_finding_parts",
                columns: new[] { "of", "thing_id" });

            migrationBuilder.CreateIndex(
                name: "ix_defence_findings_key",
                table: "defence_findings",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_defence_findings_seen_at_id",
                table: "defence_findings",
                columns: new[] { "seen_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_defence_praises_to_member_id",
                table: "defence_praises",
                column: "to_member_id");

            migrationBuilder.CreateIndex(
                name: "ix_defence_traces_at",
                table: "defence_traces",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_defence_traces_kind_hash",
                table: "defence_traces",
                columns: new[] { "kind", "hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "defence_deeds");

            migrationBuilder.DropTable(
                name: "defence_finding_parts");

            migrationBuilder.DropTable(
                name: "defence_findings");

            migrationBuilder.DropTable(
                name: "defence_praises");

            migrationBuilder.DropTable(
                name: "defence_traces");
        }
    }
}
