using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations
{
    /// <inheritdoc />
    public partial class Tallies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_RegionCode",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Programme_Year_StageKind_RegionCode_DoneOn",
                table: "Cases");

            migrationBuilder.CreateTable(
                name: "DueTallies",
                columns: table => new
                {
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    RegionCode = table.Column<string>(type: "TEXT", nullable: false),
                    Programme = table.Column<string>(type: "TEXT", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Cases = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DueTallies", x => new { x.Year, x.RegionCode, x.Programme, x.DueOn });
                });

            migrationBuilder.CreateTable(
                name: "Tallies",
                columns: table => new
                {
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    RegionCode = table.Column<string>(type: "TEXT", nullable: false),
                    FigureId = table.Column<string>(type: "TEXT", nullable: false),
                    Programme = table.Column<string>(type: "TEXT", nullable: false),
                    Rows1 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows10 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows11 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows12 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows2 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows3 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows4 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows5 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows6 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows7 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows8 = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows9 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value1 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value10 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value11 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value12 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value2 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value3 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value4 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value5 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value6 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value7 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value8 = table.Column<long>(type: "INTEGER", nullable: false),
                    Value9 = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tallies", x => new { x.Year, x.RegionCode, x.FigureId, x.Programme });
                });

            migrationBuilder.CreateTable(
                name: "TallyAhead",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Programme = table.Column<string>(type: "TEXT", nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    RegionCode = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TallyAhead", x => new { x.CaseId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "TargetTallies",
                columns: table => new
                {
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    RegionCode = table.Column<string>(type: "TEXT", nullable: false),
                    FigureId = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<decimal>(type: "TEXT", nullable: false),
                    Records = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TargetTallies", x => new { x.Year, x.RegionCode, x.FigureId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Programme_Year_RegionCode_StageKind_DoneOn",
                table: "Cases",
                columns: new[] { "Programme", "Year", "RegionCode", "StageKind", "DoneOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_RegionCode_Year",
                table: "Cases",
                columns: new[] { "RegionCode", "Year" });

            migrationBuilder.CreateTable(
                name: "VillageCells",
                columns: table => new
                {
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    FigureId = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    RegionCode = table.Column<string>(type: "TEXT", nullable: false),
                    Stamp = table.Column<long>(type: "INTEGER", nullable: false),
                    Millionths = table.Column<long>(type: "INTEGER", nullable: false),
                    Records = table.Column<int>(type: "INTEGER", nullable: false),
                    Shared = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VillageCells", x => new { x.Year, x.FigureId, x.Day, x.RegionCode });
                });

            migrationBuilder.CreateTable(
                name: "VillageStamps",
                columns: table => new
                {
                    RegionCode = table.Column<string>(type: "TEXT", nullable: false),
                    Stamp = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VillageStamps", x => x.RegionCode);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_RegionCode_Year",
                table: "Cases");

            migrationBuilder.DropTable(
                name: "DueTallies");

            migrationBuilder.DropTable(
                name: "Tallies");

            migrationBuilder.DropTable(
                name: "TallyAhead");

            migrationBuilder.DropTable(
                name: "TargetTallies");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Programme_Year_RegionCode_StageKind_DoneOn",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Programme_Year_StageKind_RegionCode_DoneOn",
                table: "Cases",
                columns: new[] { "Programme", "Year", "StageKind", "RegionCode", "DoneOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_RegionCode",
                table: "Cases",
                column: "RegionCode");

            migrationBuilder.DropTable(
                name: "VillageCells");

            migrationBuilder.DropTable(
                name: "VillageStamps");
        }
    }
}
