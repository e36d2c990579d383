using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FromList",
                table: "Differences",
                type: "TEXT",
                maxLength: 40,
                nullable: false,
                defaultValue: "Monitored");

            migrationBuilder.AddColumn<string>(
                name: "ReopenReason",
                table: "Differences",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReopenedAt",
                table: "Differences",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReopenedBy",
                table: "Differences",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "SuccessorId",
                table: "Differences",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "WithdrawnAt",
                table: "Differences",
                type: "TEXT",
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
