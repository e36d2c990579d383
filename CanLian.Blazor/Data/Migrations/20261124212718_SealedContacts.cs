using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations
{
    /// <inheritdoc />
    public partial class SealedContacts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "PhoneSealed",
                table: "Vacancies",
                type: "BLOB",
                nullable: true);

            migrationBuilder.Sql("UPDATE Vacancies SET PhoneSealed = canlian_seal('Vacancies.Phone', Id, Phone) WHERE Phone <> ''");
            migrationBuilder.Sql("UPDATE Cases SET Form = canlian_seal_form(Programme, Id, Form) WHERE Programme = 'certification'");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "Vacancies");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PhoneSealed",
                table: "Vacancies");

            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "Vacancies",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }
    }
}
