using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LateLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Cases_StageKind_DueOn",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_Payments_State",
                table: "Payments",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_FollowUps_FixBy",
                table: "FollowUps",
                column: "FixBy")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_ExpiresOn",
                table: "Certificates",
                column: "ExpiresOn");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_DueOn_RegionCode",
                table: "Cases",
                columns: new[] { "DueOn", "RegionCode" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.NullsLast });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Payments_State",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_FollowUps_FixBy",
                table: "FollowUps");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_ExpiresOn",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Cases_DueOn_RegionCode",
                table: "Cases");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_StageKind_DueOn",
                table: "Cases",
                columns: new[] { "StageKind", "DueOn" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsFirst });
        }
    }
}
