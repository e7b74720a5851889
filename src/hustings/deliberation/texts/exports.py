"""Versions of texts as files, whole or as what has changed."""

from hustings.deliberation.texts import documents
from hustings.deliberation.texts.algebra.blocks import Block, Document, Kind
from hustings.deliberation.texts.algebra.comparison import Fate, Row, compared
from hustings.deliberation.texts.files import docx_writer, markdown_writer
from hustings.deliberation.texts.models import TextVersion
from hustings.deliberation.wording.differences import Sort

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
KINDS = {"docx": DOCX, "md": "text/markdown; charset=utf-8"}
_MARKS = {Sort.SAME: "{}", Sort.REMOVED: "[−{}−]", Sort.ADDED: "[+{}+]"}


def written(version: TextVersion, form: str, earlier: TextVersion | None = None) -> bytes:
    """The file. With ``earlier``: all of the text, words that went and came marked [−…−] and [+…+]."""
    document = documents.read(version)
    if earlier is not None and earlier != version:
        document = marked(documents.read(earlier), document)
    document = documents.for_files(document)
    if form == "docx":
        return docx_writer.word(document, title=f"{version.text} – {version}", at=version.made_at)
    return markdown_writer.markdown(document).encode()


def marked(old: Document, new: Document) -> Document:
    """One text that holds both."""
    return Document(tuple(_block(n, row) for n, row in enumerate(compared(old, new))))


def _block(n: int, row: Row) -> Block:
    block = row.new or row.old
    assert block
    kind = Kind.PARAGRAPH if row.fate is not Fate.SAME and block.kind is Kind.TABLE else block.kind
    text = "".join(_MARKS[run.sort].format(run.text) for run in row.runs)
    return Block(f"m{n}", text, kind, block.level, block.label)
