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
                name: "catalog_categories",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    parent_id = table.Column<long>(type: "bigint", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    trail = table.Column<string>(type: "text", nullable: false),
                    lineage = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_categories", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_families",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_families", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_feeds",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    every_minutes = table.Column<int>(type: "integer", nullable: false),
                    is_complete = table.Column<bool>(type: "boolean", nullable: false),
                    currency = table.Column<string>(type: "text", nullable: true),
                    next_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    locked_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_run_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    e_tag = table.Column<string>(type: "text", nullable: true),
                    last_modified = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    stopped_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_problem = table.Column<string>(type: "text", nullable: true),
                    failures = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_feeds", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_import_notes",
                columns: table => new
                {
                    report_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    row = table.Column<long>(type: "bigint", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    arguments = table.Column<string>(type: "text", nullable: true),
                    is_taken = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_import_notes", x => new { x.report_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "catalog_imports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    feed_id = table.Column<long>(type: "bigint", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    beat_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_forced = table.Column<bool>(type: "boolean", nullable: false),
                    is_trial = table.Column<bool>(type: "boolean", nullable: false),
                    read = table.Column<int>(type: "integer", nullable: false),
                    added = table.Column<int>(type: "integer", nullable: false),
                    changed = table.Column<int>(type: "integer", nullable: false),
                    unchanged = table.Column<int>(type: "integer", nullable: false),
                    returned = table.Column<int>(type: "integer", nullable: false),
                    retired = table.Column<int>(type: "integer", nullable: false),
                    refused = table.Column<int>(type: "integer", nullable: false),
                    noted = table.Column<int>(type: "integer", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true),
                    problem_arguments = table.Column<string>(type: "text", nullable: true),
                    is_shrunk = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_imports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_pictures",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    file = table.Column<string>(type: "text", nullable: true),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    problem = table.Column<string>(type: "text", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_pictures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_prices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    minor = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true),
                    regular_minor = table.Column<long>(type: "bigint", nullable: true),
                    from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_prices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_products",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    sku = table.Column<string>(type: "text", nullable: false),
                    gtin = table.Column<string>(type: "text", nullable: true),
                    mpn = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    brand = table.Column<string>(type: "text", nullable: true),
                    description = table.Column<string>(type: "text", nullable: true),
                    family_id = table.Column<long>(type: "bigint", nullable: true),
                    variant = table.Column<string>(type: "text", nullable: true),
                    category_id = table.Column<long>(type: "bigint", nullable: true),
                    picture = table.Column<string>(type: "text", nullable: true),
                    link = table.Column<string>(type: "text", nullable: true),
                    availability = table.Column<string>(type: "text", nullable: true),
                    retired_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    successor = table.Column<string>(type: "text", nullable: true),
                    added_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    feed_id = table.Column<long>(type: "bigint", nullable: true),
                    fingerprint = table.Column<long>(type: "bigint", nullable: false),
                    price_minor = table.Column<long>(type: "bigint", nullable: true),
                    currency = table.Column<string>(type: "text", nullable: true),
                    price_since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    regular_minor = table.Column<long>(type: "bigint", nullable: true),
                    sale_minor = table.Column<long>(type: "bigint", nullable: true),
                    sale_from = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sale_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_price_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "catalog_specifications",
                columns: table => new
                {
                    product_id = table.Column<long>(type: "bigint", nullable: false),
                    place = table.Column<int>(type: "integer", nullable: false),
                    section = table.Column<string>(type: "text", nullable: true),
                    name = table.Column<string>(type: "text", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false),
                    ours = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_catalog_specifications", x => new { x.product_id, x.place });
                });

            migrationBuilder.CreateTable(
                name: "conversations_closures",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    closed_by = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_by = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_closures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "conversations_drafts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    kept_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "conversations_follows",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<long>(type: "bigint", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_follows", x => new { x.member_id, x.kind, x.subject_id });
                });

            migrationBuilder.CreateTable(
                name: "conversations_links",
                columns: table => new
                {
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    other_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_links", x => new { x.topic_id, x.other_id });
                });

            migrationBuilder.CreateTable(
                name: "conversations_mentions",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_mentions", x => new { x.post_id, x.member_id });
                });

            migrationBuilder.CreateTable(
                name: "conversations_moves",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    from_space = table.Column<long>(type: "bigint", nullable: false),
                    to_space = table.Column<long>(type: "bigint", nullable: false),
                    moved_by = table.Column<long>(type: "bigint", nullable: false),
                    moved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_moves", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "conversations_old_addresses",
                columns: table => new
                {
                    path = table.Column<string>(type: "text", nullable: false),
                    post_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_old_addresses", x => x.path);
                });

            migrationBuilder.CreateTable(
                name: "conversations_pins",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    pinned_by = table.Column<long>(type: "bigint", nullable: false),
                    pinned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_by = table.Column<long>(type: "bigint", nullable: true),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_pins", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "conversations_removals",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    removed_by = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_removals", x => x.post_id);
                });

            migrationBuilder.CreateTable(
                name: "conversations_revisions",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    format = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: true),
                    edited_by = table.Column<long>(type: "bigint", nullable: true),
                    reason = table.Column<string>(type: "text", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_revisions", x => new { x.post_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "conversations_space_guests",
                columns: table => new
                {
                    space_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    invited_by = table.Column<long>(type: "bigint", nullable: false),
                    invited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_space_guests", x => new { x.space_id, x.member_id });
                });

            migrationBuilder.CreateTable(
                name: "conversations_spaces",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    description = table.Column<string>(type: "text", nullable: false),
                    audience = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    rank = table.Column<int>(type: "integer", nullable: false),
                    topics = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_spaces", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "conversations_tags",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    topics = table.Column<int>(type: "integer", nullable: false),
                    summary = table.Column<string>(type: "text", nullable: true),
                    format = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: true),
                    html = table.Column<string>(type: "text", nullable: true),
                    renderer_version = table.Column<int>(type: "integer", nullable: false),
                    explained_by = table.Column<long>(type: "bigint", nullable: true),
                    explained_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_tags", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "conversations_topic_products",
                columns: table => new
                {
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    product_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_topic_products", x => new { x.topic_id, x.product_id });
                });

            migrationBuilder.CreateTable(
                name: "conversations_topic_tags",
                columns: table => new
                {
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    tag_id = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_topic_tags", x => new { x.topic_id, x.tag_id });
                });

            migrationBuilder.CreateTable(
                name: "conversations_vote_tallies",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    up = table.Column<int>(type: "integer", nullable: false),
                    down = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_vote_tallies", x => new { x.post_id, x.day });
                });

            migrationBuilder.CreateTable(
                name: "conversations_votes",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    value = table.Column<short>(type: "smallint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_votes", x => new { x.post_id, x.member_id });
                });

            migrationBuilder.CreateTable(
                name: "feed_choices",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    here = table.Column<bool>(type: "boolean", nullable: false),
                    by_mail = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_choices", x => new { x.member_id, x.kind });
                });

            migrationBuilder.CreateTable(
                name: "feed_notices",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    occasion = table.Column<int>(type: "integer", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    post_id = table.Column<long>(type: "bigint", nullable: false),
                    actor_id = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    shown = table.Column<bool>(type: "boolean", nullable: false),
                    read_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    mailed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_notices", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "feed_silences",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    since = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_feed_silences", x => new { x.member_id, x.topic_id });
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
                name: "kernel_blobs",
                columns: table => new
                {
                    hash = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: false),
                    stored_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_blobs", x => x.hash);
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
                name: "kernel_file_sizes",
                columns: table => new
                {
                    file = table.Column<long>(type: "bigint", nullable: false),
                    size = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    bytes = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_file_sizes", x => new { x.file, x.size });
                });

            migrationBuilder.CreateTable(
                name: "kernel_file_uses",
                columns: table => new
                {
                    file = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    subject = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_file_uses", x => new { x.file, x.kind, x.subject });
                });

            migrationBuilder.CreateTable(
                name: "kernel_files",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    owner = table.Column<long>(type: "bigint", nullable: true),
                    key = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    extension = table.Column<string>(type: "text", nullable: false),
                    width = table.Column<int>(type: "integer", nullable: false),
                    height = table.Column<int>(type: "integer", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_files", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_foreign_ids",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    key = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<long>(type: "bigint", nullable: false),
                    print = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_foreign_ids", x => new { x.source, x.kind, x.key });
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
                name: "members_exports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ready_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    bytes = table.Column<byte[]>(type: "bytea", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_exports", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "members_kept_forms",
                columns: table => new
                {
                    token = table.Column<string>(type: "text", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: true),
                    action = table.Column<string>(type: "text", nullable: false),
                    from = table.Column<string>(type: "text", nullable: false),
                    fields = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_kept_forms", x => x.token);
                });

            migrationBuilder.CreateTable(
                name: "members_members",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    email = table.Column<string>(type: "text", nullable: true),
                    email_key = table.Column<string>(type: "text", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    password_hash = table.Column<string>(type: "text", nullable: true),
                    stamp = table.Column<string>(type: "text", nullable: false),
                    suspended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
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

            migrationBuilder.CreateTable(
                name: "members_tickets",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    member_id = table.Column<long>(type: "bigint", nullable: true),
                    purpose = table.Column<string>(type: "text", nullable: false),
                    secret = table.Column<string>(type: "text", nullable: false),
                    address_hash = table.Column<string>(type: "text", nullable: false),
                    address = table.Column<string>(type: "text", nullable: true),
                    then = table.Column<string>(type: "text", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_tickets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "members_tries",
                columns: table => new
                {
                    key = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_tries", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "conversations_topics",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    space_id = table.Column<long>(type: "bigint", nullable: false),
                    author_id = table.Column<long>(type: "bigint", nullable: true),
                    by_employee = table.Column<bool>(type: "boolean", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    slug = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    excerpt = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    replies = table.Column<int>(type: "integer", nullable: false),
                    score = table.Column<int>(type: "integer", nullable: false),
                    last_activity_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_id = table.Column<long>(type: "bigint", nullable: true),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted_by = table.Column<long>(type: "bigint", nullable: true),
                    closure_id = table.Column<long>(type: "bigint", nullable: true),
                    pin_id = table.Column<long>(type: "bigint", nullable: true),
                    sight = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_topics", x => x.id);
                    table.ForeignKey(
                        name: "fk_conversations_topics_conversations_spaces_space_id",
                        column: x => x.space_id,
                        principalTable: "conversations_spaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "conversations_posts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    topic_id = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    parent_id = table.Column<long>(type: "bigint", nullable: true),
                    place = table.Column<int>(type: "integer", nullable: false),
                    author_id = table.Column<long>(type: "bigint", nullable: true),
                    by_employee = table.Column<bool>(type: "boolean", nullable: false),
                    format = table.Column<int>(type: "integer", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    html = table.Column<string>(type: "text", nullable: false),
                    renderer_version = table.Column<int>(type: "integer", nullable: false),
                    excerpt = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    edited_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    removed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    score = table.Column<int>(type: "integer", nullable: false),
                    comments = table.Column<int>(type: "integer", nullable: false),
                    accepted = table.Column<bool>(type: "boolean", nullable: false),
                    official_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sight = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_conversations_posts", x => x.id);
                    table.ForeignKey(
                        name: "fk_conversations_posts_conversations_topics_topic_id",
                        column: x => x.topic_id,
                        principalTable: "conversations_topics",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "kernel_ids",
                columns: new[] { "id", "next" },
                values: new object[] { 1, 1000L });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_categories_parent_id",
                table: "catalog_categories",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_categories_slug",
                table: "catalog_categories",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_categories_trail",
                table: "catalog_categories",
                column: "trail",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_families_code",
                table: "catalog_families",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_feeds_name",
                table: "catalog_feeds",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_catalog_feeds_next_at",
                table: "catalog_feeds",
                column: "next_at");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_pictures_product_id_place",
                table: "catalog_pictures",
                columns: new[] { "product_id", "place" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_prices_product_id_from",
                table: "catalog_prices",
                columns: new[] { "product_id", "from" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_category_id",
                table: "catalog_products",
                column: "category_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_family_id",
                table: "catalog_products",
                column: "family_id");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_feed_id_retired_at",
                table: "catalog_products",
                columns: new[] { "feed_id", "retired_at" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_gtin",
                table: "catalog_products",
                column: "gtin");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_next_price_at",
                table: "catalog_products",
                column: "next_price_at",
                filter: "next_price_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_retired_at_brand_id",
                table: "catalog_products",
                columns: new[] { "retired_at", "brand", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_retired_at_id",
                table: "catalog_products",
                columns: new[] { "retired_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_catalog_products_sku",
                table: "catalog_products",
                column: "sku",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conversations_closures_topic_id",
                table: "conversations_closures",
                column: "topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_drafts_member_id_kept_at",
                table: "conversations_drafts",
                columns: new[] { "member_id", "kept_at" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_drafts_member_id_key",
                table: "conversations_drafts",
                columns: new[] { "member_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conversations_follows_kind_subject_id_member_id",
                table: "conversations_follows",
                columns: new[] { "kind", "subject_id", "member_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_links_other_id",
                table: "conversations_links",
                column: "other_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_mentions_member_id_post_id",
                table: "conversations_mentions",
                columns: new[] { "member_id", "post_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_moves_topic_id",
                table: "conversations_moves",
                column: "topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_pins_topic_id",
                table: "conversations_pins",
                column: "topic_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_posts_answers",
                table: "conversations_posts",
                columns: new[] { "topic_id", "kind", "sight", "accepted", "score", "by_employee", "created_at", "id" },
                descending: new[] { false, false, false, true, true, false, false, false });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_posts_author",
                table: "conversations_posts",
                columns: new[] { "author_id", "sight", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_posts_comments",
                table: "conversations_posts",
                columns: new[] { "parent_id", "sight", "place", "id" },
                filter: "parent_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_posts_replies",
                table: "conversations_posts",
                columns: new[] { "topic_id", "kind", "sight", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_revisions_edited_by",
                table: "conversations_revisions",
                column: "edited_by");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_space_guests_member_id",
                table: "conversations_space_guests",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_spaces_slug",
                table: "conversations_spaces",
                column: "slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conversations_tags_name",
                table: "conversations_tags",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_conversations_tags_topics_id",
                table: "conversations_tags",
                columns: new[] { "topics", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topic_products_product_id_topic_id",
                table: "conversations_topic_products",
                columns: new[] { "product_id", "topic_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topic_tags_tag_id_topic_id",
                table: "conversations_topic_tags",
                columns: new[] { "tag_id", "topic_id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_author_id_id",
                table: "conversations_topics",
                columns: new[] { "author_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_newest",
                table: "conversations_topics",
                columns: new[] { "last_activity_at", "id" },
                filter: "sight = 0");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_pinned",
                table: "conversations_topics",
                column: "space_id",
                filter: "pin_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_solved",
                table: "conversations_topics",
                columns: new[] { "accepted_at", "id" },
                filter: "accepted_at IS NOT NULL AND sight = 0");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_space_newest",
                table: "conversations_topics",
                columns: new[] { "space_id", "last_activity_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_space_solved",
                table: "conversations_topics",
                columns: new[] { "space_id", "accepted_at", "id" },
                filter: "accepted_at IS NOT NULL AND sight = 0");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_space_unanswered",
                table: "conversations_topics",
                columns: new[] { "space_id", "last_activity_at", "id" },
                filter: "kind = 0 AND replies = 0 AND sight = 0");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_unanswered",
                table: "conversations_topics",
                columns: new[] { "last_activity_at", "id" },
                filter: "kind = 0 AND replies = 0 AND sight = 0");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_votes_member_id_at",
                table: "conversations_votes",
                columns: new[] { "member_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_notices_actor_id",
                table: "feed_notices",
                column: "actor_id");

            migrationBuilder.CreateIndex(
                name: "ix_feed_notices_at",
                table: "feed_notices",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_feed_notices_member_id_at_id",
                table: "feed_notices",
                columns: new[] { "member_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_feed_notices_member_id_at_id1",
                table: "feed_notices",
                columns: new[] { "member_id", "at", "id" },
                filter: "read_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_feed_notices_member_id_post_id_occasion",
                table: "feed_notices",
                columns: new[] { "member_id", "post_id", "occasion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_feed_notices_post_id_occasion",
                table: "feed_notices",
                columns: new[] { "post_id", "occasion" });

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
                name: "ix_kernel_file_sizes_hash",
                table: "kernel_file_sizes",
                column: "hash");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_file_uses_kind_subject",
                table: "kernel_file_uses",
                columns: new[] { "kind", "subject" });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_files_created_at",
                table: "kernel_files",
                column: "created_at");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_files_owner",
                table: "kernel_files",
                column: "owner");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_foreign_ids_kind_id",
                table: "kernel_foreign_ids",
                columns: new[] { "kind", "id" });

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
                name: "ix_members_exports_member_id",
                table: "members_exports",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_members_kept_forms_at",
                table: "members_kept_forms",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_members_kept_forms_member_id",
                table: "members_kept_forms",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_members_members_email_key",
                table: "members_members",
                column: "email_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_members_members_handle",
                table: "members_members",
                column: "handle",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_members_tickets_address_hash_at",
                table: "members_tickets",
                columns: new[] { "address_hash", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_members_tickets_ends_at",
                table: "members_tickets",
                column: "ends_at");

            migrationBuilder.CreateIndex(
                name: "ix_members_tickets_member_id",
                table: "members_tickets",
                column: "member_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "catalog_categories");

            migrationBuilder.DropTable(
                name: "catalog_families");

            migrationBuilder.DropTable(
                name: "catalog_feeds");

            migrationBuilder.DropTable(
                name: "catalog_import_notes");

            migrationBuilder.DropTable(
                name: "catalog_imports");

            migrationBuilder.DropTable(
                name: "catalog_pictures");

            migrationBuilder.DropTable(
                name: "catalog_prices");

            migrationBuilder.DropTable(
                name: "catalog_products");

            migrationBuilder.DropTable(
                name: "catalog_specifications");

            migrationBuilder.DropTable(
                name: "conversations_closures");

            migrationBuilder.DropTable(
                name: "conversations_drafts");

            migrationBuilder.DropTable(
                name: "conversations_follows");

            migrationBuilder.DropTable(
                name: "conversations_links");

            migrationBuilder.DropTable(
                name: "conversations_mentions");

            migrationBuilder.DropTable(
                name: "conversations_moves");

            migrationBuilder.DropTable(
                name: "conversations_old_addresses");

            migrationBuilder.DropTable(
                name: "conversations_pins");

            migrationBuilder.DropTable(
                name: "conversations_posts");

            migrationBuilder.DropTable(
                name: "conversations_removals");

            migrationBuilder.DropTable(
                name: "conversations_revisions");

            migrationBuilder.DropTable(
                name: "conversations_space_guests");

            migrationBuilder.DropTable(
                name: "conversations_tags");

            migrationBuilder.DropTable(
                name: "conversations_topic_products");

            migrationBuilder.DropTable(
                name: "conversations_topic_tags");

            migrationBuilder.DropTable(
                name: "conversations_vote_tallies");

            migrationBuilder.DropTable(
                name: "conversations_votes");

            migrationBuilder.DropTable(
                name: "feed_choices");

            migrationBuilder.DropTable(
                name: "feed_notices");

            migrationBuilder.DropTable(
                name: "feed_silences");

            migrationBuilder.DropTable(
                name: "kernel_acts");

            migrationBuilder.DropTable(
                name: "kernel_blobs");

            migrationBuilder.DropTable(
                name: "kernel_checkpoints");

            migrationBuilder.DropTable(
                name: "kernel_events");

            migrationBuilder.DropTable(
                name: "kernel_file_sizes");

            migrationBuilder.DropTable(
                name: "kernel_file_uses");

            migrationBuilder.DropTable(
                name: "kernel_files");

            migrationBuilder.DropTable(
                name: "kernel_foreign_ids");

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
                name: "members_exports");

            migrationBuilder.DropTable(
                name: "members_kept_forms");

            migrationBuilder.DropTable(
                name: "members_members");

            migrationBuilder.DropTable(
                name: "members_tickets");

            migrationBuilder.DropTable(
                name: "members_tries");

            migrationBuilder.DropTable(
                name: "conversations_topics");

            migrationBuilder.DropTable(
                name: "conversations_spaces");
        }
    }
}
