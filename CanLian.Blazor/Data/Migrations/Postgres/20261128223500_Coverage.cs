using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Coverage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CaseId",
                table: "OutreachTasks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "EnteredOn",
                table: "Hardships",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "EnteredOn",
                table: "Certificates",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReplacedOn",
                table: "Certificates",
                type: "date",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_StatedNeeds_Rules",
                table: "StatedNeeds",
                columns: new[] { "PersonId", "Topic", "Wanted", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_Persons_Rules",
                table: "Persons",
                columns: new[] { "RegionCode", "Id", "HouseholdId", "DeceasedOn", "BirthDate", "Sex", "Employment", "EmploymentWish", "Registration", "PublicEmployee" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsLast });

            migrationBuilder.CreateIndex(
                name: "IX_Hardships_Rules",
                table: "Hardships",
                columns: new[] { "PersonId", "Kind", "From", "To", "EnteredOn" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Rules",
                table: "Certificates",
                columns: new[] { "PersonId", "Current", "State", "ExpiresOn", "KindMask", "Grade", "IssuedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Rules",
                table: "Cases",
                columns: new[] { "Programme", "Year", "StageKind", "PersonId", "HouseholdId" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_StatedNeeds_Rules",
                table: "StatedNeeds");

            migrationBuilder.DropIndex(
                name: "IX_Persons_Rules",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Hardships_Rules",
                table: "Hardships");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Rules",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Rules",
                table: "Cases");

            migrationBuilder.DropColumn(
                name: "CaseId",
                table: "OutreachTasks");

            migrationBuilder.DropColumn(
                name: "EnteredOn",
                table: "Hardships");

            migrationBuilder.DropColumn(
                name: "EnteredOn",
                table: "Certificates");

            migrationBuilder.DropColumn(
                name: "ReplacedOn",
                table: "Certificates");
        }
    }
}
