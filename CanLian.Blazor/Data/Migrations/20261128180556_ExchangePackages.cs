using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations
{
    /// <inheritdoc />
    public partial class ExchangePackages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_ExchangePackages",
                table: "ExchangePackages");

            migrationBuilder.AddColumn<int>(
                name: "Sequence",
                table: "ExchangePackages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "Accepted",
                table: "ExchangePackages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AcknowledgedAt",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "ExchangePackages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "BuiltById",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Clause",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Clues",
                table: "ExchangePackages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeliveredAt",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DeliveredOn",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Delivers",
                table: "ExchangePackages",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LastProblem",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "ManifestSha256",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "NextAttemptAt",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Receiver",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Rejected",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: false,
                defaultValueSql: "'[]'");

            migrationBuilder.AddColumn<DateTime>(
                name: "ReleasedAt",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReleasedBy",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReleasedOn",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Snapshot",
                table: "ExchangePackages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "SupersededAt",
                table: "ExchangePackages",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Version",
                table: "ExchangePackages",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddPrimaryKey(
                name: "PK_ExchangePackages",
                table: "ExchangePackages",
                columns: new[] { "Month", "Sequence" });

            migrationBuilder.CreateTable(
                name: "Clues",
                columns: table => new
                {
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Month = table.Column<string>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RegionCode = table.Column<string>(type: "TEXT", nullable: false),
                    Rule = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Why = table.Column<string>(type: "TEXT", nullable: false),
                    Verdict = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    VerifiedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    VerifiedBy = table.Column<string>(type: "TEXT", nullable: false),
                    Measures = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clues", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryAttempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Month = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Arrived = table.Column<bool>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryAttempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ShareAgreements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Purpose = table.Column<string>(type: "TEXT", nullable: false),
                    Clause = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Columns = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ShareAgreements", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Clues_Month",
                table: "Clues",
                column: "Month");

            migrationBuilder.CreateIndex(
                name: "IX_Clues_RegionCode",
                table: "Clues",
                column: "RegionCode");

            migrationBuilder.CreateIndex(
                name: "IX_DeliveryAttempts_Month_Sequence",
                table: "DeliveryAttempts",
                columns: new[] { "Month", "Sequence" });

            // What was handed over before there was a second person counts as let out by whoever built it.
            migrationBuilder.Sql("UPDATE \"ExchangePackages\" SET \"ReleasedAt\" = \"BuiltAt\", \"ReleasedOn\" = \"BuiltOn\", \"ReleasedBy\" = \"BuiltBy\";");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Clues");

            migrationBuilder.DropTable(
                name: "DeliveryAttempts");

            migrationBuilder.DropTable(
                name: "ShareAgreements");

            migrationBuilder.DropPrimaryKey(
                name: "PK_ExchangePackages",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Sequence",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Accepted",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "AcknowledgedAt",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Attempts",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "BuiltById",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Clause",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Clues",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "DeliveredAt",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "DeliveredOn",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Delivers",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "LastProblem",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "ManifestSha256",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "NextAttemptAt",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Receiver",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Rejected",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "ReleasedAt",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "ReleasedBy",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "ReleasedOn",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Snapshot",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "SupersededAt",
                table: "ExchangePackages");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "ExchangePackages");

            migrationBuilder.AddPrimaryKey(
                name: "PK_ExchangePackages",
                table: "ExchangePackages",
                column: "Month");
        }
    }
}
