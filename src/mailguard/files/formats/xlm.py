"""Excel 4 macros: words that they start by, and words that they do harm with."""

AUTO_NAMES = r"^(?:_xlnm\.)?auto_?(?:open|close|activate|deactivate)"
HARMFUL = (
    r"\b(EXEC|CALL|REGISTER|REGISTER\.ID|FOPEN|FWRITELN|FORMULA\.FILL|URLDownloadToFile\w?|ShellExecute\w?"
    r"|WinExec|CreateDirectory\w?|regsvr32|rundll32|mshta|powershell)\b\s*\(?"
)
