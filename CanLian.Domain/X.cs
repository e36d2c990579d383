namespace CanLian.Domain; public static class X;
