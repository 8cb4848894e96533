using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Guard363 : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "defence_classifiers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false),
                    decisions = table.Column<int>(type: "INTEGER", nullable: false),
                    spam = table.Column<int>(type: "INTEGER", nullable: false),
                    learned_at = table.Column<long>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_classifiers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "defence_drawing_bands",
                columns: table => new
                {
                    key = table.Column<long>(type: "INTEGER", nullable: false),
                    post_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_drawing_bands", x => new { x.key, x.post_id });
                });

            migrationBuilder.CreateTable(
                name: "defence_drawings",
                columns: table => new
                {
                    post_id = table.Column<long>(type: "INTEGER", nullable: false),
                    author_id = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    bytes = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_drawings", x => x.post_id);
                });

            migrationBuilder.CreateTable(
                name: "defence_signals",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", nullable: false),
                    of = table.Column<string>(type: "TEXT", nullable: false),
                    thing_id = table.Column<long>(type: "INTEGER", nullable: false),
                    author_id = table.Column<long>(type: "INTEGER", nullable: true),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    others = table.Column<int>(type: "INTEGER", nullable: false),
                    held = table.Column<bool>(type: "INTEGER", nullable: false),
                    right = table.Column<bool>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_defence_signals", x => x.id);
                });

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "defence_classifiers");

            migrationBuilder.DropTable(
                name: "defence_drawing_bands");

            migrationBuilder.DropTable(
                name: "defence_drawings");

            migrationBuilder.DropTable(
                name: "defence_signals");
        }
    }
}
