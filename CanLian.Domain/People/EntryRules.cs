using System.Linq.Expressions;
using CanLian.Domain.Common;
using FluentValidation;
using FluentValidation.Results;

namespace CanLian.Domain.People;

/// <summary>
/// Checks what somebody typed before it becomes a record (填写校验). Each field has at most one sentence, and its anchor on the page is the
/// name of the entry and the name of the field.
/// </summary>
public abstract class EntryRules<T>(string anchor) : AbstractValidator<T>
{
    /// <summary>Every problem of the entry, each with the field it belongs to.</summary>
    public IReadOnlyList<Reason> Problems(T entry) =>
        [.. Validate(entry).Errors.Select(e => new Reason((Text)e.CustomState, anchor + "-" + e.PropertyName))];

    /// <summary>Asks one field: the sentence that says what is wrong, or null.</summary>
    protected void Check<TValue>(Expression<Func<T, TValue>> field, Func<T, Text?> problem) =>
        RuleFor(field).Custom((_, context) =>
        {
            if (problem(context.InstanceToValidate) is { } found)
            {
                context.AddFailure(new ValidationFailure(context.PropertyPath, found.ToString()) { CustomState = found });
            }
        });
}

/// <summary>What telephone and account numbers look like (号码校验).</summary>
public static class NumberChecks
{
    private const int MobileLength = 11;
    private const int ShortestAccount = 12;
    private const int LongestAccount = 22;

    /// <summary>What is wrong with a telephone number in its plain form; null when nothing is.</summary>
    public static Text? PhoneProblem(string phone)
    {
        var digits = phone.Replace("-", "", StringComparison.Ordinal);
        if (!digits.All(char.IsAsciiDigit))
        {
            return new Text("电话只能是数字，固定电话先写区号");
        }
        if (digits.StartsWith('0'))
        {
            return digits.Length is >= 10 and <= 12 ? null : new Text("固定电话是区号加 7 到 8 位，现在一共 {0} 位", digits.Length);
        }
        return digits.Length != MobileLength
            ? new Text("手机号应是 {0} 位，现在是 {1} 位", MobileLength, digits.Length)
            : digits[0] == '1' && digits[1] >= '3' ? null : new Text("手机号以 13 到 19 开头，请对照着再看一遍");
    }

    /// <summary>What is wrong with an account number in its plain form; null when nothing is.</summary>
    public static Text? AccountProblem(string number) => !number.All(char.IsAsciiDigit)
        ? new Text("账号只能是数字")
        : number.Length is < ShortestAccount or > LongestAccount
            ? new Text("账号应是 {0} 到 {1} 位，现在是 {2} 位", ShortestAccount, LongestAccount, number.Length)
            : null;

    /// <summary>Whether the check digit fits that bank cards carry (Luhn); a passbook's number has none, so this alone refuses nothing.</summary>
    public static bool FitsCheckDigit(string number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var digit = (number[^(i + 1)] - '0') * (i % 2 == 0 ? 1 : 2);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return sum % 10 == 0;
    }
}
