using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
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
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<int>(
                name: "Accepted",
                table: "ExchangePackages",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "AcknowledgedAt",
                table: "ExchangePackages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "ExchangePackages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "BuiltById",
                table: "ExchangePackages",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Clause",
                table: "ExchangePackages",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<int>(
                name: "Clues",
                table: "ExchangePackages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeliveredAt",
                table: "ExchangePackages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "DeliveredOn",
                table: "ExchangePackages",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Delivers",
                table: "ExchangePackages",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "LastProblem",
                table: "ExchangePackages",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "ManifestSha256",
                table: "ExchangePackages",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "NextAttemptAt",
                table: "ExchangePackages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "ExchangePackages",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Receiver",
                table: "ExchangePackages",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Rejected",
                table: "ExchangePackages",
                type: "text",
                nullable: false,
                defaultValueSql: "'[]'",
                collation: "C");

            migrationBuilder.AddColumn<DateTime>(
                name: "ReleasedAt",
                table: "ExchangePackages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReleasedBy",
                table: "ExchangePackages",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReleasedOn",
                table: "ExchangePackages",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Snapshot",
                table: "ExchangePackages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "SupersededAt",
                table: "ExchangePackages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Version",
                table: "ExchangePackages",
                type: "bigint",
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
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Month = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Rule = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Why = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    VerifiedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    VerifiedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Measures = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Clues", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "DeliveryAttempts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Month = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sequence = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Channel = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Arrived = table.Column<bool>(type: "boolean", nullable: false),
                    Problem = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeliveryAttempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ShareAgreements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Recipient = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Purpose = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Clause = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Columns = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
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
