using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations
{
    /// <inheritdoc />
    public partial class SealedNumbers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "Account_NumberSealed",
                table: "Persons",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Guardian_IdNumberSealed",
                table: "Persons",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Guardian_PhoneSealed",
                table: "Persons",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IdNumberHash",
                table: "Persons",
                type: "TEXT",
                maxLength: 22,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "IdNumberSealed",
                table: "Persons",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "PhoneSealed",
                table: "Persons",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Seal",
                table: "ChangeLog",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<long>(
                name: "Sequence",
                table: "ChangeLog",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "NumberHash",
                table: "Certificates",
                type: "TEXT",
                maxLength: 22,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "NumberSealed",
                table: "Certificates",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            // What stood in clear is sealed for its row and column by functions that the program gives this connection.
            migrationBuilder.Sql("""
                UPDATE Persons SET
                    IdNumberSealed = canlian_seal('Persons.IdNumber', Id, IdNumber),
                    IdNumberHash = canlian_hash('Persons.IdNumber', IdNumber),
                    PhoneSealed = canlian_seal('Persons.Phone', Id, Phone),
                    Guardian_PhoneSealed = canlian_seal('Persons.Guardian.Phone', Id, Guardian_Phone),
                    Guardian_IdNumberSealed = canlian_seal('Persons.Guardian.IdNumber', Id, Guardian_IdNumber),
                    Account_NumberSealed = canlian_seal('Persons.Account.Number', Id, Account_Number)
                """);
            migrationBuilder.Sql("""
                UPDATE Certificates SET
                    NumberSealed = canlian_seal('Certificates.Number', Id, Number),
                    NumberHash = canlian_hash('Certificates.Number', Number)
                """);
            migrationBuilder.Sql("UPDATE ChangeLog SET Sequence = Id");

            // Drafts in clear are not worth carrying over.
            migrationBuilder.Sql("DELETE FROM Drafts");

            migrationBuilder.DropIndex(
                name: "IX_Persons_IdNumber",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Number",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "Account_Number",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "Guardian_IdNumber",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "Guardian_Phone",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "IdNumber",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "Phone",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Certificates");

            migrationBuilder.CreateIndex(
                name: "IX_Persons_IdNumberHash",
                table: "Persons",
                column: "IdNumberHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ChangeLog_Sequence",
                table: "ChangeLog",
                column: "Sequence",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_NumberHash",
                table: "Certificates",
                column: "NumberHash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Persons_IdNumberHash",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_ChangeLog_Sequence",
                table: "ChangeLog");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_NumberHash",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "Account_NumberSealed",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "Guardian_IdNumberSealed",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "Guardian_PhoneSealed",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "IdNumberHash",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "IdNumberSealed",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "PhoneSealed",
                table: "Persons");

            migrationBuilder.DropColumn(
                name: "Seal",
                table: "ChangeLog");

            migrationBuilder.DropColumn(
                name: "Sequence",
                table: "ChangeLog");

            migrationBuilder.DropColumn(
                name: "NumberHash",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "NumberSealed",
                table: "Certificates");

            migrationBuilder.AddColumn<string>(
                name: "Account_Number",
                table: "Persons",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Guardian_IdNumber",
                table: "Persons",
                type: "TEXT",
                maxLength: 18,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Guardian_Phone",
                table: "Persons",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "IdNumber",
                table: "Persons",
                type: "TEXT",
                maxLength: 18,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Phone",
                table: "Persons",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Number",
                table: "Certificates",
                type: "TEXT",
                maxLength: 24,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_Persons_IdNumber",
                table: "Persons",
                column: "IdNumber",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Number",
                table: "Certificates",
                column: "Number");
        }
    }
}
