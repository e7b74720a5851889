"""Outlook's .msg (MS-OXMSG): words, links and attachments, read from its streams."""

import io

import olefile

from mailguard.files import bounds
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.formats import links_in, pages
from mailguard.files.kinds import decode

_MOST_ATTACHED = 30


def read(data: bytes, case: Case) -> Finding:
    found = Finding()
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        found.say(text(file, "", "0037"))  # PidTagSubject
        body = text(file, "", "1000")
        found.say(body)
        for url in links_in.urls(body):
            found.link(url)
        if page := stream(file, "__substg1.0_10130102"):
            pages.page(decode(page), found)
        folders = {each[0] for each in file.listdir() if each[0].startswith("__attach_version1.0_")}
        for folder in sorted(folders)[:_MOST_ATTACHED]:
            _attachment(file, folder, found)
        if is_short(file, len(folders)):
            found.note("unread", "an attachment is missing")
    return found


def _attachment(file: olefile.OleFileIO, folder: str, found: Finding) -> None:
    name = text(file, folder, "3707") or text(file, folder, "3704") or "attachment"
    content = stream(file, f"{folder}/__substg1.0_37010102")
    if content is not None:
        found.members.append(Member(name, content, text(file, folder, "370E")))
    else:
        # A message inside is a storage of its own; its words are not put together here.
        found.members.append(Member(name))


def is_short(file: olefile.OleFileIO, n: int) -> bool:
    """More was attached than the ``n`` that were found and can be read (MS-OXMSG 2.4.1.1: the count)."""
    told = stream(file, "__properties_version1.0") or b""
    return n > _MOST_ATTACHED or int.from_bytes(told[20:24], "little") > n or bool(file.parsing_issues)


def stream(file: olefile.OleFileIO, path: str) -> bytes | None:
    """A stream, bounded, or None where there is none."""
    return bytes(file.openstream(path).read(bounds.MOST_READ)) if file.exists(path) else None


def text(file: olefile.OleFileIO, folder: str, tag: str) -> str:
    """A property as text: UTF-16 (type 001F) or the sender's code page (001E)."""
    start = f"{folder}/" if folder else ""
    if (wide := stream(file, f"{start}__substg1.0_{tag}001F")) is not None:
        return wide.decode("utf-16-le", "replace")
    narrow = stream(file, f"{start}__substg1.0_{tag}001E")
    return "" if narrow is None else narrow.decode("cp1252", "replace")
