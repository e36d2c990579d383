using System.Text;

namespace CanLian.Blazor.Data.Keys;

/// <summary>Drafts lie sealed whole (草稿加密): whatever may be typed may be a number that identifies somebody.</summary>
public static class SealedDrafts
{
    private const string Column = "Drafts.Content";

    public static void SealContent(this KeyRing ring, Draft draft, string content) =>
        draft.Content = Convert.ToBase64String(ring.Seal(Column, RowOf(draft), content));

    public static string OpenContent(this KeyRing ring, Draft draft) => ring.OpenText(Column, RowOf(draft), Convert.FromBase64String(draft.Content));

    private static byte[] RowOf(Draft draft) => Encoding.UTF8.GetBytes(draft.AccountId + '\n' + draft.Key);
}
