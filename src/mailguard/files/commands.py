"""Words of the command line that only those need who want a program to run."""

import re

_PROGRAM = re.compile(
    r"\b(powershell|pwsh|cmd(?:\.exe)?\s*/|cmd\.exe|mshta|wscript|cscript|rundll32|regsvr32|certutil|bitsadmin"
    r"|msiexec|schtasks|wmic|curl|wget|forfiles|conhost|pcalua|hh\.exe|msbuild|installutil|ssh(?:\.exe)?\s+-o"
    r"|explorer\.exe\s*\S|bash\s+-c|sh\s+-c|python\d?\s+-c|osascript|xdg-open|finger\.exe|scp\.exe)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"downloadstring|downloadfile|invoke-(?:webrequest|expression|restmethod)|\biex\b|\biwr\b|-enc(?:odedcommand)?\s"
    r"|frombase64string|-w(?:indowstyle)?\s+(?:hidden|1)\b|new-object\s+(?:system\.)?net|start-process"
    r"|xmlhttp|winhttp|adodb\.stream|wscript\.shell|shell\.application|activexobject|createobject"
    r"|urldownloadtofile|virtualalloc|reflection\.assembly|amsiutils|add-mppreference|vssadmin|bcdedit"
    r"|schtasks|reg\s+add|net\s+user|\bmshta\b|rundll32|regsvr32|certutil|bitsadmin|curl\s[^\n]{0,200}\|\s*(?:ba)?sh"
    r"|wget\s[^\n]{0,200}\|\s*(?:ba)?sh|base64\s+-d[^\n]{0,80}\|\s*(?:ba)?sh|/dev/tcp/",
    re.IGNORECASE,
)


def is_command(text: str) -> bool:
    """Whether it names a program that runs other things."""
    return bool(_PROGRAM.search(text) or _HARM.search(text))


def harm(text: str) -> list[str]:
    """Each word of harm once, at most eight."""
    found: dict[str, None] = {}
    for match in _HARM.finditer(text):
        found.setdefault(" ".join(match[0].lower().split())[:40])
        if len(found) == 8:
            break
    return list(found)
