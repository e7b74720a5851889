"""Outlook's .msg (MS-OXMSG) as a message after RFC 5322, so that it is judged like any other."""

import io
from email import policy
from email.message import EmailMessage
from email.parser import HeaderParser
from typing import Any

import olefile

from mailguard.files.finding import Case, Finding, Member
from mailguard.files.inside.msg import is_short, stream, text
from mailguard.files.kinds import decode
from mailguard.message.bodies import UNREAD

_MOST_ATTACHED = 30
_BODY_HEADERS = {
    "content-type",
    "content-transfer-encoding",
    "content-disposition",
    "mime-version",
    "content-id",
}
_POLICY = policy.SMTP.clone(raise_on_defect=False)


def read(data: bytes, case: Case) -> Finding:
    """One member: the message."""
    found = Finding()
    with olefile.OleFileIO(io.BytesIO(data)) as file:
        message = EmailMessage(policy=_POLICY)
        for name, value in _headers(file):
            try:
                message[name] = value
            except (
                ValueError,
                IndexError,
                AttributeError,
            ):  # a header that may stand once, or makes no sense
                found.note("partial", name)
        message.set_content(text(file, "", "1000"))
        if page := stream(file, "__substg1.0_10130102"):
            message.add_alternative(decode(page), subtype="html")
        folders = sorted({each[0] for each in file.listdir() if each[0].startswith("__attach_version1.0_")})
        for folder in folders[:_MOST_ATTACHED]:
            _attach(message, file, folder)
        if is_short(file, len(folders)):
            _leave_gap(message)
        found.members.append(Member("letter.eml", message.as_bytes(), "message/rfc822"))
    return found


def _headers(file: Any) -> list[tuple[str, str]]:
    """Those it travelled with, or what Outlook noted where it never travelled."""
    if travelled := text(file, "", "007D"):
        parsed = HeaderParser().parsestr(travelled)
        return [(name, _line(value)) for name, value in parsed.items() if name.lower() not in _BODY_HEADERS]
    address = text(file, "", "5D01") or text(file, "", "0C1F")
    noted = {
        "From": f"{_quoted(text(file, '', '0C1A'))} <{address}>",
        "To": text(file, "", "0E04").replace(";", ","),
        "Cc": text(file, "", "0E03").replace(";", ","),
        "Subject": text(file, "", "0037"),
        "Message-ID": text(file, "", "1035"),
    }
    return [(name, _line(value)) for name, value in noted.items() if value.strip()]


def _line(value: object) -> str:
    return " ".join(str(value).split())


def _quoted(name: str) -> str:
    return '"' + name.replace("\\", "").replace('"', "") + '"'


def _leave_gap(message: EmailMessage) -> None:
    message.add_attachment(b"?", maintype="application", subtype=UNREAD.partition("/")[2], filename="?")


def _attach(message: EmailMessage, file: Any, folder: str) -> None:
    content = stream(file, f"{folder}/__substg1.0_37010102")
    if content is None:
        _leave_gap(message)  # missing, or a message inside, which is a storage of its own
        return
    main, _, sub = (text(file, folder, "370E") or "application/octet-stream").partition("/")
    name = text(file, folder, "3707") or text(file, folder, "3704") or "attachment"
    if main in {"text", "multipart", "message"} or not sub:
        main, sub = "application", "octet-stream"
    message.add_attachment(content, maintype=main, subtype=sub, filename=_line(name))
