using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MovesAndLeaving : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_pinned",
                table: "conversations_topics");

            migrationBuilder.AddColumn<long>(
                name: "forgotten_at",
                table: "customers_customers",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "interchange_moves",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    file = table.Column<string>(type: "TEXT", nullable: false),
                    format = table.Column<string>(type: "TEXT", nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: true),
                    prefix = table.Column<string>(type: "TEXT", nullable: true),
                    with_roles = table.Column<bool>(type: "INTEGER", nullable: false),
                    with_passwords = table.Column<bool>(type: "INTEGER", nullable: false),
                    by = table.Column<long>(type: "INTEGER", nullable: false),
                    asked_at = table.Column<long>(type: "INTEGER", nullable: false),
                    pieces = table.Column<string>(type: "TEXT", nullable: true),
                    bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    kept_at = table.Column<long>(type: "INTEGER", nullable: true),
                    node = table.Column<string>(type: "TEXT", nullable: true),
                    beat_at = table.Column<long>(type: "INTEGER", nullable: true),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    step = table.Column<string>(type: "TEXT", nullable: true),
                    done = table.Column<long>(type: "INTEGER", nullable: false),
                    of = table.Column<long>(type: "INTEGER", nullable: true),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    problem = table.Column<string>(type: "TEXT", nullable: true),
                    problem_arguments = table.Column<string>(type: "TEXT", nullable: true),
                    report = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_interchange_moves", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_mail_names",
                columns: table => new
                {
                    mail = table.Column<long>(type: "INTEGER", nullable: false),
                    member = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_kernel_mail_names", x => new { x.member, x.mail });
                    table.ForeignKey(
                        name: "fk_kernel_mail_names_kernel_mails_mail",
                        column: x => x.mail,
                        principalTable: "kernel_mails",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_pinned",
                table: "conversations_topics",
                columns: new[] { "space_id", "last_activity_at" },
                filter: "pin_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_posts_accepted",
                table: "conversations_posts",
                column: "author_id",
                filter: "accepted");

            migrationBuilder.CreateIndex(
                name: "ix_kernel_mail_names_mail",
                table: "kernel_mail_names",
                column: "mail");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "interchange_moves");

            migrationBuilder.DropTable(
                name: "kernel_mail_names");

            migrationBuilder.DropIndex(
                name: "ix_conversations_topics_pinned",
                table: "conversations_topics");

            migrationBuilder.DropIndex(
                name: "ix_conversations_posts_accepted",
                table: "conversations_posts");

            migrationBuilder.DropColumn(
                name: "forgotten_at",
                table: "customers_customers");

            migrationBuilder.CreateIndex(
                name: "ix_conversations_topics_pinned",
                table: "conversations_topics",
                column: "space_id",
                filter: "pin_id IS NOT NULL");
        }
    }
}
