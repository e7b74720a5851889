"""Windows shortcuts (MS-SHLLINK): target and arguments."""

import io
from typing import Any

import LnkParse3

from mailguard.files.finding import Case, Finding
from mailguard.files.formats import commands, links_in, shortcuts


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    values: dict[str, Any] = LnkParse3.lnk_file(io.BytesIO(data)).get_json(get_all=True)
    texts = values.get("data") or {}
    info = values.get("link_info") or {}
    target = " ".join(
        str(each)
        for each in (
            info.get("local_base_path"),
            (info.get("location_info") or {}).get("net_name"),
            texts.get("relative_path"),
            _path(values.get("target") or {}),
        )
        if each
    )
    arguments = str(texts.get("command_line_arguments") or "")
    found.note("shortcut", target or "nothing")
    whole = f"{target} {arguments}".strip()
    if commands.is_command(whole):
        found.note("shortcut_command", whole)
    if words := commands.harm(whole):
        found.note("script_suspicious", ", ".join(words))
    if net := (info.get("location_info") or {}).get("net_name"):
        found.note("shortcut_remote", str(net))
    for url in links_in.urls(whole, 10):
        found.link(url)
    for text in (str(texts.get("icon_location") or ""), arguments):
        if text.startswith("\\\\"):
            shortcuts.judge(text, found)
    found.say(f"{whole} {texts.get('description') or ''}")
    return found


def _path(target: dict[str, Any]) -> str:
    items = target.get("items") or []
    names = [item.get("primary_name") or item.get("data") or "" for item in items if isinstance(item, dict)]
    return "\\".join(str(name) for name in names if name)
