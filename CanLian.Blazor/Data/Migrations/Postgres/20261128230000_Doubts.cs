using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Doubts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Account_NumberHash",
                table: "Persons",
                type: "character varying(22)",
                maxLength: 22,
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "Doubts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sentence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Evidence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    AboutId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false),
                    FormerId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    AssignedToId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AssignedToName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SettledBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SettledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    GoneOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Doubts", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Persons_Account_NumberHash",
                table: "Persons",
                column: "Account_NumberHash")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_At",
                table: "CaseEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Doubts_Rule_Subject_Fingerprint",
                table: "Doubts",
                columns: new[] { "Rule", "Subject", "Fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Doubts_State_RegionCode_Rule",
                table: "Doubts",
                columns: new[] { "State", "RegionCode", "Rule" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Doubts");

            migrationBuilder.DropIndex(
                name: "IX_Persons_Account_NumberHash",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_CaseEvents_At",
                table: "CaseEvents");

            migrationBuilder.DropColumn(
                name: "Account_NumberHash",
                table: "Persons");
        }
    }
}
