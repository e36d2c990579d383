namespace CanLian.Blazor.Ui;

/// <summary>The signs drawn in wwwroot/icons.svg (图标). A sign never stands alone: a word is beside it, except × and chevrons.</summary>
public enum Glyph
{
    None, Inbox, People, Clipboard, Grid, Home, Care, Chart, Target, Doc, Swap, Yen, Upload, Download, Print, Plus, Check, CheckCircle, Cross,
    Clock, Alert, Triangle, Info, Back, Pause, Pencil, Eye, Search, Sun, Moon, HalfCircle, TextSize, Left, Right, Down, Up, Menu, Phone, Camera, Lock,
    Offline, Expand, Table, Send, Card, Gear, Key, History, More,
}
