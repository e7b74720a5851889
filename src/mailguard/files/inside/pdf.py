"""PDF (ISO 32000): actions, scripts, forms, links, attached files, words and QR codes."""

import contextlib
import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from mailguard.files import bounds, reasons
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.inside import rendering

_DOES = re.compile(rb"/(Launch|JavaScript|JS|OpenAction|AA|EmbeddedFile)(?![A-Za-z])")
_URI = re.compile(rb"/URI\s{0,20}\(([^()\n]{3,2000})\)")
_MOST_PAGES = 30
_MOST_MARKS = 200  # annotations of a page
_MOST_FIELDS = 300


def read(data: bytes, case: Case) -> Finding:
    """Everything that opening or clicking sets off; the words and codes of the first pages."""
    found = Finding()
    opened = _opened(data, case, found)
    if opened is None:
        return found
    pdf, password = opened
    n_pages = 1
    with pdf:
        for look in (_catalogue, _pages, _attached):
            try:
                look(pdf, found)
            except (pikepdf.PdfError, ValueError, TypeError, KeyError) as error:
                found.note("partial", reasons.why(error))
        with contextlib.suppress(pikepdf.PdfError):
            n_pages = len(pdf.pages)
    rendering.look(data, password, n_pages, found)
    _lure(n_pages, found)
    return found


def _opened(data: bytes, case: Case, found: Finding) -> tuple[pikepdf.Pdf, str] | None:
    """The document, and the password that opens it. PDFs locked without one only forbid printing."""
    try:
        return pikepdf.open(io.BytesIO(data), suppress_warnings=True), ""
    except pikepdf.PasswordError:
        found.note("encrypted", "document")
    except pikepdf.PdfError as error:
        found.note("unread", reasons.why(error))
        _raw(data, found)
        return None
    if case.n_told:
        found.note("password_told")
    for word in case.passwords:
        try:
            pdf = pikepdf.open(io.BytesIO(data), password=word, suppress_warnings=True)
        except (pikepdf.PdfError, pikepdf.PasswordError):
            continue
        found.note("opened", word)
        return pdf, word
    return None


def _raw(data: bytes, found: Finding) -> None:
    """What stands openly in a document that our library gives up on: readers mend more than it does."""
    for name in set(_DOES.findall(data)):
        if name == b"Launch":
            found.note("pdf_launch", "in a broken document")
        elif name in {b"JavaScript", b"JS"}:
            found.note("pdf_script")
        elif name in {b"OpenAction", b"AA"}:
            found.note("pdf_auto", name.decode())
        else:
            found.note("embedded", "in a broken document")
    for match in list(_URI.finditer(data))[: bounds.MOST_LINKS]:
        found.link(match[1].decode("latin-1"), where="file")


def _pages(pdf: pikepdf.Pdf, found: Finding) -> None:
    for number, page in enumerate(pdf.pages):
        if number == _MOST_PAGES:
            break
        _action(page.get("/AA"), found, "opening a page")
        for mark in _items(page.get("/Annots"), _MOST_MARKS):
            _mark(mark, found)


def _items(values: Any, most: int) -> Iterator[Any]:
    if isinstance(values, pikepdf.Array):
        for number in range(min(len(values), most)):
            yield values[number]


def _get(thing: Any, key: str) -> Any:
    return thing.get(key) if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream) else None


def _text(value: Any) -> str:
    return "" if value is None else str(value)[:2_000]


def _catalogue(pdf: pikepdf.Pdf, found: Finding) -> None:
    root = pdf.Root
    if isinstance(start := _get(root, "/OpenAction"), pikepdf.Dictionary):
        _action(pikepdf.Dictionary({"/O": start}), found, "opening")
    _action(_get(root, "/AA"), found, "opening")
    if _get(_get(root, "/Names"), "/JavaScript") is not None:
        found.note("pdf_script")
    form = _get(root, "/AcroForm")
    fields = list(_items(_get(form, "/Fields"), _MOST_FIELDS))
    if fields or _get(form, "/XFA") is not None:
        # A place for a signature is no form to fill.
        if any(_text(_get(field, "/FT")) != "/Sig" for field in fields) or _get(form, "/XFA") is not None:
            found.note("pdf_form")
        for field in fields:
            _field(field, found)


def _field(field: Any, found: Finding) -> None:
    flags = _get(field, "/Ff")
    if isinstance(flags, int) and flags & 1 << 13:  # 12.7.4.3: a text field that hides what is typed
        found.note("asks_password")
    if _get(field, "/A") is not None:
        _do(_get(field, "/A"), found, "")
    _action(_get(field, "/AA"), found, "")


def _action(actions: Any, found: Finding, when: str) -> None:
    """12.6.3: additional actions, each under the key of what triggers it."""
    if isinstance(actions, pikepdf.Dictionary):
        for key in list(actions.keys())[:20]:
            _do(actions[key], found, when)


def _do(action: Any, found: Finding, when: str) -> None:
    """12.6.4: one action. ``when`` is empty where a click is needed."""
    kind = _text(_get(action, "/S"))
    if kind == "/JavaScript":
        found.note("pdf_script")
    elif kind == "/Launch":
        target = _get(action, "/F")
        what = _get(_get(action, "/Win"), "/F") or _get(target, "/F") or target
        found.note("pdf_launch", f"{_text(what)} {_text(_get(_get(action, '/Win'), '/P'))}")
    elif kind == "/SubmitForm":
        target = _get(action, "/F")
        url = _text(_get(target, "/F") or target)
        found.note("pdf_submit", url)
        found.link(url, where="form")
    elif kind == "/URI":
        found.link(_text(_get(action, "/URI")), where="file")
    elif kind in {"/GoToR", "/GoToE", "/ImportData"} and when:
        target = _get(action, "/F")
        found.note("external", _text(_get(target, "/F") or target))
    if when and kind in {"/JavaScript", "/Launch", "/SubmitForm", "/URI", "/GoToR", "/GoToE", "/ImportData"}:
        found.note("pdf_auto", kind.lstrip("/"))


def _mark(mark: Any, found: Finding) -> None:
    """12.5: a link, a button, an attached file."""
    _do(_get(mark, "/A"), found, "")
    _action(_get(mark, "/AA"), found, "")
    if _text(_get(mark, "/Subtype")) == "/RichMedia":
        found.note("embedded", "rich media")


def _attached(pdf: pikepdf.Pdf, found: Finding) -> None:
    """Files of the name tree. An invoice for machines (factur-x.xml, ZUGFeRD) is one too, and harmless."""
    for number, (name, spec) in enumerate(pdf.attachments.items()):
        if number == 20:
            break
        found.note("embedded", str(name))
        try:
            piece = spec.get_file().read_bytes()[: bounds.MOST_READ]
        except (pikepdf.PdfError, ValueError, KeyError):
            found.note("unread", str(name))
            continue
        found.members.append(Member(str(name), piece))


def _lure(n_pages: int, found: Finding) -> None:
    if n_pages <= 2:
        found.judge_lure(150)
