using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TargetRevisionsAndRateNotes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "RateNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Amount = table.Column<decimal>(type: "numeric", nullable: true),
                    DocumentNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RateNotes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TargetRevisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FundingSource = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    AmountBefore = table.Column<decimal>(type: "numeric", nullable: true),
                    AmountAfter = table.Column<decimal>(type: "numeric", nullable: true),
                    FundsBeforeFen = table.Column<long>(type: "bigint", nullable: true),
                    FundsAfterFen = table.Column<long>(type: "bigint", nullable: true),
                    DocumentNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TargetRevisions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RateNotes_Year_Programme",
                table: "RateNotes",
                columns: new[] { "Year", "Programme" });

            migrationBuilder.CreateIndex(
                name: "IX_TargetRevisions_Year_Programme",
                table: "TargetRevisions",
                columns: new[] { "Year", "Programme" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RateNotes");

            migrationBuilder.DropTable(
                name: "TargetRevisions");
        }
    }
}
