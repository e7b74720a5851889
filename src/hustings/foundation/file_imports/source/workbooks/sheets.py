"""The rows of a sheet, one after another."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hustings.foundation.file_imports.source.csv_records import MAX_COLUMNS, Record
from hustings.foundation.file_imports.source.workbooks import numbers
from hustings.foundation.file_imports.source.workbooks.book import Book, Listed
from hustings.foundation.file_imports.source.workbooks.strings import Gathered, Strings
from hustings.foundation.file_imports.source.workbooks.xml import Attributes, Reader
from hustings.foundation.lib.text.said import say, word

_DIGITS = "0123456789"
_HIGHEST = 10**7  # of rows; spreadsheets have a million


def records(book: Book, sheet: Listed) -> Iterator[Record]:
    """Every row that has something in it, with the number that the spreadsheet shows. Cells are texts."""
    with book.strings() as strings, book.open(sheet.part) as part:
        rows = _Rows(strings, book.ways)
        reader = Reader(part, rows.start, rows.end, rows.text)
        while reader.feed() and not rows.is_over:
            yield from rows.done
            rows.done.clear()
        yield from rows.done


def extent(book: Book, sheet: Listed) -> int:
    """How many rows the sheet says it has; 0 where it doesn't say."""
    found: list[int] = []

    def start(name: str, attributes: Attributes) -> None:
        if name == "dimension":
            last = attributes.get("ref", "").rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")
            found.append(int(last) if last.isdecimal() and len(last) < 9 else 0)

    with book.open(sheet.part) as part:
        Reader(part, start).feed()
    return found[0] if found else 0


class _Rows(Gathered):
    def __init__(self, strings: Strings, ways: list[numbers.Shown]) -> None:
        super().__init__()
        self.strings = strings
        self.ways = ways
        self.line = 0
        self.done: list[Record] = []
        self.is_over = False
        self.places: dict[str, int] = {}
        self.begin_row({})
        self.line = 0
        self.at = self.last = -1
        self.kind = self.style = ""
        self.has_formula = False

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins. Called millions of times: what comes most often is asked for first."""
        if name == "v":
            self.is_wanted = True
        elif name == "c":
            self.begin_cell(attributes)
        elif name == "row":
            self.begin_row(attributes)
        elif name == "f":
            self.has_formula = True
        else:
            self.enter(name)

    def end(self, name: str) -> None:
        if name == "v":
            self.is_wanted = False
        elif name == "c":
            self.end_cell()
        elif name == "row":
            self.end_row()
        elif name == "sheetData":
            self.is_over = True
        else:
            self.leave(name)

    def begin_row(self, attributes: Attributes) -> None:
        number = attributes.get("r", "")
        is_told = number.isdecimal() and self.line < int(number[:12]) < _HIGHEST
        self.line = int(number) if is_told else self.line + 1
        self.cells: list[str] = []
        self.last = -1
        self.note = ""
        self.refused = ""

    def begin_cell(self, attributes: Attributes) -> None:
        get = attributes.get
        if letters := get("r", "").rstrip(_DIGITS):
            at = self.places.get(letters)
            self.at = self._place(letters) if at is None else at
        else:
            self.at = self.last + 1
        self.last = self.at
        self.kind, self.style = get("t", "n"), get("s", "0")
        self.has_formula = False
        self.clear()

    def end_cell(self) -> None:
        parts = self.parts
        text = parts[0] if len(parts) == 1 and self.kind in "ns" else self.whole()
        if not text and not self.has_formula:
            return
        if not (text := self._shown(text)):
            return
        if self.at >= MAX_COLUMNS:
            self.refused = say(_("The line has cells beyond column %(most)d."), most=MAX_COLUMNS)
            return
        missing = self.at - len(self.cells)
        if missing >= 0:
            self.cells += [""] * missing
            self.cells.append(text)
        else:
            self.cells[self.at] = text

    def end_row(self) -> None:
        """Keep it, unless it is blank."""
        if self.refused or any(map(str.strip, self.cells)):
            self.done.append(Record(self.line, self.cells, self.refused, self.note))

    def _place(self, letters: str) -> int:
        place = 0
        for letter in letters[:4].upper():
            place = place * 26 + (ord(letter) - 64 if "A" <= letter <= "Z" else 0)
        if len(self.places) < 20_000:
            self.places[letters] = place - 1
        return max(place - 1, 0)

    def _shown(self, text: str) -> str:
        kind = self.kind
        if kind == "n" and text:
            style = int(self.style) if self.style.isdecimal() else 0
            return (self.ways[style] if style < len(self.ways) else numbers.plain)(text.strip())
        if kind == "s" and text:
            return self._string(text)
        if not text:
            if self.has_formula and kind != "str":
                self._say(_("is a formula without a result: save the file in a spreadsheet program first"))
            return ""
        return self._special(kind, text)

    def _special(self, kind: str, text: str) -> str:
        if kind == "b":
            return "TRUE" if text.strip() == "1" else "FALSE"
        if kind == "e":
            self._say(say(_("contains a spreadsheet error (%(error)s)"), error=text[:20]))
            return ""
        return text.replace("T", " ", 1).removesuffix(" 00:00:00") if kind == "d" else text

    def _string(self, text: str) -> str:
        found = self.strings.get(int(text)) if text.isdecimal() and len(text) < 10 else None
        if found is None:
            self._say(_("has no text: the file is damaged"))
            return ""
        return found

    def _say(self, what: str) -> None:
        if not self.note:
            cell = f"{_letters(self.at)}{self.line}"
            self.note = say(
                _("Cell %(cell)s %(what)s: it counts as empty."), kept=("what",), cell=cell, what=word(what)
            )


def _letters(at: int) -> str:
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
