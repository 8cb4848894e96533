using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TermsAndMailWords : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "agreed_text_id",
                table: "members_members",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "asks",
                table: "members_legal_texts",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "members_agreements",
                columns: table => new
                {
                    member_id = table.Column<long>(type: "bigint", nullable: false),
                    text_id = table.Column<long>(type: "bigint", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_members_agreements", x => new { x.member_id, x.text_id });
                });

            migrationBuilder.CreateIndex(
                name: "ix_members_agreements_text_id",
                table: "members_agreements",
                column: "text_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "members_agreements");

            migrationBuilder.DropColumn(
                name: "agreed_text_id",
                table: "members_members");

            migrationBuilder.DropColumn(
                name: "asks",
                table: "members_legal_texts");
        }
    }
}
