using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Trust370 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "bought",
                table: "customers_customers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "trust_appointments",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    area_id = table.Column<long>(type: "bigint", nullable: true),
                    appointed_by = table.Column<long>(type: "bigint", nullable: false),
                    appointed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_by = table.Column<long>(type: "bigint", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_appointments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "trust_bars",
                columns: table => new
                {
                    area_id = table.Column<long>(type: "bigint", nullable: false),
                    privilege = table.Column<int>(type: "integer", nullable: false),
                    amount = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_bars", x => new { x.area_id, x.privilege });
                });

            migrationBuilder.CreateTable(
                name: "trust_grants",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    area_id = table.Column<long>(type: "bigint", nullable: false),
                    privilege = table.Column<int>(type: "integer", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    fades_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_grants", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "trust_praises",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    thing_id = table.Column<long>(type: "bigint", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    area_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    giver_id = table.Column<long>(type: "bigint", nullable: true),
                    receiver_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<double>(type: "double precision", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    counts = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_praises", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "trust_standings",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    area_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_standings", x => new { x.member_id, x.area_id });
                });

            migrationBuilder.CreateTable(
                name: "trust_ties",
                columns: table => new
                {
                    giver_id = table.Column<long>(type: "bigint", nullable: false),
                    receiver_id = table.Column<long>(type: "bigint", nullable: false),
                    amount = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_ties", x => new { x.giver_id, x.receiver_id });
                });

            migrationBuilder.CreateTable(
                name: "trust_trial_changes",
                columns: table => new
                {
                    trial_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    before = table.Column<double>(type: "double precision", nullable: false),
                    after = table.Column<double>(type: "double precision", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_trial_changes", x => new { x.trial_id, x.member_id });
                });

            migrationBuilder.CreateTable(
                name: "trust_trial_reaches",
                columns: table => new
                {
                    trial_id = table.Column<long>(type: "bigint", nullable: false),
                    privilege = table.Column<int>(type: "integer", nullable: false),
                    before = table.Column<int>(type: "integer", nullable: false),
                    after = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_trial_reaches", x => new { x.trial_id, x.privilege });
                });

            migrationBuilder.CreateTable(
                name: "trust_trials",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    asked_by = table.Column<long>(type: "bigint", nullable: false),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted = table.Column<double>(type: "double precision", nullable: false),
                    helpful = table.Column<double>(type: "double precision", nullable: false),
                    hidden = table.Column<double>(type: "double precision", nullable: false),
                    known = table.Column<double>(type: "double precision", nullable: false),
                    passed_on = table.Column<double>(type: "double precision", nullable: false),
                    repeated = table.Column<double>(type: "double precision", nullable: false),
                    half_life = table.Column<double>(type: "double precision", nullable: false),
                    node = table.Column<string>(type: "text", nullable: true),
                    beat_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    done = table.Column<long>(type: "bigint", nullable: false),
                    of = table.Column<long>(type: "bigint", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stopped = table.Column<bool>(type: "boolean", nullable: false),
                    applied_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    winners = table.Column<int>(type: "integer", nullable: false),
                    losers = table.Column<int>(type: "integer", nullable: false),
                    same = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_trials", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "trust_voices",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    received = table.Column<double>(type: "double precision", nullable: false),
                    given = table.Column<double>(type: "double precision", nullable: false),
                    known = table.Column<int>(type: "integer", nullable: false),
                    upheld = table.Column<int>(type: "integer", nullable: false),
                    rejected = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trust_voices", x => x.member_id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_trust_appointments_held",
                table: "trust_appointments",
                columns: new[] { "member_id", "area_id" },
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_trust_grants_held",
                table: "trust_grants",
                columns: new[] { "member_id", "area_id", "privilege" },
                unique: true,
                filter: "ended_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_trust_praises_giver_id",
                table: "trust_praises",
                column: "giver_id");

            migrationBuilder.CreateIndex(
                name: "ix_trust_praises_receiver_id_area_id_kind",
                table: "trust_praises",
                columns: new[] { "receiver_id", "area_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_trust_praises_thing_id_giver_id",
                table: "trust_praises",
                columns: new[] { "thing_id", "giver_id" });

            migrationBuilder.CreateIndex(
                name: "ix_trust_praises_topic_id",
                table: "trust_praises",
                column: "topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_trust_standings_area_id_amount",
                table: "trust_standings",
                columns: new[] { "area_id", "amount" });

            migrationBuilder.CreateIndex(
                name: "ix_trust_ties_receiver_id",
                table: "trust_ties",
                column: "receiver_id");

            migrationBuilder.CreateIndex(
                name: "ix_trust_trials_asked_at",
                table: "trust_trials",
                column: "asked_at");

            migrationBuilder.CreateIndex(
                name: "ix_trust_voices_received",
                table: "trust_voices",
                column: "received");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "trust_appointments");

            migrationBuilder.DropTable(
                name: "trust_bars");

            migrationBuilder.DropTable(
                name: "trust_grants");

            migrationBuilder.DropTable(
                name: "trust_praises");

            migrationBuilder.DropTable(
                name: "trust_standings");

            migrationBuilder.DropTable(
                name: "trust_ties");

            migrationBuilder.DropTable(
                name: "trust_trial_changes");

            migrationBuilder.DropTable(
                name: "trust_trial_reaches");

            migrationBuilder.DropTable(
                name: "trust_trials");

            migrationBuilder.DropTable(
                name: "trust_voices");

            migrationBuilder.DropColumn(
                name: "bought",
                table: "customers_customers");
        }
    }
}
