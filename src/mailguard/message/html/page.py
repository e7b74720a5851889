"""What is found on one page while it is read."""

from dataclasses import dataclass, field

from mailguard.message import urls
from mailguard.message.html.elements import Stack, State
from mailguard.message.limits import Budget


@dataclass(slots=True)
class Found:
    """A link while it is being read."""

    url: str
    host: str
    where: str
    is_hidden: bool = False
    is_overlay: bool = False
    has_image: bool = False
    pieces: list[str] = field(default_factory=list)
    alt: str = ""


@dataclass(slots=True)
class FoundForm:
    """A form while it is being read."""

    action: str
    method: str
    fields: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Hidden:
    """A text that isn't seen: how, and how many seen characters stand before it."""

    text: str
    why: str
    at: int


class Page:
    """Texts, links and counts. Everything in it is bounded by the size of the page and ``limits``."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.stack = Stack()
        self.own: list[str] = []  # what is seen, line breaks between blocks
        self.quoted: list[str] = []
        self.hidden: list[Hidden] = []
        self.loose: list[str] = []  # texts outside links that hold an address
        self.links: list[Found] = []
        self.forms: list[FoundForm] = []
        self.counts: dict[str, int] = {}
        self.problems: dict[str, None] = {}
        self.title = ""
        self.base = ""
        self.n_seen = 0
        self.anchor: Found | None = None
        self.cell: str | None = None
        self._splits_word = False
        self._n_breaks = 0

    def count(self, name: str, n: int = 1) -> None:
        """Something was met ``n`` times more."""
        self.counts[name] = self.counts.get(name, 0) + n

    # --- Text ------------------------------------------------------------------------------
    @property
    def _into(self) -> list[str]:
        return self.quoted if self.stack.states[-1].is_quoted else self.own

    def text(self, text: str) -> None:
        state = self.stack.states[-1]
        if state.why:
            self._hide(text, state.why)
            return
        into = self.quoted if state.is_quoted else self.own
        if text.isspace():
            text = " "
            if into and into[-1] != "\n":
                into.append(text)
        else:
            if self._splits_word and text[0].isalpha():
                self.count("hidden_in_words")
            into.append(text)
            self.n_seen += len(text)
            self._n_breaks = 0
            if self.cell is not None:
                self.cell += text[:3]
        self._splits_word = False
        if self.anchor is not None:
            self.anchor.pieces.append(text)
        elif "://" in text or "www" in text:
            self.loose.append(text)

    def _hide(self, text: str, why: str) -> None:
        if why == "unseen" or text.isspace():
            return
        self.hidden.append(Hidden(text, why, self.n_seen))
        into = self._into
        self._splits_word = bool(into) and into[-1][-1:].isalpha()

    def new_line(self) -> None:
        into = self._into
        if into and into[-1] != "\n":
            into.append("\n")
        self._splits_word = False
        if self.anchor is not None:
            self.anchor.pieces.append(" ")

    def line_break(self) -> None:
        """A ``br``."""
        self._n_breaks += 1
        if self._n_breaks > self.counts.get("breaks", 0):
            self.counts["breaks"] = self._n_breaks
        self.new_line()

    def new_cell(self) -> None:
        """A table cell starts or ends: its text stands apart."""
        if self.cell is not None and len(letter := self.cell.strip()) == 1 and letter.isalpha():
            self.count("table_letters")
        self.cell = ""
        into = self._into
        if into and into[-1] != "\n":
            into.append(" ")
        self._splits_word = False

    # --- Links -----------------------------------------------------------------------------
    def link(self, address: str, where: str, state: State) -> Found | None:
        """Remember an address, unless it is empty or there are too many."""
        if not address:
            return None
        if self.budget.links <= 0:
            self.budget.is_short = True
            return None
        self.budget.links -= 1
        url, host = urls.read(address, self.base)
        found = Found(url, host, where, bool(state.why))
        self.links.append(found)
        return found
