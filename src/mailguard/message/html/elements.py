"""Which elements are open around a text, as far as what is seen depends on it."""

from typing import NamedTuple

from mailguard.message import limits
from mailguard.message.html import styles
from mailguard.message.html.styles import Colour, Style

_TINY = 1.5  # pixels
_TABLE = {"table"}
_CELL = {"td", "th", "caption", "table", "template", "object", "marquee", "html"}
_FORMATTING = {
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "span", "strike", "strong", "tt", "u",
    "label", "abbr", "cite", "sub", "sup", "mark", "bdo", "ins", "del",
}  # fmt: skip
_TABLE_PARTS = {"td", "th", "tr", "tbody", "thead", "tfoot", "table"}
# A start tag that ends elements which are open, up to the elements that keep them.
ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "tfoot": (frozenset({"tbody", "thead", "tfoot"}), frozenset({"table"})),
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "table", "td", "div"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "dd": (frozenset({"dd", "dt"}), frozenset({"dl"})),
    "dt": (frozenset({"dd", "dt"}), frozenset({"dl"})),
    "a": (frozenset({"a"}), frozenset({"td", "th", "table"})),
    "button": (frozenset({"button"}), frozenset({"td", "th", "table"})),
}
_AFTER_P = "p div ul ol h1 h2 h3 h4 h5 h6 hr center blockquote pre form address section article"
ENDS |= {
    tag: (frozenset({"p"}), frozenset({"td", "th", "table", "button", "div"})) for tag in _AFTER_P.split()
}


_made = tuple.__new__  # a third of the time of the class itself


class State(NamedTuple):
    """What holds inside an element. ``why`` is "" where a reader sees its text, else how it is hidden."""

    why: str = ""
    hides: str = ""
    is_visible: bool = True
    size: float = 16.0
    colour: Colour = (0, 0, 0)
    background: Colour | None = (255, 255, 255)  # None: a picture
    is_quoted: bool = False


def within(outer: State, style: Style, hides: str = "", is_quoted: bool = False) -> State:
    reason = outer.hides or style.hides or hides
    is_visible = outer.is_visible if style.is_visible is None else style.is_visible
    size = outer.size if style.size is None else style.size
    colour = style.colour or outer.colour
    background = None if style.has_picture else style.background or outer.background
    why = reason
    if not why:
        if not is_visible:
            why = "visibility_hidden"
        elif size <= _TINY:
            why = "font_tiny"
        elif style.is_transparent or (background is not None and styles.alike(colour, background)):
            why = "colour_alike"
    is_quoted = is_quoted or outer.is_quoted
    return _made(State, (why, reason, is_visible, size, colour, background, is_quoted))


class Stack:
    """Open elements, innermost last, at most ``limits.OPEN`` of them."""

    def __init__(self) -> None:
        self.tags: list[str] = []
        self.states: list[State] = [State()]
        self.is_cut = False  # deeper than is followed

    @property
    def state(self) -> State:
        return self.states[-1]

    def open(self, tag: str, state: State) -> None:
        if len(self.tags) >= limits.OPEN:
            self.is_cut = True
            del self.tags[limits.OPEN // 2], self.states[limits.OPEN // 2]
        self.tags.append(tag)
        self.states.append(state)

    def make_room(self, tag: str) -> None:
        """End what the start of ``tag``, which is one of ``ENDS``, ends by itself."""
        closing, keeping = ENDS[tag]
        tags = self.tags
        if tags and tags[-1] in keeping and tags[-1] not in closing:  # nearly always
            return
        for place in range(len(tags) - 1, max(-1, len(tags) - 40), -1):
            if tags[place] in closing:
                self._cut(place)
                return
            if tags[place] in keeping:
                return

    def close(self, tag: str) -> None:
        """End an element, and what is still open in it. An end tag without a start does nothing."""
        tags = self.tags
        if tags and tags[-1] == tag:
            tags.pop()
            self.states.pop()
            return
        keeping = _TABLE if tag in _TABLE_PARTS else _CELL
        if tag == "table":
            keeping = set()
        for place in range(len(tags) - 1, -1, -1):
            if tags[place] == tag:
                if tag in _FORMATTING:
                    self._lift(place)
                else:
                    self._cut(place)
                return
            if tags[place] in keeping:
                return

    def _cut(self, place: int) -> None:
        del self.tags[place:]
        del self.states[place + 1 :]

    def _lift(self, place: int) -> None:
        """End one element of letters, the others in it stay (``<b><i></b></i>``); its style ends too."""
        if all(tag in _FORMATTING for tag in self.tags[place:]):
            del self.tags[place]
            del self.states[place + 1]
        else:
            self._cut(place)
