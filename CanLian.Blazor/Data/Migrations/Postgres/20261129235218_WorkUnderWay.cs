using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class WorkUnderWay : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_FollowUps_FixBy",
                table: "FollowUps");

            migrationBuilder.DropIndex(
                name: "IX_Cases_HouseholdId",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_PersonId",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_FixBy_CaseId",
                table: "FollowUps",
                columns: new[] { "FixBy", "CaseId" },
                filter: "\"Problem\" IS NOT NULL AND \"FixedOn\" IS NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.NullsLast });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_HouseholdId_Programme_Year_StageKind",
                table: "Cases",
                columns: new[] { "HouseholdId", "Programme", "Year", "StageKind" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_PersonId_Programme_Year_StageKind",
                table: "Cases",
                columns: new[] { "PersonId", "Programme", "Year", "StageKind" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_SentBack",
                table: "Cases",
                columns: new[] { "RegionCode", "Programme", "Stage", "DueOn", "Number" },
                filter: "\"SentBackReason\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsLast });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_UnderWay",
                table: "Cases",
                columns: new[] { "RegionCode", "Programme", "Stage", "DueOn", "Number", "Id" },
                filter: "\"StageKind\" = 'Open' OR \"DueOn\" IS NOT NULL")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsLast });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_FollowUps_FixBy_CaseId",
                table: "FollowUps");

            migrationBuilder.DropIndex(
                name: "IX_Cases_HouseholdId_Programme_Year_StageKind",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_PersonId_Programme_Year_StageKind",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_SentBack",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_UnderWay",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_FixBy",
                table: "FollowUps",
                column: "FixBy")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_HouseholdId",
                table: "Cases",
                column: "HouseholdId")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_PersonId",
                table: "Cases",
                column: "PersonId");
        }
    }
}
