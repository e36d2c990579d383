using CanLian.Domain;
using CanLian.Domain.Programmes;
using Xunit;

namespace CanLian.Tests.House;

public sealed class CatalogueTests
{
    [Fact]
    public void Every_programme_is_in_the_catalogue_once_and_in_report_order()
    {
        var written = typeof(Programme).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Programme)) && !t.IsAbstract).OrderBy(t => t.Name);
        Assert.Equal(written, Catalogue.Programmes.Select(p => p.GetType()).OrderBy(t => t.Name));
        Assert.Equal(Catalogue.Programmes.Select(p => p.Chapter).Order(), Catalogue.Programmes.Select(p => p.Chapter));
        Assert.Equal(Catalogue.Programmes.Count, Catalogue.Programmes.Select(p => p.Code).Distinct().Count());
    }

    [Fact]
    public void A_figure_is_born_once_and_says_how_it_comes_about()
    {
        var figures = Catalogue.Figures.ToList();
        Assert.Equal(figures.Count, figures.Select(f => f.Id).Distinct().Count());
        Assert.Empty(figures.Where(f => f.Formula.Length == 0).Select(f => f.Id));
    }

    [Fact]
    public void Every_form_survives_being_stored_and_has_a_label_for_each_field()
    {
        foreach (var programme in Catalogue.Programmes)
        {
            var form = programme.ReadForm("{}");
            Assert.Equal(programme.WriteForm(form), programme.WriteForm(programme.ReadForm(programme.WriteForm(form))));
            Assert.All(Domain.Cases.FormSchema.Of(programme.FormType), f => Assert.NotEmpty(f.Field.Label));
        }
    }

    /// <summary>An index of what is under way rests on it: it holds open cases and those with a last day.</summary>
    [Fact]
    public void What_is_left_to_do_after_the_completion_has_a_last_day() =>
        Assert.Empty(Catalogue.Programmes.SelectMany(p => p.Flow.Stages.Where(s => !s.IsEnd && s.Kind != Domain.Cases.StageKind.Open && s.LimitDays is null).Select(s => $"{p.Code} {s.Code}")));
}
