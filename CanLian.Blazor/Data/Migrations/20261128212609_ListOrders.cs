using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations
{
    /// <inheritdoc />
    public partial class ListOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Keys are written anew after the migration. Their table is its own index, which halves it.
            migrationBuilder.Sql("DROP TABLE \"SearchKeys\"");
            migrationBuilder.Sql(
                "CREATE TABLE \"SearchKeys\" (\"Key\" TEXT NOT NULL, \"Rank\" TEXT NOT NULL, \"PersonId\" TEXT NOT NULL, \"RegionCode\" TEXT NOT NULL, "
                + "CONSTRAINT \"PK_SearchKeys\" PRIMARY KEY (\"Key\", \"Rank\", \"PersonId\")) WITHOUT ROWID");
            migrationBuilder.Sql("CREATE INDEX \"IX_SearchKeys_PersonId\" ON \"SearchKeys\" (\"PersonId\")");

            migrationBuilder.DropIndex(
                name: "IX_Persons_RegionCode_SortKey",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Persons_SortKey",
                table: "Persons");

            migrationBuilder.CreateIndex(
                name: "IX_Persons_BirthDate_Id_RegionCode",
                table: "Persons",
                columns: new[] { "BirthDate", "Id", "RegionCode" });

            migrationBuilder.CreateIndex(
                name: "IX_Persons_RegionCode_SortKey_Id",
                table: "Persons",
                columns: new[] { "RegionCode", "SortKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Persons_SortKey_Id_RegionCode",
                table: "Persons",
                columns: new[] { "SortKey", "Id", "RegionCode" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Programme_Year_DueOn_Number_RegionCode_Stage_Kind",
                table: "Cases",
                columns: new[] { "Programme", "Year", "DueOn", "Number", "RegionCode", "Stage", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Funds",
                table: "Cases",
                columns: new[] { "Programme", "Year", "FundingSource", "ApprovedOn", "StageKind", "AmountFen" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Programme_Year_Stage_RegionCode_DueOn",
                table: "Cases",
                columns: new[] { "Programme", "Year", "Stage", "RegionCode", "DueOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_SearchKeys",
                table: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_Persons_BirthDate_Id_RegionCode",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Persons_RegionCode_SortKey_Id",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Persons_SortKey_Id_RegionCode",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Programme_Year_DueOn_Number_RegionCode_Stage_Kind",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Funds",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Programme_Year_Stage_RegionCode_DueOn",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "Rank",
                table: "SearchKeys");

            migrationBuilder.AddPrimaryKey(
                name: "PK_SearchKeys",
                table: "SearchKeys",
                columns: new[] { "Key", "PersonId" });

            migrationBuilder.CreateIndex(
                name: "IX_Persons_RegionCode_SortKey",
                table: "Persons",
                columns: new[] { "RegionCode", "SortKey" });

            migrationBuilder.CreateIndex(
                name: "IX_Persons_SortKey",
                table: "Persons",
                column: "SortKey");
        }
    }
}
