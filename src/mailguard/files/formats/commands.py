"""Words of the command line that only those need who want a program to run."""

import re

_PROGRAM = re.compile(
    r"\b(powershell|pwsh|cmd(?:\.exe)?\s*/|cmd\.exe|mshta|wscript|cscript|rundll32|regsvr32|certutil|bitsadmin"
    r"|msiexec|schtasks|wmic|curl|wget|forfiles|conhost|pcalua|hh\.exe|msbuild|installutil|ssh(?:\.exe)?\s+-o"
    r"|explorer\.exe\s*\S|bash\s+-c|sh\s+-c|python\d?\s+-c|osascript|xdg-open|finger\.exe|scp\.exe)\b",
    re.IGNORECASE,
)
# Looked for as plain text first, in lower case: one large pattern takes half a second a megabyte.
_WORDS = """downloadstring downloadfile invoke-webrequest invoke-expression invoke-restmethod frombase64string
start-process xmlhttp winhttp adodb.stream wscript.shell shell.application activexobject createobject
urldownloadtofile virtualalloc reflection.assembly amsiutils add-mppreference vssadmin bcdedit schtasks mshta
rundll32 regsvr32 certutil bitsadmin /dev/tcp/""".split()
_PHRASES = tuple(
    (needle, re.compile(pattern))
    for needle, pattern in (
        ("iex", r"\biex\b"),
        ("iwr", r"\biwr\b"),
        ("-enc", r"-enc(?:odedcommand)?\s"),
        ("-w", r"-w(?:indowstyle)?\s{1,9}(?:hidden|1)\b"),
        ("new-object", r"new-object\s{1,9}(?:system\.)?net"),
        ("reg", r"\breg\s{1,9}add\b"),
        ("net", r"\bnet\s{1,9}user\b"),
        ("curl", r"\bcurl\s[^\n]{0,200}\|\s{0,9}(?:ba)?sh\b"),
        ("wget", r"\bwget\s[^\n]{0,200}\|\s{0,9}(?:ba)?sh\b"),
        ("base64", r"base64\s{1,9}-d[^\n]{0,80}\|\s{0,9}(?:ba)?sh\b"),
    )
)


def is_command(text: str) -> bool:
    return bool(_PROGRAM.search(text) or harm(text))


def harm(text: str) -> list[str]:
    """Each word of harm once, at most eight."""
    low = text.lower()
    found = [word for word in _WORDS if word in low]
    for needle, pattern in _PHRASES:
        if needle in low and (match := pattern.search(low)):
            found.append(" ".join(match[0].split())[:40])
    return found[:8]
