using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OpenForBusiness : Migration
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
                name: "agreed_text_id",
                table: "members_members",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "signed_up_at",
                table: "members_members",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "asks",
                table: "members_legal_texts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "answer",
                table: "kernel_acts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "print",
                table: "kernel_acts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "case_id",
                table: "feed_notices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "archived_at",
                table: "conversations_spaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "holding",
                table: "conversations_spaces",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "unseen",
                table: "conversations_revisions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AlterColumn<long>(
                name: "post_id",
                table: "conversations_removals",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "INTEGER")
                .OldAnnotation("Sqlite:Autoincrement", true);

            migrationBuilder.AddColumn<long>(
                name: "accepted_at",
                table: "conversations_removals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "accepted_by",
                table: "conversations_removals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ended_at",
                table: "conversations_removals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ended_by",
                table: "conversations_removals",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddPrimaryKey(
                name: "pk_conversations_removals",
                table: "conversations_removals",
                columns: new[] { "post_id", "removed_at" });

            migrationBuilder.CreateTable(
                name: "customers_customers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    email = table.Column<string>(type: "TEXT", nullable: true),
                    email_key = table.Column<string>(type: "TEXT", nullable: true),
                    name = table.Column<string>(type: "TEXT", nullable: true),
                    member_id = table.Column<long>(type: "INTEGER", nullable: true),
                    seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_customers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    shop_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    topic = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    reason = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_order_lines",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    sku = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: true),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    minor = table.Column<long>(type: "INTEGER", nullable: false),
                    returned = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_order_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_orders",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<string>(type: "TEXT", nullable: false),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: true),
                    placed_at = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    minor = table.Column<long>(type: "INTEGER", nullable: false),
                    delivered_at = table.Column<long>(type: "INTEGER", nullable: true),
                    cancelled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    told_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_history = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_orders", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_refund_lines",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    refund_id = table.Column<long>(type: "INTEGER", nullable: false),
                    line_key = table.Column<string>(type: "TEXT", nullable: false),
                    sku = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    minor = table.Column<long>(type: "INTEGER", nullable: false),
                    line_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_refund_lines", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_refunds",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    order_key = table.Column<string>(type: "TEXT", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: true),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false),
                    minor = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_refunds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "customers_shops",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    secret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    old_secret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    old_secret_until = table.Column<long>(type: "INTEGER", nullable: true),
                    access = table.Column<byte[]>(type: "BLOB", nullable: true),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false),
                    heard_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    failure = table.Column<string>(type: "TEXT", nullable: true),
                    asked_until = table.Column<long>(type: "INTEGER", nullable: true),
                    stopped_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_customers_shops", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_cases",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    thing_id = table.Column<long>(type: "INTEGER", nullable: false),
                    author_id = table.Column<long>(type: "INTEGER", nullable: true),
                    wait = table.Column<string>(type: "TEXT", nullable: true),
                    opened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    verdict = table.Column<string>(type: "TEXT", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    decided_by = table.Column<long>(type: "INTEGER", nullable: true),
                    decided_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_cases", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_paces",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    what = table.Column<string>(type: "TEXT", nullable: false),
                    minute = table.Column<long>(type: "INTEGER", nullable: false),
                    in_minute = table.Column<int>(type: "INTEGER", nullable: false),
                    hour = table.Column<long>(type: "INTEGER", nullable: false),
                    in_hour = table.Column<int>(type: "INTEGER", nullable: false),
                    day = table.Column<long>(type: "INTEGER", nullable: false),
                    in_day = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_paces", x => new { x.member_id, x.what });
                });

            migrationBuilder.CreateTable(
                name: "governance_reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    case_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    thing_id = table.Column<long>(type: "INTEGER", nullable: false),
                    reporter_id = table.Column<long>(type: "INTEGER", nullable: true),
                    reason = table.Column<string>(type: "TEXT", nullable: false),
                    note = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_reports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "governance_vouches",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    vouched_by = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_governance_vouches", x => x.member_id);
                });

            migrationBuilder.CreateTable(
                name: "insight_answers",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "INTEGER", nullable: false),
                    topic_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by_employee = table.Column<bool>(type: "INTEGER", nullable: false),
                    gone = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_answers", x => x.post_id);
                });

            migrationBuilder.CreateTable(
                name: "insight_counts",
                columns: table => new
                {
                    day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    fact = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_counts", x => new { x.day, x.fact });
                });

            migrationBuilder.CreateTable(
                name: "insight_questions",
                columns: table => new
                {
                    topic_id = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    peer_at = table.Column<long>(type: "INTEGER", nullable: true),
                    staff_at = table.Column<long>(type: "INTEGER", nullable: true),
                    gone = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_questions", x => x.topic_id);
                });

            migrationBuilder.CreateTable(
                name: "insight_unfound",
                columns: table => new
                {
                    month = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    marks = table.Column<string>(type: "TEXT", nullable: false),
                    number = table.Column<long>(type: "INTEGER", nullable: false),
                    words = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_insight_unfound", x => new { x.month, x.key });
                });

            migrationBuilder.CreateTable(
                name: "kernel_backups",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    finished_at = table.Column<long>(type: "INTEGER", nullable: true),
                    host = table.Column<string>(type: "TEXT", nullable: true),
                    file = table.Column<string>(type: "TEXT", nullable: true),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    files_missing = table.Column<int>(type: "INTEGER", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_backups", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_tidied",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    removed = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_tidied", x => x.kind);
                });

            migrationBuilder.CreateTable(
                name: "members_agreements",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    text_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_agreements", x => new { x.member_id, x.text_id });
                });

            migrationBuilder.CreateTable(
                name: "members_belongings",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    audience = table.Column<string>(type: "TEXT", nullable: false),
                    given_by = table.Column<long>(type: "INTEGER", nullable: true),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_belongings", x => new { x.member_id, x.audience });
                });

            migrationBuilder.CreateTable(
                name: "members_ended_sessions",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_ended_sessions", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "members_tokens",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    hash = table.Column<string>(type: "TEXT", nullable: false),
                    tail = table.Column<string>(type: "TEXT", nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: true),
                    used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_tokens", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    delivery_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: true),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    milliseconds = table.Column<int>(type: "INTEGER", nullable: false),
                    answer = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks_attempts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks_deliveries",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    webhook_id = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    locked_until = table.Column<long>(type: "INTEGER", nullable: true),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks_deliveries", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "webhooks_webhooks",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: false),
                    types = table.Column<string>(type: "TEXT", nullable: false),
                    reach = table.Column<string>(type: "TEXT", nullable: false),
                    full = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    secret = table.Column<byte[]>(type: "BLOB", nullable: false),
                    secret_before = table.Column<byte[]>(type: "BLOB", nullable: true),
                    before_until = table.Column<long>(type: "INTEGER", nullable: true),
                    stopped_at = table.Column<long>(type: "INTEGER", nullable: true),
                    stop_reason = table.Column<string>(type: "TEXT", nullable: true),
                    failing_since = table.Column<long>(type: "INTEGER", nullable: true),
                    failures = table.Column<int>(type: "INTEGER", nullable: false),
                    quiet_until = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_webhooks_webhooks", x => x.id);
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
                name: "ix_conversations_posts_unseen",
                table: "conversations_posts",
                column: "topic_id",
                filter: "sight <> 0");

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

            migrationBuilder.CreateIndex(
                name: "ix_insight_answers_topic_id_at",
                table: "insight_answers",
                columns: new[] { "topic_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_insight_questions_asked_at",
                table: "insight_questions",
                column: "asked_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_backups_key",
                table: "kernel_backups",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_members_agreements_text_id",
                table: "members_agreements",
                column: "text_id");

            migrationBuilder.CreateIndex(
                name: "ix_members_belongings_audience_member_id",
                table: "members_belongings",
                columns: new[] { "audience", "member_id" });

            migrationBuilder.CreateIndex(
                name: "ix_members_ended_sessions_at",
                table: "members_ended_sessions",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_members_tokens_hash",
                table: "members_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_members_tokens_member_id",
                table: "members_tokens",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_attempts_delivery_id",
                table: "webhooks_attempts",
                column: "delivery_id");

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_deliveries_done_at",
                table: "webhooks_deliveries",
                column: "done_at");

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_deliveries_due_at",
                table: "webhooks_deliveries",
                column: "due_at",
                filter: "due_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_deliveries_locked_until",
                table: "webhooks_deliveries",
                column: "locked_until",
                filter: "locked_until IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_deliveries_webhook_id_id",
                table: "webhooks_deliveries",
                columns: new[] { "webhook_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_webhooks_deliveries_webhook_id_position",
                table: "webhooks_deliveries",
                columns: new[] { "webhook_id", "position" },
                unique: true);
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

            migrationBuilder.DropTable(
                name: "governance_cases");

            migrationBuilder.DropTable(
                name: "governance_paces");

            migrationBuilder.DropTable(
                name: "governance_reports");

            migrationBuilder.DropTable(
                name: "governance_vouches");

            migrationBuilder.DropTable(
                name: "insight_answers");

            migrationBuilder.DropTable(
                name: "insight_counts");

            migrationBuilder.DropTable(
                name: "insight_questions");

            migrationBuilder.DropTable(
                name: "insight_unfound");

            migrationBuilder.DropTable(
                name: "kernel_backups");

            migrationBuilder.DropTable(
                name: "kernel_tidied");

            migrationBuilder.DropTable(
                name: "members_agreements");

            migrationBuilder.DropTable(
                name: "members_belongings");

            migrationBuilder.DropTable(
                name: "members_ended_sessions");

            migrationBuilder.DropTable(
                name: "members_tokens");

            migrationBuilder.DropTable(
                name: "webhooks_attempts");

            migrationBuilder.DropTable(
                name: "webhooks_deliveries");

            migrationBuilder.DropTable(
                name: "webhooks_webhooks");

            migrationBuilder.DropIndex(
                name: "ix_feed_notices_case_id",
                table: "feed_notices");

            migrationBuilder.DropIndex(
                name: "ix_feed_notices_member_id_post_id_occasion_case_id",
                table: "feed_notices");

            migrationBuilder.DropPrimaryKey(
                name: "pk_conversations_removals",
                table: "conversations_removals");

            migrationBuilder.DropIndex(
                name: "ix_conversations_posts_unseen",
                table: "conversations_posts");

            migrationBuilder.DropColumn(
                name: "agreed_text_id",
                table: "members_members");

            migrationBuilder.DropColumn(
                name: "signed_up_at",
                table: "members_members");

            migrationBuilder.DropColumn(
                name: "asks",
                table: "members_legal_texts");

            migrationBuilder.DropColumn(
                name: "answer",
                table: "kernel_acts");

            migrationBuilder.DropColumn(
                name: "print",
                table: "kernel_acts");

            migrationBuilder.DropColumn(
                name: "case_id",
                table: "feed_notices");

            migrationBuilder.DropColumn(
                name: "archived_at",
                table: "conversations_spaces");

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
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "INTEGER")
                .Annotation("Sqlite:Autoincrement", true);

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
