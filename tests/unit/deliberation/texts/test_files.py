"""Texts read from DOCX, ODT and Markdown, and written again."""

import datetime as dt
import io
import random
import zipfile
from itertools import count

import docx as python_docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.deliberation.texts.algebra.blocks import Block, Document, Kind
from hustings.deliberation.texts.files.docx_writer import word
from hustings.deliberation.texts.files.markdown_writer import markdown
from hustings.deliberation.texts.files.numbering import Counter, Level, written
from hustings.deliberation.texts.files.reading import read
from hustings.deliberation.texts.files.refusals import Unreadable
from tests.unit.deliberation.texts.packages import docx, odt, p, packed

AT = dt.datetime(2027, 3, 1, 12, 0, tzinfo=dt.UTC)


def shown(document: Document) -> list[tuple[str, str, str]]:
    """Kind (with its level), label, text."""
    return [(f"{b.kind}{b.level or ''}", b.label, b.text) for b in document]


# --- Structure -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Article 3", [("article", "3", "Article 3")]),
        ("Article 1er – Objet", [("article", "1er", "Article 1er – Objet")]),
        ("ARTICLE PREMIER", [("article", "PREMIER", "ARTICLE PREMIER")]),
        ("Article premier", [("article", "premier", "Article premier")]),
        ("Article L. 533-4", [("article", "L. 533-4", "Article L. 533-4")]),
        ("Art. 12 bis A : Sanctions", [("article", "12 bis A", "Art. 12 bis A : Sanctions")]),
        (
            "Art. 2. – Le maire décide.",
            [("article", "2", "Art. 2"), ("paragraph", "", "Le maire décide.")],
        ),
        (
            "Article 4. 1° Les données sont publiques ;",
            [("article", "4", "Article 4"), ("item", "1°", "Les données sont publiques ;")],
        ),
        ("Article 3 de la loi est abrogé.", [("paragraph", "", "Article 3 de la loi est abrogé.")]),
        ("Chapitre II – Des communes", [("heading3", "", "Chapitre II – Des communes")]),
        ("TITRE Ier", [("heading2", "", "TITRE Ier")]),
        ("Title one of the game.", [("paragraph", "", "Title one of the game.")]),
        ("2° bis les bases de données ;", [("item", "2° bis", "les bases de données ;")]),
        ("b) ou la région ;", [("item1", "b)", "ou la région ;")]),
        ("– une copie ;", [("item", "•", "une copie ;")]),
        ("I. – Les communes paient.", [("paragraph", "", "I. – Les communes paient.")]),
        ("  Deux\u200b\u202e  espaces\u00a0! ", [("paragraph", "", "Deux espaces\u00a0!")]),
    ],
)
def test_what_a_line_is(line: str, found: list[tuple[str, str, str]]) -> None:
    assert shown(read(docx(p(line)))) == found


def test_numbers_of_lists() -> None:
    wanted = {(4, "i"): "iv", (1994, "I"): "MCMXCIV", (27, "a"): "aa", (2, "A"): "B", (3, "01"): "03"}
    assert {key: written(*key) for key in wanted} == wanted
    counter = Counter({0: Level("1", "%1."), 1: Level("a", "%1.%2)", 2)})
    assert [counter.next(depth) for depth in (0, 0, 1, 1, 0, 1)] == ["1.", "2.", "2.b)", "2.c)", "3.", "3.b)"]
    assert written(10**9, "I") == "1000000000"


# --- Word ----------------------------------------------------------------------------------------
STYLES = """
<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="T1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="Art"><w:name w:val="Art"/><w:pPr><w:outlineLvl w:val="1"/>
<w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>"""
NUMBERS = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1°"/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/>
</w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>
<w:lvlText w:val="Article %1"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>
</w:lvlOverride></w:num>"""


def listed(number: int, depth: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'


def test_a_word_document_with_styles_and_numbers() -> None:
    body = (
        p("The fund", '<w:pStyle w:val="Mine"/>')
        + p("Purpose", '<w:pStyle w:val="Art"/>')
        + p("It pays:", '<w:pStyle w:val="Loop"/>')
        + p("towns;", listed(1))
        + p("small", listed(1, 1))
        + p("big", listed(1, 1))
        + p("regions.", listed(1))
        + p("Entry", '<w:pStyle w:val="Art"/>')
        + p("later", listed(3))
    )
    assert shown(read(docx(body, styles=STYLES, numbering=NUMBERS))) == [
        ("heading1", "", "The fund"),
        ("article", "1", "Article 1 Purpose"),
        ("paragraph", "", "It pays:"),
        ("item", "1°", "towns;"),
        ("item1", "a)", "small"),
        ("item1", "b)", "big"),
        ("item", "2°", "regions."),
        ("article", "2", "Article 2 Entry"),
        ("item", "5°", "later"),
    ]


def test_a_word_document_as_its_last_version_reads() -> None:
    """Insertions, no deletions, nothing hidden, a text box once, notes where they are pointed at."""
    body = """<w:p><w:r><w:t xml:space="preserve">The fund </w:t></w:r>
        <w:del><w:r><w:delText>lends</w:delText></w:r></w:del><w:ins><w:r><w:t>pays</w:t></w:r></w:ins>
        <w:r><w:rPr><w:vanish/></w:rPr><w:t> nothing</w:t></w:r>
        <w:r><w:instrText>MACROBUTTON</w:instrText><w:footnoteReference w:id="7"/><w:t> each</w:t><w:tab/>
        <w:t>town.</w:t><w:br/><w:t>Always.</w:t></w:r></w:p>
        <w:sdt><w:sdtContent><w:p><w:r><w:t>Within</w:t><w:endnoteReference w:id="1"/></w:r></w:p>
        </w:sdtContent></w:sdt>
        <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a|b</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>
        <w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc></w:tr>
        </w:tbl>
        <w:p><w:r><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"""
    data = docx(
        body,
        footnotes=f'<w:footnote w:id="7">{p("Since 2020.")}</w:footnote>'
        f'<w:footnote w:id="8">{p("No.")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{p("Of it.")}</w:endnote>',
    )
    assert shown(read(data)) == [
        ("paragraph", "", "The fund pays[1] each town."),
        ("paragraph", "", "Always."),
        ("paragraph", "", "Within[2]"),
        ("table", "", "a¦b | \n1 | 2".replace("| \n", "|\n")),
        ("paragraph", "", "In a box"),
        ("note", "1", "Since 2020."),
        ("note", "2", "Of it."),
    ]


# --- OpenDocument --------------------------------------------------------------------------------
LISTS = """<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"
    style:num-suffix="°"/><text:list-level-style-number text:level="2" style:num-format="a"
    style:num-suffix=")"/></text:list-style>
    <style:style style:name="H"><style:text-properties text:display="none"/></style:style>"""


def test_an_open_document() -> None:
    body = """<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>
        </text:changed-region></text:tracked-changes>
        <text:h text:outline-level="1">The
           fund</text:h><text:h text:outline-level="2">Article 1er – Purpose</text:h>
        <text:p>It<text:s text:c="900000"/>pays<text:note><text:note-citation>i</text:note-citation>
        <text:note-body><text:p>Since 2020.</text:p></text:note-body></text:note><text:span
        text:style-name="H"> nothing</text:span>:</text:p>
        <text:list text:style-name="L"><text:list-item><text:p>towns;</text:p><text:p>and more</text:p>
        <text:list><text:list-item><text:p>small</text:p></text:list-item></text:list></text:list-item></text:list>
        <text:list text:style-name="L" text:continue-numbering="true"><text:list-item>
        <text:p>regions.</text:p></text:list-item></text:list><text:list><text:list-item><text:p>else</text:p></text:list-item></text:list>
        <text:section><text:p>One<text:line-break/>two</text:p></text:section>
        <table:table><table:table-row><table:table-cell table:number-columns-repeated="9999999">
        <text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"""
    assert shown(read(odt(body, automatic=LISTS))) == [
        ("heading1", "", "The fund"),
        ("article", "1er", "Article 1er – Purpose"),
        ("paragraph", "", "It pays[1]:"),
        ("item", "1°", "towns;"),
        ("paragraph", "", "and more"),
        ("item1", "a)", "small"),
        ("item", "2°", "regions."),
        ("item", "•", "else"),
        ("paragraph", "", "One"),
        ("paragraph", "", "two"),
        ("table", "", "a | b"),
        ("note", "1", "Since 2020."),
    ]


def test_headings_that_an_open_document_counts() -> None:
    styles = """<text:outline-style><text:outline-level-style text:level="1" style:num-format="I"
        style:num-prefix="Titre "/><text:outline-level-style text:level="2" style:num-format="1"
        text:display-levels="2" style:num-suffix="."/></text:outline-style>"""
    body = "".join(
        f'<text:h text:outline-level="{n}">{word}</text:h>' for n, word in ((1, "A"), (2, "B"), (1, "C"))
    )
    assert [text for _kind, _label, text in shown(read(odt(body, styles=styles)))] == [
        "Titre I A",
        "I.1. B",
        "Titre II C",
    ]


# --- Markdown ------------------------------------------------------------------------------------
def test_markdown() -> None:
    text = """# The fund
## Article 1 – Purpose
It *pays* [each](https://example.org/towns) town[^x], `<b>not</b>` <i>less</i>.\\
Always.

3. towns
4. regions
    - small

      and more
- 1° else

> Said.

| a | b |
| --- | --- |
| 1 | 2\\|3 |

[^x]: Since
[^y]: Unused note.
"""
    assert shown(read(text.encode())) == [
        ("heading1", "", "The fund"),
        ("article", "1", "Article 1 – Purpose"),
        ("paragraph", "", "It pays each (https://example.org/towns) town[x], <b>not</b> <i>less</i>."),
        ("paragraph", "", "Always."),
        ("item", "3.", "towns"),
        ("item", "4.", "regions"),
        ("item1", "•", "small"),
        ("paragraph", "", "and more"),
        ("item", "1°", "else"),
        ("paragraph", "", "Said."),
        ("table", "", "a | b\n1 | 2¦3"),
        ("note", "x", "Since"),
        ("note", "y", "Unused note."),
    ]
    assert shown(read("Été".encode("cp1252"))) == [("paragraph", "", "Été")]


# --- Hostile files -------------------------------------------------------------------------------
ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(data)
    return refusal.value.reason.value


def test_hostile_files_are_refused() -> None:
    good = docx(p("Text"))
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = parts["word/document.xml"]

    def with_main(xml: bytes) -> bytes:
        return packed(parts | {"word/document.xml": xml})

    assert refused(with_main(ENTITIES.encode() + main.replace(b"Text", b"&b;&f;"))) == "entities"
    assert refused(with_main((ENTITIES + main.decode()).encode("utf-16"))) == "damaged"
    assert refused(with_main(main[:-20])) == "damaged"
    assert refused(with_main(b"<x>" * 100_000 + b"</x>" * 100_000)) == "damaged"
    assert refused(with_main(main.replace(b"Text", b" " * (17 << 20)))) == "size"
    assert refused(docx(p("Text"), kind="application/vnd.ms-word.document.macroEnabled.main+xml")) == "macros"
    assert refused(packed(parts | {"word/vbaProject.bin": b"x"})) == "macros"
    assert refused(odt("<text:p>x</text:p>", Basic__Standard__script="x")) == "macros"
    assert refused(packed({f"{n}": b"" for n in range(3_000)})) == "size"
    assert refused(packed(parts, zipfile.ZIP_LZMA)) == "damaged"
    assert refused(good[: len(good) // 2]) == "damaged"
    assert refused(b"PK\x03\x04" + b"x" * (11 << 20)) == "size"
    assert refused(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == "locked"
    assert refused(b"\xd0\xcf\x11\xe0" + b"x" * 100) == "kind"
    assert refused(packed({"xl/workbook.xml": b""})) == "kind"
    assert (
        refused(packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b""}))
        == "kind"
    )
    assert refused(b"%PDF-1.7") == refused(b"\n <html>") == refused(b"a\0b") == "kind"
    assert refused(b"x\n" * (2 << 20)) == "size"
    assert refused("\n\n".join(["x"] * 6_000).encode()) == "size"
    assert refused(b"[" * 900_000) == refused(docx("<w:p/>" * 60_000)) == "size"
    assert refused(b"\n \n") == refused(docx(p(" "))) == "empty"


def test_an_archive_that_lies_about_sizes_is_refused() -> None:
    data = bytearray(docx(p("Text" * 1_000)))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = (9).to_bytes(4, "little")
    assert refused(bytes(data)) == "damaged"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_broken_file_is_never_a_fault_of_the_program(seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(
        dice.choice([docx(p("Text"), styles=STYLES, numbering=NUMBERS), odt("<text:p>x</text:p>")])
    )
    for _ in range(dice.randint(1, 9)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    try:
        read(bytes(data))
    except Unreadable as refusal:
        assert refusal.reason


# --- Written again -------------------------------------------------------------------------------
TEXT = Document(
    (
        Block("k1", "The fund_1 & its *towns*", Kind.HEADING, 1),
        Block("k2", "Article 1er – Purpose", Kind.ARTICLE, label="1er"),
        Block("k3", "1. It pays <b>10 €</b>, \\ `each` [1] #town [2]."),
        Block("k4", "the towns;", Kind.ITEM, 0, "1°"),
        Block("k5", "small ones;", Kind.ITEM, 1, "a)"),
        Block("k6", "the regions.", Kind.ITEM, 0, "2°"),
        Block("k7", "- Not a list"),
        Block("k8", "a | b_c\n1 | 2", Kind.TABLE),
        Block("k9", "one", Kind.ITEM, 0, "•"),
        Block("k10", "two", Kind.ITEM, 1, "•"),
        Block("k11", "Since 2020.", Kind.NOTE, 0, "1"),
    )
)


def test_a_text_survives_markdown() -> None:
    back = shown(read(markdown(TEXT).encode()))
    expected = shown(TEXT)
    expected[6] = (
        "item",
        "•",
        "Not a list",
    )  # a dash in front of words makes an item, wherever it comes from
    assert back == expected


def test_a_text_survives_word() -> None:
    data = word(TEXT, title="The fund", at=AT)
    back = shown(read(data))
    expected = shown(TEXT)
    expected[6] = ("item", "•", "Not a list")
    assert back == expected
    properties = python_docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.created.replace(tzinfo=dt.UTC)) == (
        "The fund",
        "",
        AT,
    )
    word(Document((Block("k", "a\x00b\ud800", Kind.HEADING, 9),)), title="\x01", at=AT)


@given(st.lists(st.text("ab1.)-*_[]#>|`~&!\\<:+= ", min_size=1, max_size=30), min_size=1, max_size=4))
def test_no_sign_is_lost_in_markdown(texts: list[str]) -> None:
    numbers = count()
    blocks = tuple(
        Block(f"k{next(numbers)}", f"x {' '.join(text.split())}".strip()) for text in texts if text.strip()
    )
    if blocks:
        assert [block.text for block in read(markdown(Document(blocks)).encode())] == [b.text for b in blocks]


def test_notes_in_notes_are_read_once_each_however_deep() -> None:
    deep = "<text:p><text:note><text:note-body>" * 60 + "<text:p>n</text:p>"
    deep += "</text:note-body></text:note></text:p>" * 60
    assert len(read(odt(deep)).blocks) == 61
    table = f"<table:table><table:table-row><table:table-cell>{deep}</table:table-cell></table:table-row>"
    assert len(read(odt(f"{table}</table:table>")).blocks) == 61
