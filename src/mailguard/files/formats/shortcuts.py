"""Shortcuts in text: .url, .desktop, .library-ms, .search-ms, .theme, .settingcontent-ms, .website …"""

import re

from mailguard.files.finding import Case, Finding
from mailguard.files.formats import links_in
from mailguard.files.formats.commands import is_command
from mailguard.files.kinds import decode

_ENTRY = re.compile(
    r"^[ \t]{0,20}(?:URL|BASEURL|IconFile|Exec|WorkingDirectory|OrigURL|WallpaperPath|Wallpaper"
    r"|VisualStylePath|SCRNSAVE\.EXE|full address|alternate shell|remoteapplicationprogram|command)"
    r"[ \t]{0,20}(?:=|:[si]:)[ \t]{0,20}(\S.{0,2000})$",
    re.IGNORECASE | re.MULTILINE,
)
_ELEMENT = re.compile(
    r"<(?:url|DeepLink|string|Icon|ScriptBlock|domain)\b[^<>]{0,300}>([^<]{3,2000})<"
    r"|<include\b[^<>]{0,300}?\bpath\s{0,20}=\s{0,20}[\"']([^\"']{3,2000})",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:file:[\\/]{2,4}(?!(?:[a-z]:|localhost))|\\\\(?!\.\\)|//)([\w.@-]{2,250})[\\/]|\bcrumb=location:",
    re.IGNORECASE,
)


def read(data: bytes, case: Case) -> Finding:
    found, text = Finding(), decode(data[:500_000])
    for value in _ENTRY.findall(text)[:50]:
        judge(value.strip(), found)
    for value, path in _ELEMENT.findall(text)[:50]:
        judge((value or path).strip(), found)
    return found


def judge(target: str, found: Finding) -> None:
    """Note one target of a shortcut: a command, a folder elsewhere, or an address."""
    if re.match(r"(?i)(?:https?|ftp):", target):
        found.link(target)
        if not any(trait.name == "shortcut" for trait in found.traits):
            found.note("shortcut", target)
    elif _ELSEWHERE.search(target) or re.match(r"(?i)(?:search|search-ms|ms-\w+):", target):
        found.note("shortcut_remote", target)
    elif is_command(target):
        found.note("shortcut_command", target)
    for url in links_in.urls(target)[:5]:
        found.link(url)
