"""What a macro's source does: how it starts, and which calls of it only malware needs."""

import re

from mailguard.files.finding import Finding

_AUTO = re.compile(
    r"\b(auto_?open|auto_?exec|auto_?close|auto_?new|auto_?exit|auto_activate|document_?open|document_?close"
    r"|document_?new|document_beforeclose|document_contentcontrolonenter|new_?document|workbook_?open"
    r"|workbook_?activate|workbook_?close|workbook_beforeclose|worksheet_(?:activate|change|calculate)"
    r"|app_documentopen|on_?slideshow\w+|presentation_?open|slideshow_?next|"
    r"\w{1,30}_(?:layout|resize|painted|paint|gotfocus|lostfocus|mousehover|mouseenter|mousemove|onconnecting"
    r"|onload|navigatecomplete2|statuschange))\b\s*\(",
    re.IGNORECASE,
)
_SUSPICIOUS = re.compile(
    r"\b(shell|shellexecutew?|createobject|getobject|wscript\.shell|wscript|powershell|mshta|rundll32|regsvr32"
    r"|certutil|bitsadmin|cscript|cmd(?:\.exe)?\s*/c|urldownloadtofilew?|xmlhttp|winhttprequest|adodb\.stream"
    r"|savetofile|virtualalloc(?:ex)?|createthread|rtlmovememory|writeprocessmemory|callwindowproc"
    r"|enumsystemlocales|win32_process|winmgmts|scripting\.filesystemobject|callbyname|macscript|strreverse"
    r"|environ|libc\.dylib|executeexcel4macro|vbproject|kill|chrw?\s*\(\s*\d+\s*\)\s*&\s*chrw?)\b",
    re.IGNORECASE,
)
_DECLARES = re.compile(
    r"\bdeclare\s+(?:ptrsafe\s+)?(?:function|sub)\s+\w+\s+lib\s+\"([^\"]{1,60})", re.IGNORECASE
)
# One of these alone is what many honest macros do.
_ORDINARY = frozenset({"environ", "kill", "createobject", "getobject", "scripting.filesystemobject", "shell"})


def judge(source: str, found: Finding) -> None:
    source = re.sub(r" _\r?\n", " ", source[:2_000_000])  # continued lines
    for trigger in _AUTO.findall(source)[:50]:
        found.note("macro_auto", trigger.lower())
    calls = {call.lower() for call in _SUSPICIOUS.findall(source)[:2_000]}
    calls |= {library.lower() for library in _DECLARES.findall(source)[:50]}
    if calls - _ORDINARY or len(calls) >= 3:
        found.note("macro_suspicious", ", ".join(sorted(calls)[:8]))
