using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ListOrders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // Keys are written anew after the migration.
            migrationBuilder.Sql("DELETE FROM \"SearchKeys\"");

            migrationBuilder.DropPrimaryKey(
                name: "PK_SearchKeys",
                table: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_Persons_RegionCode_SortKey",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Persons_SortKey",
                table: "Persons");

            migrationBuilder.AddColumn<string>(
                name: "Rank",
                table: "SearchKeys",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddPrimaryKey(
                name: "PK_SearchKeys",
                table: "SearchKeys",
                columns: new[] { "Key", "Rank", "PersonId" });

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
                columns: new[] { "Programme", "Year", "DueOn", "Number", "RegionCode", "Stage", "Kind" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Funds",
                table: "Cases",
                columns: new[] { "Programme", "Year", "FundingSource", "ApprovedOn", "StageKind", "AmountFen" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Programme_Year_Stage_RegionCode_DueOn",
                table: "Cases",
                columns: new[] { "Programme", "Year", "Stage", "RegionCode", "DueOn" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst });
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
