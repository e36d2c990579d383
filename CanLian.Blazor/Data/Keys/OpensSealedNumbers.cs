using System.Linq.Expressions;
using System.Reflection;
using CanLian.Domain.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CanLian.Blazor.Data.Keys;

/// <summary>
/// Opens the sealed numbers of every record that is read (读出时解密): a record that has any is made by a method that is given its cells. An interceptor of
/// materialization would be simpler, and makes a delegate for each property of each row.
/// </summary>
internal sealed class OpensSealedNumbers : IInstantiationBindingInterceptor
{
    // What a record requires is put in by the mapper.
    private static readonly Func<CaseFile> _newFile = Expression.Lambda<Func<CaseFile>>(Expression.New(typeof(CaseFile))).Compile();
    private static readonly MethodInfo _openForm = typeof(OpensSealedNumbers).GetMethod(nameof(OpenForm), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>One for all contexts: the ring is the context's.</summary>
    public static OpensSealedNumbers Instance { get; } = new();

    public InstantiationBinding ModifyBinding(InstantiationBindingInterceptionData interceptionData, InstantiationBinding binding)
    {
        if (interceptionData.TypeBase is not IEntityType entity)
        {
            return binding;
        }
        var context = new ContextParameterBinding(typeof(DbContext));
        if (entity.ClrType == typeof(CaseFile))
        {
            // The form is consumed: nobody puts the sealed one in afterwards.
            var form = new PropertyParameterBinding(entity.FindProperty(nameof(CaseFile.Form))!);
            return new FactoryMethodBinding(_openForm, [context, Cell.Of(entity, nameof(CaseFile.Id)), Cell.Of(entity, nameof(CaseFile.Programme)), form], entity.ClrType);
        }
        var columns = SealedColumn.Of(entity.ClrType);
        return columns.Count == 0 ? binding : new FactoryMethodBinding(
            new Opening(entity.ClrType, columns), Opening.Method,
            [context, new Cell(entity.FindPrimaryKey()!.Properties[0]), new ObjectArrayParameterBinding([.. columns.Select(c => Cell.Of(entity, c.SealedProperty))])], entity.ClrType);
    }

    private static CaseFile OpenForm(DbContext context, Guid id, string programme, string form)
    {
        var file = _newFile();
        file.Form = context is CanLianDb db ? db.Ring.Open(programme, id, form) : form;
        return file;
    }

    /// <summary>Makes records of one type.</summary>
    private sealed class Opening(Type type, IReadOnlyList<SealedColumn> columns)
    {
        private readonly Func<object> _new = Expression.Lambda<Func<object>>(Expression.New(type)).Compile();

        public static MethodInfo Method { get; } = typeof(Opening).GetMethod(nameof(Open))!;

        public object Open(DbContext context, Guid id, object?[] cells)
        {
            var record = _new();
            if (context is CanLianDb db)
            {
                var row = id.ToByteArray();
                for (var i = 0; i < cells.Length; i++)
                {
                    if (cells[i] is byte[] cell)
                    {
                        columns[i].Write(record, db.Ring.OpenText(columns[i].Name, row, cell));
                    }
                }
            }
            return record;
        }
    }

    /// <summary>A cell of the row that is looked at, and put into the record as always.</summary>
    private sealed class Cell(IProperty property) : ParameterBinding(property.ClrType)
    {
        public static Cell Of(IEntityType entity, string property) => new(entity.FindProperty(property)!);

        public override Expression BindToParameter(ParameterBindingInfo bindingInfo) => new PropertyParameterBinding(property).BindToParameter(bindingInfo);

        public override ParameterBinding With(IPropertyBase[] consumedProperties) => this;
    }
}
