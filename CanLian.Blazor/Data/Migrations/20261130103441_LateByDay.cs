using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations
{
    /// <inheritdoc />
    public partial class LateByDay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_DueTallies",
                table: "DueTallies");

            migrationBuilder.AddPrimaryKey(
                name: "PK_DueTallies",
                table: "DueTallies",
                columns: new[] { "Year", "RegionCode", "DueOn", "Programme" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_DueTallies",
                table: "DueTallies");

            migrationBuilder.AddPrimaryKey(
                name: "PK_DueTallies",
                table: "DueTallies",
                columns: new[] { "Year", "RegionCode", "Programme", "DueOn" });
        }
    }
}
