using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rapport.Kernel.Database.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PrivacyTraces : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "ix_kernel_mail_names_mail",
                table: "kernel_mail_names",
                column: "mail");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kernel_mail_names");
        }
    }
}
