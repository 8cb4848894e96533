using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Reviews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_newest",
                table: "conversations_topics");

            migrationBuilder.AddColumn<string>(
                name: "suspended_for",
                table: "members_members",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "refused_at",
                table: "kernel_mails",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "particulars",
                table: "interchange_moves",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "alarmed_at",
                table: "governance_cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "appeal",
                table: "governance_cases",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "appealed_from",
                table: "governance_cases",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ground",
                table: "governance_cases",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "language",
                table: "customers_customers",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "matter",
                table: "conversations_topics",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "purpose",
                table: "conversations_spaces",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "ground",
                table: "conversations_removals",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "signed_by",
                table: "conversations_posts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "interchange_maps",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    json = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interchange_maps", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_answers",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    aspect_id = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_answers", x => new { x.review_id, x.aspect_id });
                });

            migrationBuilder.CreateTable(
                name: "reviews_asked",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    request_id = table.Column<long>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_asked", x => x.review_id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_asked_owners",
                columns: table => new
                {
                    topic_id = table.Column<long>(type: "INTEGER", nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_asked_owners", x => new { x.topic_id, x.member_id });
                });

            migrationBuilder.CreateTable(
                name: "reviews_aspects",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    category_id = table.Column<long>(type: "INTEGER", nullable: true),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    options = table.Column<string>(type: "TEXT", nullable: false),
                    rank = table.Column<int>(type: "INTEGER", nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_aspects", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_editions",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    good = table.Column<string>(type: "TEXT", nullable: false),
                    bad = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    unseen = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_editions", x => new { x.review_id, x.number });
                });

            migrationBuilder.CreateTable(
                name: "reviews_incentive_products",
                columns: table => new
                {
                    incentive_id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_incentive_products", x => new { x.incentive_id, x.product_id });
                });

            migrationBuilder.CreateTable(
                name: "reviews_incentives",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    offer = table.Column<string>(type: "TEXT", nullable: false),
                    since = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_incentives", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_no_answers",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_no_answers", x => x.review_id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_owner_questions",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    sent_at = table.Column<long>(type: "INTEGER", nullable: true),
                    sent = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_owner_questions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_owners",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_owners", x => new { x.member_id, x.product_id });
                });

            migrationBuilder.CreateTable(
                name: "reviews_points",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    good = table.Column<bool>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_points", x => new { x.review_id, x.place });
                });

            migrationBuilder.CreateTable(
                name: "reviews_private_words",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    author_id = table.Column<long>(type: "INTEGER", nullable: true),
                    by_brand = table.Column<bool>(type: "INTEGER", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_private_words", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_ratings",
                columns: table => new
                {
                    subject_id = table.Column<long>(type: "INTEGER", nullable: false),
                    one = table.Column<int>(type: "INTEGER", nullable: false),
                    two = table.Column<int>(type: "INTEGER", nullable: false),
                    three = table.Column<int>(type: "INTEGER", nullable: false),
                    four = table.Column<int>(type: "INTEGER", nullable: false),
                    five = table.Column<int>(type: "INTEGER", nullable: false),
                    score = table.Column<double>(type: "REAL", nullable: false),
                    low = table.Column<double>(type: "REAL", nullable: false),
                    high = table.Column<double>(type: "REAL", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_ratings", x => x.subject_id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_requests",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    order_id = table.Column<long>(type: "INTEGER", nullable: false),
                    customer_id = table.Column<long>(type: "INTEGER", nullable: true),
                    made_at = table.Column<long>(type: "INTEGER", nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: true),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    asked_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    remind_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reminded_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reminded_on = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    mail_id = table.Column<long>(type: "INTEGER", nullable: true),
                    refused_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_reviews",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    product_id = table.Column<long>(type: "INTEGER", nullable: false),
                    shared_id = table.Column<long>(type: "INTEGER", nullable: false),
                    author_id = table.Column<long>(type: "INTEGER", nullable: true),
                    stars = table.Column<int>(type: "INTEGER", nullable: false),
                    headed = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    order_line_id = table.Column<long>(type: "INTEGER", nullable: true),
                    bought_at = table.Column<long>(type: "INTEGER", nullable: true),
                    incentive_id = table.Column<long>(type: "INTEGER", nullable: true),
                    rewarded = table.Column<bool>(type: "INTEGER", nullable: false),
                    sampled = table.Column<bool>(type: "INTEGER", nullable: false),
                    relation = table.Column<int>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    source_verified = table.Column<bool>(type: "INTEGER", nullable: false),
                    imported_at = table.Column<long>(type: "INTEGER", nullable: true),
                    source_rating = table.Column<string>(type: "TEXT", nullable: true),
                    source_variant = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<int>(type: "INTEGER", nullable: false),
                    helpful = table.Column<int>(type: "INTEGER", nullable: false),
                    unhelpful = table.Column<int>(type: "INTEGER", nullable: false),
                    helpful_rank = table.Column<int>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_reviews", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_stops",
                columns: table => new
                {
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    refused = table.Column<bool>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    on = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_stops", x => x.address);
                });

            migrationBuilder.CreateTable(
                name: "reviews_usual",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    one = table.Column<double>(type: "REAL", nullable: false),
                    two = table.Column<double>(type: "REAL", nullable: false),
                    three = table.Column<double>(type: "REAL", nullable: false),
                    four = table.Column<double>(type: "REAL", nullable: false),
                    five = table.Column<double>(type: "REAL", nullable: false),
                    reviews = table.Column<int>(type: "INTEGER", nullable: false),
                    as_of = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_usual", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "reviews_wanted_photos",
                columns: table => new
                {
                    review_id = table.Column<long>(type: "INTEGER", nullable: false),
                    place = table.Column<int>(type: "INTEGER", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_reviews_wanted_photos", x => new { x.review_id, x.place });
                });

            migrationBuilder.CreateTable(
                name: "stories_consents",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    story_id = table.Column<long>(type: "INTEGER", nullable: false),
                    member_id = table.Column<long>(type: "INTEGER", nullable: true),
                    words = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    given_at = table.Column<long>(type: "INTEGER", nullable: false),
                    withdrawn_at = table.Column<long>(type: "INTEGER", nullable: true),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stories_consents", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stories_stories",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    rewarded = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stories_stories", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_kernel_mails_refused_at",
                table: "kernel_mails",
                column: "refused_at",
                filter: "refused_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_customers_orders_delivered_at",
                table: "customers_orders",
                column: "delivered_at");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_matter",
                table: "conversations_topics",
                columns: new[] { "matter", "last_activity_at", "id" },
                filter: "matter IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_newest",
                table: "conversations_topics",
                columns: new[] { "last_activity_at", "id" },
                filter: "sight = 0 AND kind <> 4");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_stories",
                table: "conversations_topics",
                column: "id",
                filter: "kind = 3 AND sight = 0");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_spaces_reviews",
                table: "conversations_spaces",
                column: "purpose",
                unique: true,
                filter: "purpose = 1");

            migrationBuilder.CreateIndex(
                name: "ix_interchange_maps_name",
                table: "interchange_maps",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_answers_aspect_id_value_review_id",
                table: "reviews_answers",
                columns: new[] { "aspect_id", "value", "review_id" });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_asked_on",
                table: "reviews_asked",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_asked_request_id",
                table: "reviews_asked",
                column: "request_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_asked_owners_at",
                table: "reviews_asked_owners",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_asked_owners_member_id_at",
                table: "reviews_asked_owners",
                columns: new[] { "member_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_aspects_category_id",
                table: "reviews_aspects",
                column: "category_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_incentives_code",
                table: "reviews_incentives",
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_owners_product_id",
                table: "reviews_owners",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_private_words_author_id",
                table: "reviews_private_words",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_private_words_review_id",
                table: "reviews_private_words",
                column: "review_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_ratings_score",
                table: "reviews_ratings",
                column: "score");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_asked_at",
                table: "reviews_requests",
                column: "asked_at");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_customer_id",
                table: "reviews_requests",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_made_at",
                table: "reviews_requests",
                column: "made_at");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_mail_id",
                table: "reviews_requests",
                column: "mail_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_order_id",
                table: "reviews_requests",
                column: "order_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_remind_at",
                table: "reviews_requests",
                column: "remind_at",
                filter: "remind_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_requests_reminded_at",
                table: "reviews_requests",
                column: "reminded_at");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_all",
                table: "reviews_reviews",
                columns: new[] { "state", "created_at", "id" },
                descending: new[] { false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_helpful",
                table: "reviews_reviews",
                columns: new[] { "shared_id", "state", "helpful_rank", "id" },
                descending: new[] { false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_newest",
                table: "reviews_reviews",
                columns: new[] { "shared_id", "state", "created_at", "id" },
                descending: new[] { false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_reviews_author_id_product_id",
                table: "reviews_reviews",
                columns: new[] { "author_id", "product_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_reviews_reviews_product_id",
                table: "reviews_reviews",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_reviews_stars",
                table: "reviews_reviews",
                columns: new[] { "shared_id", "state", "stars", "created_at", "id" },
                descending: new[] { false, false, false, true, true });

            migrationBuilder.CreateIndex(
                name: "ix_reviews_stops_on",
                table: "reviews_stops",
                column: "on");

            migrationBuilder.CreateIndex(
                name: "ix_stories_consents_in_force",
                table: "stories_consents",
                column: "story_id",
                unique: true,
                filter: "withdrawn_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_stories_consents_member_id",
                table: "stories_consents",
                column: "member_id");

            migrationBuilder.CreateIndex(
                name: "ix_stories_consents_story",
                table: "stories_consents",
                column: "story_id");

            migrationBuilder.CreateIndex(
                name: "ix_stories_consents_withdrawn_at",
                table: "stories_consents",
                column: "withdrawn_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "interchange_maps");

            migrationBuilder.DropTable(
                name: "reviews_answers");

            migrationBuilder.DropTable(
                name: "reviews_asked");

            migrationBuilder.DropTable(
                name: "reviews_asked_owners");

            migrationBuilder.DropTable(
                name: "reviews_aspects");

            migrationBuilder.DropTable(
                name: "reviews_editions");

            migrationBuilder.DropTable(
                name: "reviews_incentive_products");

            migrationBuilder.DropTable(
                name: "reviews_incentives");

            migrationBuilder.DropTable(
                name: "reviews_no_answers");

            migrationBuilder.DropTable(
                name: "reviews_owner_questions");

            migrationBuilder.DropTable(
                name: "reviews_owners");

            migrationBuilder.DropTable(
                name: "reviews_points");

            migrationBuilder.DropTable(
                name: "reviews_private_words");

            migrationBuilder.DropTable(
                name: "reviews_ratings");

            migrationBuilder.DropTable(
                name: "reviews_requests");

            migrationBuilder.DropTable(
                name: "reviews_reviews");

            migrationBuilder.DropTable(
                name: "reviews_stops");

            migrationBuilder.DropTable(
                name: "reviews_usual");

            migrationBuilder.DropTable(
                name: "reviews_wanted_photos");

            migrationBuilder.DropTable(
                name: "stories_consents");

            migrationBuilder.DropTable(
                name: "stories_stories");

            migrationBuilder.DropIndex(
                name: "ix_kernel_mails_refused_at",
                table: "kernel_mails");

            migrationBuilder.DropIndex(
                name: "ix_customers_orders_delivered_at",
                table: "customers_orders");

            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_matter",
                table: "conversations_topics");

            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_newest",
                table: "conversations_topics");

            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_stories",
                table: "conversations_topics");

            migrationBuilder.DropIndex(
                name: "ix_conversations_spaces_reviews",
                table: "conversations_spaces");

            migrationBuilder.DropColumn(
                name: "suspended_for",
                table: "members_members");

            migrationBuilder.DropColumn(
                name: "refused_at",
                table: "kernel_mails");

            migrationBuilder.DropColumn(
                name: "particulars",
                table: "interchange_moves");

            migrationBuilder.DropColumn(
                name: "alarmed_at",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "appeal",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "appealed_from",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "ground",
                table: "governance_cases");

            migrationBuilder.DropColumn(
                name: "language",
                table: "customers_customers");

            migrationBuilder.DropColumn(
                name: "matter",
                table: "conversations_topics");

            migrationBuilder.DropColumn(
                name: "purpose",
                table: "conversations_spaces");

            migrationBuilder.DropColumn(
                name: "ground",
                table: "conversations_removals");

            migrationBuilder.DropColumn(
                name: "signed_by",
                table: "conversations_posts");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_newest",
                table: "conversations_topics",
                columns: new[] { "last_activity_at", "id" },
                filter: "sight = 0");
        }
    }
}
