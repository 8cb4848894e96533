using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class StandingAndDefence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "outside",
                table: "governance_reports",
                type: "boolean",
                nullable: false,
                defaultValue: false);

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

            migrationBuilder.AddColumn<bool>(
                name: "bought",
                table: "customers_customers",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "defence_classifiers",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    decisions = table.Column<int>(type: "integer", nullable: false),
                    spam = table.Column<int>(type: "integer", nullable: false),
                    learned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_classifiers", x => x.id);
                });

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
                name: "defence_drawing_bands",
                columns: table => new
                {
                    key = table.Column<long>(type: "bigint", nullable: false),
                    post_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_drawing_bands", x => new { x.key, x.post_id });
                });

            migrationBuilder.CreateTable(
                name: "defence_drawings",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    author_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_drawings", x => x.post_id);
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
                name: "defence_signals",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    of = table.Column<string>(type: "text", nullable: false),
                    thing_id = table.Column<long>(type: "bigint", nullable: false),
                    author_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    others = table.Column<int>(type: "integer", nullable: false),
                    held = table.Column<bool>(type: "boolean", nullable: false),
                    right = table.Column<bool>(type: "boolean", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_signals", x => x.id);
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

            migrationBuilder.CreateTable(
                name: "governance_outside_notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    thing_id = table.Column<long>(type: "bigint", nullable: false),
                    path = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    words = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: true),
                    email = table.Column<string>(type: "text", nullable: true),
                    email_hash = table.Column<string>(type: "text", nullable: true),
                    language = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_outside_notices", x => x.id);
                });

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
                    formula_accepted = table.Column<double>(type: "double precision", nullable: false),
                    formula_half_life = table.Column<double>(type: "double precision", nullable: false),
                    formula_helpful = table.Column<double>(type: "double precision", nullable: false),
                    formula_hidden = table.Column<double>(type: "double precision", nullable: false),
                    formula_known = table.Column<double>(type: "double precision", nullable: false),
                    formula_passed_on = table.Column<double>(type: "double precision", nullable: false),
                    formula_repeated = table.Column<double>(type: "double precision", nullable: false),
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
                name: "ix_governance_cases_appeal_of",
                table: "governance_cases",
                column: "appeal_of");

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
                name: "ix_defence_drawing_bands_post_id",
                table: "defence_drawing_bands",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_defence_drawings_at",
                table: "defence_drawings",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_defence_drawings_author_id",
                table: "defence_drawings",
                column: "author_id");

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
                name: "ix_defence_signals_at_id",
                table: "defence_signals",
                columns: new[] { "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_defence_signals_author_id",
                table: "defence_signals",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_defence_signals_kind_right",
                table: "defence_signals",
                columns: new[] { "kind", "right" });

            migrationBuilder.CreateIndex(
                name: "ix_defence_signals_of_thing_id_kind",
                table: "defence_signals",
                columns: new[] { "of", "thing_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_defence_traces_at",
                table: "defence_traces",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_defence_traces_kind_hash",
                table: "defence_traces",
                columns: new[] { "kind", "hash" });

            migrationBuilder.CreateIndex(
                name: "ix_governance_outside_notices_case_id",
                table: "governance_outside_notices",
                column: "case_id");

            migrationBuilder.CreateIndex(
                name: "ix_governance_outside_notices_email_hash_at",
                table: "governance_outside_notices",
                columns: new[] { "email_hash", "at" });

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

            migrationBuilder.Sql(OldDecisions.Sql);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "defence_classifiers");

            migrationBuilder.DropTable(
                name: "defence_deeds");

            migrationBuilder.DropTable(
                name: "defence_drawing_bands");

            migrationBuilder.DropTable(
                name: "defence_drawings");

            migrationBuilder.DropTable(
                name: "defence_finding_parts");

            migrationBuilder.DropTable(
                name: "defence_findings");

            migrationBuilder.DropTable(
                name: "defence_praises");

            migrationBuilder.DropTable(
                name: "defence_signals");

            migrationBuilder.DropTable(
                name: "defence_traces");

            migrationBuilder.DropTable(
                name: "governance_outside_notices");

            migrationBuilder.DropTable(
                name: "governance_statements");

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

            migrationBuilder.DropIndex(
                name: "ix_governance_cases_appeal_of",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "outside",
                table: "governance_reports");

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

            migrationBuilder.DropColumn(
                name: "bought",
                table: "customers_customers");
        }
    }
}
