using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PaymentBatches : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "LineId",
                table: "Payments",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReturnedOn",
                table: "Payments",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "AccountNumberSealed",
                table: "Organisations",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Bank",
                table: "Organisations",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "PaymentBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Memo = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReversesId = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Shares = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    CreatedById = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    SubmittedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    FindingsReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SentBackReason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ApprovedById = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ApprovedByName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ApprovedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SentOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ReturnedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Voucher = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PaymentLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    BatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    Row = table.Column<int>(type: "integer", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SubjectName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Payee = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Bank = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Invoice = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Parts = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RepaysLineId = table.Column<Guid>(type: "uuid", nullable: true),
                    ReversesLineId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Failure = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AccountNumberSealed = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PaymentLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PaymentLines_PaymentBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "PaymentBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentBatches_Number",
                table: "PaymentBatches",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PaymentBatches_Year_Programme",
                table: "PaymentBatches",
                columns: new[] { "Year", "Programme" });

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLines_BatchId",
                table: "PaymentLines",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_PaymentLines_CaseId",
                table: "PaymentLines",
                column: "CaseId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PaymentLines");

            migrationBuilder.DropTable(
                name: "PaymentBatches");

            migrationBuilder.DropColumn(
                name: "LineId",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "ReturnedOn",
                table: "Payments");

            migrationBuilder.DropColumn(
                name: "AccountNumberSealed",
                table: "Organisations");

            migrationBuilder.DropColumn(
                name: "Bank",
                table: "Organisations");
        }
    }
}
