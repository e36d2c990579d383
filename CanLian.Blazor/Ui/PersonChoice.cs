using CanLian.Domain.People;

namespace CanLian.Blazor.Ui;

/// <summary>Somebody a form may name (候选人), with what tells namesakes apart.</summary>
public sealed record PersonChoice(PersonReference Person, string Details);

/// <summary>Finds persons of the register whom a form may name (找人), for the person who sits here.</summary>
public delegate Task<IReadOnlyList<PersonChoice>> PersonAnswers(string text, CancellationToken cancellation);
