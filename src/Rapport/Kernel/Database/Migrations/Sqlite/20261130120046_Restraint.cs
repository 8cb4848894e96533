using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Restraint : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "quiet_until",
                table: "members_members",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "suspended_until",
                table: "members_members",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ended_for",
                table: "governance_statements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "meant_until",
                table: "governance_statements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "shortened",
                table: "governance_statements",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "until",
                table: "governance_statements",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "listed",
                table: "governance_cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "slow",
                table: "conversations_topics",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "slow_until",
                table: "conversations_topics",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "slow",
                table: "conversations_spaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "slow_until",
                table: "conversations_spaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "conversations_place_lists",
                columns: table => new
                {
                    space_id = table.Column<long>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    words_are = table.Column<string>(type: "TEXT", nullable: false),
                    hosts = table.Column<string>(type: "TEXT", nullable: false),
                    hosts_are = table.Column<string>(type: "TEXT", nullable: false),
                    welcome = table.Column<string>(type: "TEXT", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_place_lists", x => x.space_id);
                });

            migrationBuilder.CreateTable(
                name: "conversations_slow_turns",
                columns: table => new
                {
                    place_id = table.Column<long>(type: "INTEGER", nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    second = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_slow_turns", x => new { x.place_id, x.member_id });
                });

            migrationBuilder.CreateTable(
                name: "members_distances",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    other_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
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
