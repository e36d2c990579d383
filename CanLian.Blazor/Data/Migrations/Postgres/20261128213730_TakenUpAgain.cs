using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TakenUpAgain : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "ClaimedUntil",
                table: "ExchangePackages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FromList",
                table: "Differences",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Monitored",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ReopenReason",
                table: "Differences",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "ReopenedAt",
                table: "Differences",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReopenedBy",
                table: "Differences",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<Guid>(
                name: "SuccessorId",
                table: "Differences",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WithdrawnAt",
                table: "Differences",
                type: "timestamp with time zone",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ClaimedUntil",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "FromList",
                table: "Differences");

            migrationBuilder.DropColumn(
                name: "ReopenReason",
                table: "Differences");

            migrationBuilder.DropColumn(
                name: "ReopenedAt",
                table: "Differences");

            migrationBuilder.DropColumn(
                name: "ReopenedBy",
                table: "Differences");

            migrationBuilder.DropColumn(
                name: "SuccessorId",
                table: "Differences");

            migrationBuilder.DropColumn(
                name: "WithdrawnAt",
                table: "Differences");
        }
    }
}
