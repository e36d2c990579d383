using CanLian.Domain.Common;
using CanLian.Domain.Organisations;

namespace CanLian.Blazor.Data.Demo;

/// <summary>The institutions, contractors and sites the federation works with (机构站点).</summary>
internal static class DistrictOrganisations
{
    public const string Sunshine = "阳光儿童康复中心";
    public const string Hearing = "启明听力语言康复中心";
    public const string Autism = "博爱孤独症康复学校";
    public const string ContractorOne = "皖康建设工程公司";
    public const string ContractorTwo = "恒达无障碍工程公司";
    public const string HomeCareProvider = "康乐养老服务中心";
    public const string CareHome = "福泽托养中心";
    public const string FittingCentre = "市假肢矫形器装配中心";
    public const string School = "区职业技能培训学校";

    public static void Fill(DistrictRecords records)
    {
        Add("340699001", Sunshine, OrganisationKind.Rehabilitation, "城东街道人民路 18 号", new(2018, 1, 1), 90, "智力", "脑瘫", "孤独症");
        Add("340699001", Hearing, OrganisationKind.Rehabilitation, "城东街道学院路 6 号", new(2018, 1, 1), 50, "听力");
        Add("340699002", Autism, OrganisationKind.Rehabilitation, "矿山街道东山路 77 号", new(2019, 9, 1), 60, "孤独症", "智力");
        var ended = Add("340699004", "柳集医院儿童康复科", OrganisationKind.Rehabilitation, "柳集镇卫生路 2 号", new(2020, 3, 1), 20, "脑瘫");
        (ended.ContractFrom, ended.ContractTo) = (new(2022, 1, 1), new(2022, 12, 31));
        Add("340699003", HomeCareProvider, OrganisationKind.Care, "石桥镇镇北路 30 号", new(2019, 5, 1), 240);
        Add("340699005", CareHome, OrganisationKind.Care, "段湖镇湖滨路 11 号", new(2020, 7, 1), 40);
        Add(Places.District, ContractorOne, OrganisationKind.Contractor, "市高新区创业路 9 号", null, null);
        Add(Places.District, ContractorTwo, OrganisationKind.Contractor, "市经开区梧桐路 21 号", null, null);
        Add("340699001", School, OrganisationKind.Training, "城东街道职教路 1 号", new(2015, 9, 1), null);
        Add("340699004", "柳集镇农民文化技术学校", OrganisationKind.Training, "柳集镇文化路 5 号", new(2016, 3, 1), null);
        Add("340699004", "残疾人辅助性就业基地", OrganisationKind.SupportedEmployment, "柳集镇南向营村", new(2023, 4, 12), 30).Construction = Construction.New;
        Add("340699003", "石桥镇残疾人之家", OrganisationKind.Home, "石桥镇南宋庄村", new(2023, 5, 18), 25).Construction = Construction.New;
        Add(Places.Villages.First(v => v.Name == "新郑营村").Code, "柳集镇新郑营村残疾人工作站", OrganisationKind.Station, "柳集镇新郑营村", new(2023, 6, 9), null).Construction = Construction.New;
        foreach (var town in Places.Towns)
        {
            Add(town.Code, town.Name + "残疾人服务站", OrganisationKind.Station, town.Name + "便民服务中心", new(2020, 5, 1), null).Construction = Construction.Existing;
        }

        Organisation Add(
            string region, string name, OrganisationKind kind, string address, DateOnly? opened, int? capacity, params string[] scope)
        {
            var withContract = kind is OrganisationKind.Rehabilitation or OrganisationKind.Care or OrganisationKind.Training or OrganisationKind.Contractor;
            var organisation = new Organisation
            {
                Id = records.Chance.NextId(),
                Name = name,
                Kind = kind,
                RegionCode = region,
                Address = address,
                OpenedOn = opened,
                Scope = [.. scope],
                Capacity = capacity,
                ContractFrom = withContract ? new DateOnly(2023, 1, 1) : null,
                ContractTo = withContract ? new DateOnly(2023, 12, 31) : null,
                Contact = PersonNames.Next(records.Chance, Sex.Male, 1975),
                Phone = records.Numbers.NextPhone(),
                Bank = withContract ? "徽商银行X区支行" : null,
                AccountNumber = withContract ? AccountOf(records.Organisations.Count) : null,
            };
            if (Inspection.Kinds.Contains(kind))
            {
                organisation.Inspections.Add(InspectionOf(organisation, records.Organisations.Count));
                if (records.Organisations.Count % 2 == 0)
                {
                    _ = organisation.Inspections[0].Recheck(new RecheckEntry { On = new DateOnly(2023, 4, 27), By = "李明、孙国强", Passed = true, Note = "已换灭火器，签字已补" }, DemonstrationDistrict.Day);
                }
            }
            records.Organisations.Add(organisation);
            return organisation;
        }
    }

    // Every fifth has something to put right; nothing is drawn, so that the people drawn afterwards stay who they are.
    private static Inspection InspectionOf(Organisation organisation, int count) => new()
    {
        OrganisationId = organisation.Id,
        On = new DateOnly(2023, 3, 1).AddDays(count % 28),
        InspectedBy = "李明、孙国强",
        Result = count % 5 == 0 ? InspectionResult.ToRectify : InspectionResult.Passed,
        Findings = count % 5 == 0 ? "灭火器过期，服务记录缺两个月签字" : "",
        RectifyBy = count % 5 == 0 ? new DateOnly(2023, 4, 30) : null,
    };

    /// <summary>The body that fits devices. It joins with the cases it works on, so that the people drawn before stay who they are.</summary>
    public static Organisation AddFittingCentre(DistrictRecords records)
    {
        var centre = new Organisation
        {
            Id = records.Chance.NextId(),
            Name = FittingCentre,
            Bank = "徽商银行X区支行",
            AccountNumber = AccountOf(records.Organisations.Count),
            Kind = OrganisationKind.Other,
            RegionCode = Places.District,
            Address = "市经开区康复路 3 号",
            OpenedOn = new DateOnly(2016, 5, 1),
            ContractFrom = new DateOnly(2023, 1, 1),
            ContractTo = new DateOnly(2023, 12, 31),
            Contact = PersonNames.Next(records.Chance, Sex.Male, 1975),
            Phone = records.Numbers.NextPhone(),
        };
        records.Organisations.Add(centre);
        return centre;
    }

    // Counted and not drawn, so that the people drawn afterwards stay who they are.
    private static string AccountOf(int count) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"69999900000{count:00000000}");
}
