using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CanLian.Blazor.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SupervisorsDesk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Hardships_PersonId_Kind",
                table: "Hardships");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_PersonId_Current",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Programme_Year_StageKind_RegionCode_DoneOn",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_RegionCode",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_StageKind_DueOn",
                table: "Cases");

            migrationBuilder.AddColumn<string>(
                name: "DispatchedBy",
                table: "SurveyEntries",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");

            migrationBuilder.AddColumn<DateOnly>(
                name: "DispatchedOn",
                table: "SurveyEntries",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SentBackReason",
                table: "SurveyEntries",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<string>(
                name: "Account_NumberHash",
                table: "Persons",
                type: "character varying(22)",
                maxLength: 22,
                nullable: true,
                collation: "C");

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

            migrationBuilder.CreateTable(
                name: "Doubts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Rule = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Severity = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sentence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Evidence = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    AboutId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    FoundOn = table.Column<DateOnly>(type: "date", nullable: false),
                    FormerId = table.Column<Guid>(type: "uuid", nullable: true),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    AssignedToId = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    AssignedToName = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Verdict = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SettledBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    SettledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    GoneOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Doubts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DueTallies",
                columns: table => new
                {
                    Year = table.Column<int>(type: "integer", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Cases = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DueTallies", x => new { x.Year, x.RegionCode, x.Programme, x.DueOn });
                });

            migrationBuilder.CreateTable(
                name: "Inspections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OrganisationId = table.Column<Guid>(type: "uuid", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    InspectedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Findings = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Result = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    RectifyBy = table.Column<DateOnly>(type: "date", nullable: true),
                    RecheckedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    RecheckedBy = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecheckNote = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecheckResult = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inspections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Inspections_Organisations_OrganisationId",
                        column: x => x.OrganisationId,
                        principalTable: "Organisations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RateNotes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Cause = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    Amount = table.Column<decimal>(type: "numeric", nullable: true),
                    DocumentNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RateNotes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Recoveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    PaymentId = table.Column<Guid>(type: "uuid", nullable: false),
                    Fen = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    DemandedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Repayments = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WrittenOffOn = table.Column<DateOnly>(type: "date", nullable: true),
                    WriteOffReason = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Recoveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Recoveries_Cases_CaseId",
                        column: x => x.CaseId,
                        principalTable: "Cases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Recoveries_Payments_PaymentId",
                        column: x => x.PaymentId,
                        principalTable: "Payments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SavedInquiries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    OwnerId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    OwnerName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Shared = table.Column<bool>(type: "boolean", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedInquiries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SurveyChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    EntryId = table.Column<Guid>(type: "uuid", nullable: false),
                    SurveyId = table.Column<Guid>(type: "uuid", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    DrawnOn = table.Column<DateOnly>(type: "date", nullable: false),
                    DrawnBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Investigator = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CheckedBy = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    On = table.Column<DateOnly>(type: "date", nullable: true),
                    Way = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Outcome = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    Answers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Compared = table.Column<int>(type: "integer", nullable: false),
                    Different = table.Column<List<string>>(type: "text[]", nullable: false),
                    Differences = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SurveyChecks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SurveyChecks_SurveyEntries_EntryId",
                        column: x => x.EntryId,
                        principalTable: "SurveyEntries",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Tallies",
                columns: table => new
                {
                    Year = table.Column<int>(type: "integer", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FigureId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Rows1 = table.Column<long>(type: "bigint", nullable: false),
                    Rows10 = table.Column<long>(type: "bigint", nullable: false),
                    Rows11 = table.Column<long>(type: "bigint", nullable: false),
                    Rows12 = table.Column<long>(type: "bigint", nullable: false),
                    Rows2 = table.Column<long>(type: "bigint", nullable: false),
                    Rows3 = table.Column<long>(type: "bigint", nullable: false),
                    Rows4 = table.Column<long>(type: "bigint", nullable: false),
                    Rows5 = table.Column<long>(type: "bigint", nullable: false),
                    Rows6 = table.Column<long>(type: "bigint", nullable: false),
                    Rows7 = table.Column<long>(type: "bigint", nullable: false),
                    Rows8 = table.Column<long>(type: "bigint", nullable: false),
                    Rows9 = table.Column<long>(type: "bigint", nullable: false),
                    Value1 = table.Column<long>(type: "bigint", nullable: false),
                    Value10 = table.Column<long>(type: "bigint", nullable: false),
                    Value11 = table.Column<long>(type: "bigint", nullable: false),
                    Value12 = table.Column<long>(type: "bigint", nullable: false),
                    Value2 = table.Column<long>(type: "bigint", nullable: false),
                    Value3 = table.Column<long>(type: "bigint", nullable: false),
                    Value4 = table.Column<long>(type: "bigint", nullable: false),
                    Value5 = table.Column<long>(type: "bigint", nullable: false),
                    Value6 = table.Column<long>(type: "bigint", nullable: false),
                    Value7 = table.Column<long>(type: "bigint", nullable: false),
                    Value8 = table.Column<long>(type: "bigint", nullable: false),
                    Value9 = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tallies", x => new { x.Year, x.RegionCode, x.FigureId, x.Programme });
                });

            migrationBuilder.CreateTable(
                name: "TallyAhead",
                columns: table => new
                {
                    CaseId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TallyAhead", x => new { x.CaseId, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "TargetRevisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    Programme = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FundingSource = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Unit = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    AmountBefore = table.Column<decimal>(type: "numeric", nullable: true),
                    AmountAfter = table.Column<decimal>(type: "numeric", nullable: true),
                    FundsBeforeFen = table.Column<long>(type: "bigint", nullable: true),
                    FundsAfterFen = table.Column<long>(type: "bigint", nullable: true),
                    DocumentNumber = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    ByName = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TargetRevisions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TargetTallies",
                columns: table => new
                {
                    Year = table.Column<int>(type: "integer", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    FigureId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Number = table.Column<decimal>(type: "numeric", nullable: false),
                    Records = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TargetTallies", x => new { x.Year, x.RegionCode, x.FigureId });
                });

            migrationBuilder.CreateTable(
                name: "VillageCells",
                columns: table => new
                {
                    Year = table.Column<int>(type: "integer", nullable: false),
                    FigureId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Stamp = table.Column<long>(type: "bigint", nullable: false),
                    Millionths = table.Column<long>(type: "bigint", nullable: false),
                    Records = table.Column<int>(type: "integer", nullable: false),
                    Shared = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VillageCells", x => new { x.Year, x.FigureId, x.Day, x.RegionCode });
                });

            migrationBuilder.CreateTable(
                name: "VillageStamps",
                columns: table => new
                {
                    RegionCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Stamp = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_VillageStamps", x => x.RegionCode);
                });

            migrationBuilder.CreateIndex(
                name: "IX_StatedNeeds_Rules",
                table: "StatedNeeds",
                columns: new[] { "PersonId", "Topic", "Wanted", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_Persons_Account_NumberHash",
                table: "Persons",
                column: "Account_NumberHash")
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Persons_Id_RegionCode_Sex_BirthDate",
                table: "Persons",
                columns: new[] { "Id", "RegionCode", "Sex", "BirthDate" });

            migrationBuilder.CreateIndex(
                name: "IX_Persons_Rules",
                table: "Persons",
                columns: new[] { "RegionCode", "Id", "HouseholdId", "DeceasedOn", "BirthDate", "Sex", "Employment", "EmploymentWish", "Registration", "PublicEmployee" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsLast });

            migrationBuilder.CreateIndex(
                name: "IX_Payments_State",
                table: "Payments",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Hardships_PersonId_Kind_From_To",
                table: "Hardships",
                columns: new[] { "PersonId", "Kind", "From", "To" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Hardships_Rules",
                table: "Hardships",
                columns: new[] { "PersonId", "Kind", "From", "To", "EnteredOn" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst });

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
                name: "IX_Certificates_PersonId_Current_Kind_Grade",
                table: "Certificates",
                columns: new[] { "PersonId", "Current", "Kind", "Grade" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_Rules",
                table: "Certificates",
                columns: new[] { "PersonId", "Current", "State", "ExpiresOn", "KindMask", "Grade", "IssuedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Counted",
                table: "Cases",
                columns: new[] { "Programme", "Year", "StageKind", "RegionCode", "DoneOn", "AppliedOn", "Kind", "Result", "FundingSource", "AmountFen", "Quantity", "PersonId", "HouseholdId" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.NullsFirst, NullSortOrder.NullsLast, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_DueOn_RegionCode",
                table: "Cases",
                columns: new[] { "DueOn", "RegionCode" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsFirst, NullSortOrder.NullsLast });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Programme_Year_RegionCode_StageKind_DoneOn",
                table: "Cases",
                columns: new[] { "Programme", "Year", "RegionCode", "StageKind", "DoneOn" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_RegionCode_Year",
                table: "Cases",
                columns: new[] { "RegionCode", "Year" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Rules",
                table: "Cases",
                columns: new[] { "Programme", "Year", "StageKind", "PersonId", "HouseholdId" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_CaseEvents_At",
                table: "CaseEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Doubts_Rule_Subject_Fingerprint",
                table: "Doubts",
                columns: new[] { "Rule", "Subject", "Fingerprint" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Doubts_State_RegionCode_Rule",
                table: "Doubts",
                columns: new[] { "State", "RegionCode", "Rule" });

            migrationBuilder.CreateIndex(
                name: "IX_Inspections_OrganisationId_On",
                table: "Inspections",
                columns: new[] { "OrganisationId", "On" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RateNotes_Year_Programme",
                table: "RateNotes",
                columns: new[] { "Year", "Programme" });

            migrationBuilder.CreateIndex(
                name: "IX_Recoveries_CaseId",
                table: "Recoveries",
                column: "CaseId");

            migrationBuilder.CreateIndex(
                name: "IX_Recoveries_PaymentId",
                table: "Recoveries",
                column: "PaymentId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedInquiries_OwnerId_Name",
                table: "SavedInquiries",
                columns: new[] { "OwnerId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SurveyChecks_EntryId",
                table: "SurveyChecks",
                column: "EntryId");

            migrationBuilder.CreateIndex(
                name: "IX_SurveyChecks_SurveyId_RegionCode",
                table: "SurveyChecks",
                columns: new[] { "SurveyId", "RegionCode" });

            migrationBuilder.CreateIndex(
                name: "IX_TargetRevisions_Year_Programme",
                table: "TargetRevisions",
                columns: new[] { "Year", "Programme" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Doubts");

            migrationBuilder.DropTable(
                name: "DueTallies");

            migrationBuilder.DropTable(
                name: "Inspections");

            migrationBuilder.DropTable(
                name: "RateNotes");

            migrationBuilder.DropTable(
                name: "Recoveries");

            migrationBuilder.DropTable(
                name: "SavedInquiries");

            migrationBuilder.DropTable(
                name: "SurveyChecks");

            migrationBuilder.DropTable(
                name: "Tallies");

            migrationBuilder.DropTable(
                name: "TallyAhead");

            migrationBuilder.DropTable(
                name: "TargetRevisions");

            migrationBuilder.DropTable(
                name: "TargetTallies");

            migrationBuilder.DropTable(
                name: "VillageCells");

            migrationBuilder.DropTable(
                name: "VillageStamps");

            migrationBuilder.DropIndex(
                name: "IX_StatedNeeds_Rules",
                table: "StatedNeeds");

            migrationBuilder.DropIndex(
                name: "IX_Persons_Account_NumberHash",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Persons_Id_RegionCode_Sex_BirthDate",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Persons_Rules",
                table: "Persons");

            migrationBuilder.DropIndex(
                name: "IX_Payments_State",
                table: "Payments");

            migrationBuilder.DropIndex(
                name: "IX_Hardships_PersonId_Kind_From_To",
                table: "Hardships");

            migrationBuilder.DropIndex(
                name: "IX_Hardships_Rules",
                table: "Hardships");

            migrationBuilder.DropIndex(
                name: "IX_FollowUps_FixBy",
                table: "FollowUps");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_ExpiresOn",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_PersonId_Current_Kind_Grade",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Certificates_Rules",
                table: "Certificates");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Counted",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_DueOn_RegionCode",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Programme_Year_RegionCode_StageKind_DoneOn",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_RegionCode_Year",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_Cases_Rules",
                table: "Cases");

            migrationBuilder.DropIndex(
                name: "IX_CaseEvents_At",
                table: "CaseEvents");

            migrationBuilder.DropColumn(
                name: "DispatchedBy",
                table: "SurveyEntries");

            migrationBuilder.DropColumn(
                name: "DispatchedOn",
                table: "SurveyEntries");

            migrationBuilder.DropColumn(
                name: "SentBackReason",
                table: "SurveyEntries");

            migrationBuilder.DropColumn(
                name: "Account_NumberHash",
                table: "Persons");

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

            migrationBuilder.CreateIndex(
                name: "IX_Hardships_PersonId_Kind",
                table: "Hardships",
                columns: new[] { "PersonId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_Certificates_PersonId_Current",
                table: "Certificates",
                columns: new[] { "PersonId", "Current" });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_Programme_Year_StageKind_RegionCode_DoneOn",
                table: "Cases",
                columns: new[] { "Programme", "Year", "StageKind", "RegionCode", "DoneOn" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsLast, NullSortOrder.NullsFirst });

            migrationBuilder.CreateIndex(
                name: "IX_Cases_RegionCode",
                table: "Cases",
                column: "RegionCode");

            migrationBuilder.CreateIndex(
                name: "IX_Cases_StageKind_DueOn",
                table: "Cases",
                columns: new[] { "StageKind", "DueOn" })
                .Annotation("Npgsql:IndexNullSortOrder", new[] { NullSortOrder.NullsLast, NullSortOrder.NullsFirst });
        }
    }
}
