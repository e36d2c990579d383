using CanLian.Domain.Common;
using FluentValidation;

namespace CanLian.Domain.People;

/// <summary>What a person's entry must look like (档案填写规则): numbers agree with each other and with what follows from them.</summary>
public sealed class PersonRules : AbstractValidator<Person>
{
    /// <param name="today">Nobody is born, and no certificate issued, after this day.</param>
    public PersonRules(DateOnly today)
    {
        RuleFor(p => p.Name).Must(n => n.Trim().Length is >= 2 and <= 30).WithMessage("姓名要 2 到 30 个字");
        RuleFor(p => p.BirthDate).Must(b => b <= today).WithMessage("出生日期在今天之后，请核对证号");
        RuleFor(p => p.RegionCode).Must(c => c.Length == Region.VillageLength).WithMessage("选村（社区）");
        RuleFor(p => p.Phone).Must(p => p is null || PhoneProblem(p) is null).WithMessage("电话应是 11 位手机号，或区号加 7 到 8 位号码");
        RuleFor(p => p.Guardian).Must((p, g) => g is not null || !p.NeedsGuardian(today)).WithMessage("未满 18 岁或含智力、精神残疾的，要写监护人");
        RuleForEach(p => p.Certificates).Custom((certificate, context) =>
        {
            var person = (Person)context.InstanceToValidate;
            if (certificate.Current && certificate.Number.DisagreementWith(person.IdNumber, certificate.Kind, certificate.Grade) is { } disagreement)
            {
                context.AddFailure(new FluentValidation.Results.ValidationFailure("Certificate", disagreement.ToString()) { CustomState = disagreement });
            }
            if (certificate.Current && (certificate.IssuedOn > today || certificate.ExpiresOn <= certificate.IssuedOn))
            {
                context.AddFailure("Certificate", "发证日期不能晚于今天，有效期要在发证之后");
            }
        });
    }

    /// <summary>What is wrong with a telephone number; null when nothing is.</summary>
    public static Text? PhoneProblem(string phone)
    {
        var digits = HalfWidth.Compact(phone).Replace("-", "", StringComparison.Ordinal);
        return digits.All(char.IsAsciiDigit) && (digits.Length == 11 || (digits.StartsWith('0') && digits.Length is 10 or 11 or 12))
            ? null
            : new Text("电话应是 11 位手机号，或区号加 7 到 8 位号码");
    }

    /// <summary>What is wrong with an account number; null when nothing is.</summary>
    public static Text? AccountProblem(string number)
    {
        var digits = HalfWidth.Compact(number);
        return !digits.All(char.IsAsciiDigit) || digits.Length is < 12 or > 22
            ? new Text("账号应是 12 到 22 位数字，现在 {0} 位", digits.Length)
            : digits.Length == 19 && !Luhn(digits) ? new Text("19 位卡号校验不对，多半抄错一位，请对照卡面") : null;
    }

    private static bool Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[digits.Length - 1 - i] - '0';
            sum += i % 2 == 0 ? digit : digit * 2 > 9 ? (digit * 2) - 9 : digit * 2;
        }
        return sum % 10 == 0;
    }
}
