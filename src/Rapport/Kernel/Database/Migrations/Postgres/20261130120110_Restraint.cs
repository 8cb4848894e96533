using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Restraint : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "quiet_until",
                table: "members_members",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "suspended_until",
                table: "members_members",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ended_for",
                table: "governance_statements",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "meant_until",
                table: "governance_statements",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "shortened",
                table: "governance_statements",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "until",
                table: "governance_statements",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "listed",
                table: "governance_cases",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "slow",
                table: "conversations_topics",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "slow_until",
                table: "conversations_topics",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "slow",
                table: "conversations_spaces",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "slow_until",
                table: "conversations_spaces",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "conversations_place_lists",
                columns: table => new
                {
                    space_id = table.Column<long>(type: "bigint", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    words_are = table.Column<string>(type: "text", nullable: false),
                    hosts = table.Column<string>(type: "text", nullable: false),
                    hosts_are = table.Column<string>(type: "text", nullable: false),
                    welcome = table.Column<string>(type: "text", nullable: false),
                    why = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_place_lists", x => x.space_id);
                });

            migrationBuilder.CreateTable(
                name: "conversations_slow_turns",
                columns: table => new
                {
                    place_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    second = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_slow_turns", x => new { x.place_id, x.member_id });
                });

            migrationBuilder.CreateTable(
                name: "members_distances",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    other_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_distances", x => new { x.member_id, x.other_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_slow_turns_member_id",
                table: "conversations_slow_turns",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_slow_turns_second",
                table: "conversations_slow_turns",
                column: "second");

            migrationBuilder.CreateIndex(
                name: "ix_members_distances_other_id",
                table: "members_distances",
                column: "other_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "conversations_place_lists");

            migrationBuilder.DropTable(
                name: "conversations_slow_turns");

            migrationBuilder.DropTable(
                name: "members_distances");

            migrationBuilder.DropColumn(
                name: "quiet_until",
                table: "members_members");

            migrationBuilder.DropColumn(
                name: "suspended_until",
                table: "members_members");

            migrationBuilder.DropColumn(
                name: "ended_for",
                table: "governance_statements");

            migrationBuilder.DropColumn(
                name: "meant_until",
                table: "governance_statements");

            migrationBuilder.DropColumn(
                name: "shortened",
                table: "governance_statements");

            migrationBuilder.DropColumn(
                name: "until",
                table: "governance_statements");

            migrationBuilder.DropColumn(
                name: "listed",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "slow",
                table: "conversations_topics");

            migrationBuilder.DropColumn(
                name: "slow_until",
                table: "conversations_topics");

            migrationBuilder.DropColumn(
                name: "slow",
                table: "conversations_spaces");

            migrationBuilder.DropColumn(
                name: "slow_until",
                table: "conversations_spaces");
        }
    }
}
