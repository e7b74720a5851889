"""Files dressed as those of the office programs that they pretend to be of: nothing tells who wrote them."""

import io
import re
import secrets
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from hustings.security.decoys.documents.text import Block

_EPOCH = (1980, 1, 1, 0, 0, 0)  # as office programs date what lies in their packages
_SPACES = (
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"'
    ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
)
_HEAD = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<Properties {_SPACES}>'
_TAIL = "<SharedDoc>false</SharedDoc><HyperlinksChanged>false</HyperlinksChanged><AppVersion>{}</AppVersion>"
_VERSION = {"word": "16.0000", "excel": "16.0300"}
_CALCULATED = "191029"  # by which Excel knows who calculated last
_PDF_MARK, _OTHER_MARK = "%äüöß\n".encode(), b"%\xbf\xf7\xa2\xfe\n"
_WRITER = "LibreOffice 24.2"
Changes = dict[str, Callable[[str], str] | None]  # parts of a package, made anew; None: they go


def word(data: bytes, blocks: list[Block]) -> bytes:
    return _repacked(
        data,
        {
            "docProps/app.xml": lambda _: _word_properties(blocks),
            "docProps/thumbnail.jpeg": None,
            "word/stylesWithEffects.xml": None,
            "word/settings.xml": _settings,
        },
    )


def excel(data: bytes, sheet: str, changes: Changes) -> bytes:
    return _repacked(
        data,
        {"docProps/app.xml": lambda _: _excel_properties(sheet), "xl/workbook.xml": _workbook, **changes},
    )


def pdf(data: bytes) -> bytes:
    """A PDF as LibreOffice exports it."""
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        for page in document.pages:
            if "/Trans" in page:
                del page.Trans
        for each in document.objects:
            for name in ("/BaseFont", "/FontName"):
                if isinstance(each, pikepdf.Dictionary) and name in each:
                    each[name] = pikepdf.Name(re.sub(r"\A/AAAAAA\+", "/BAAAAA+", str(each[name])))
        if "/PageMode" in document.Root:
            del document.Root.PageMode
        if "/Trapped" in document.docinfo:
            del document.docinfo["/Trapped"]
        document.docinfo["/Producer"] = _WRITER
        document.save(
            out, force_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )  # fmt: skip
    return _marked(out.getvalue())


def _marked(data: bytes) -> bytes:
    longer = len(_PDF_MARK) - len(_OTHER_MARK)
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    body = data[:start].replace(_OTHER_MARK, _PDF_MARK, 1)
    if len(body) != start + longer:
        return data
    table = re.sub(rb"(\d{10})(?= \d{5} n)", lambda at: b"%010d" % (int(at[1]) + longer), data[start:])
    return body + re.sub(rb"startxref\s+\d+", b"startxref\n%d" % (start + longer), table)


def _repacked(data: bytes, changes: Changes) -> bytes:
    """The same package with other parts; those that are None go, and who names them forgets them."""
    gone = [name for name, change in changes.items() if change is None]
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as read,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        names = sorted(
            read.namelist(), key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels")
        )
        for name in names:
            if name in gone:
                continue
            content = read.read(name)
            if change := changes.get(name):
                content = change(content.decode()).encode()
            if name == "[Content_Types].xml" or name.endswith(".rels"):
                content = _without(content.decode(), gone).encode()
            written.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without(xml: str, gone: list[str]) -> str:
    for name in gone:
        last = re.escape(name.rpartition("/")[2])
        xml = re.sub(rf'<(?:Relationship|Override) [^>]*"[^"]*{last}"[^>]*/>', "", xml)
    return re.sub(r'<Default Extension="(?:jpeg|png)"[^>]*/>', "", xml) if gone else xml


def _word_properties(blocks: list[Block]) -> str:
    lines = [" ".join(block.cells) for block in blocks]
    n_words = sum(len(line.split()) for line in lines)
    n_all = sum(map(len, lines))
    n_letters = sum(len("".join(line.split())) for line in lines)
    n_lines = sum(1 + len(line) // 90 for line in lines)
    return (
        f"{_HEAD}<Template>Normal.dotm</Template><TotalTime>{3 + n_words // 40}</TotalTime>"
        f"<Pages>{1 + n_lines // 45}</Pages><Words>{n_words}</Words><Characters>{n_letters}</Characters>"
        "<Application>Microsoft Office Word</Application><DocSecurity>0</DocSecurity>"
        f"<Lines>{n_lines}</Lines><Paragraphs>{len(lines)}</Paragraphs><ScaleCrop>false</ScaleCrop>"
        "<Company></Company><LinksUpToDate>false</LinksUpToDate>"
        f"<CharactersWithSpaces>{n_all}</CharactersWithSpaces>{_TAIL.format(_VERSION['word'])}</Properties>"
    )


def _settings(xml: str) -> str:
    """Settings of today's Word, with numbers of its own: the template's are in all files made with it."""
    saved = [f"00{secrets.token_hex(3).upper()}" for _ in range(4)]
    rsids = f'<w:rsidRoot w:val="{saved[0]}"/>' + "".join(f'<w:rsid w:val="{each}"/>' for each in saved)
    number = f"{secrets.randbelow(0x7FFFFFFF):08X}"
    for before, after in [
        (r"<w:rsids>.*?</w:rsids>", f"<w:rsids>{rsids}</w:rsids>"),
        (r'(<w14:docId w14:val=)"[^"]*"', rf'\1"{number}"'),
        (r"<w:savePreviewPicture/>", ""),
        (r'<w:zoom w:val="bestFit"/>', '<w:zoom w:percent="100"/>'),
        (r' w:eastAsia="ja-JP"', ""),
        (r'(w:name="compatibilityMode"[^>]*w:val=)"14"', r'\1"15"'),
    ]:
        xml = re.sub(before, after, xml, flags=re.DOTALL)
    return xml


def _excel_properties(sheet: str) -> str:
    return (
        f"{_HEAD}<Application>Microsoft Excel</Application><DocSecurity>0</DocSecurity>"
        '<ScaleCrop>false</ScaleCrop><HeadingPairs><vt:vector size="2" baseType="variant"><vt:variant>'
        "<vt:lpstr>Worksheets</vt:lpstr></vt:variant><vt:variant><vt:i4>1</vt:i4></vt:variant></vt:vector>"
        f'</HeadingPairs><TitlesOfParts><vt:vector size="1" baseType="lpstr"><vt:lpstr>{escape(sheet)}'
        "</vt:lpstr></vt:vector></TitlesOfParts><Company></Company><LinksUpToDate>false</LinksUpToDate>"
        f"{_TAIL.format(_VERSION['excel'])}</Properties>"
    )


def _workbook(xml: str) -> str:
    xml = re.sub(r"<(?:workbookProtection|definedNames) ?/>", "", xml)
    return re.sub(r"<calcPr [^>]*/>", f'<calcPr calcId="{_CALCULATED}"/>', xml)
