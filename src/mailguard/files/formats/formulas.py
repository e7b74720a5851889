"""Cells that start programs: DDE in CSV and SYLK files, web queries, Excel 4 macros."""

import re
from itertools import islice

from mailguard.files.finding import Case, Finding
from mailguard.files.formats.xlm import HARMFUL
from mailguard.files.kinds import decode
from mailguard.files.names import extension

# =cmd|'/c calc'!A1 : service, bar, topic. A leading sign or @ makes Excel take a text for a formula.
_DDE = re.compile(r"[=+\-@][^|\n\"',;]{0,80}\b([a-z][\w.]{1,30}\|'[^'\n]{1,200}')\s*!", re.IGNORECASE)
_MOST_BARS = 500
_HARMFUL = re.compile(HARMFUL, re.IGNORECASE)


def read(data: bytes, case: Case) -> Finding:
    found, text = Finding(), decode(data[:2_000_000])
    for bar in islice(re.finditer(r"\|'", text), _MOST_BARS):
        if match := _DDE.search(text[max(0, bar.start() - 120) : bar.end() + 210]):
            found.note("dde", match[1])
    end = extension(case.name)
    if end == "iqy" or text.startswith("WEB\r\n") or text.startswith("WEB\n"):
        for url in re.findall(r"https?://\S{3,500}", text)[:5]:
            found.note("remote_template", url)
            found.link(url)
    if text.upper().startswith("ID;P"):
        if re.search(r"^O;.*E", text, re.MULTILINE) and "C;" in text:  # SYLK: the E option holds macros
            found.note("macro", "xlm")
        judge(text, found)
        if re.search(r"auto_?open", text, re.IGNORECASE):
            found.note("macro_auto", "auto_open")
    found.say(text[:5_000])
    return found


def judge(text: str, found: Finding) -> None:
    """Note the words of Excel 4 macros that run or load something."""
    calls = {call.upper() for call in _HARMFUL.findall(text[:2_000_000])[:500]}
    if calls:
        found.note("macro_suspicious", ", ".join(sorted(calls)[:8]))
