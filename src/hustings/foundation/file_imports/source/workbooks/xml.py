"""XML read in blocks, with bounds: no document types, no entities, no element that never ends."""

from collections.abc import Callable, Iterator
from typing import IO, Any
from xml.parsers import expat

BLOCK = 1 << 16
LONGEST = 1 << 22  # of one tag, comment or attribute
Attributes = dict[str, str]


class Bad(Exception):
    """This is not the XML of a workbook."""


class Reader:
    """Calls ``start``, ``end`` and ``text`` for what stands in ``file``, block by block."""

    def __init__(
        self,
        file: IO[bytes],
        start: Callable[[str, Attributes], object],
        end: Callable[[str], object] | None = None,
        text: Callable[[str], object] | None = None,
    ) -> None:
        self.file = file
        self.taken = 0
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._first
        self.parser.CharacterDataHandler = text
        self.start, self.end = start, end
        self.parser.StartDoctypeDeclHandler = _refused

    def feed(self) -> bool:
        """Read another block; False where that was the last one."""
        block = self.file.read(BLOCK)
        self.taken += len(block)
        try:
            self.parser.Parse(block, not block)
        except expat.ExpatError as error:
            raise Bad(str(error)) from error
        if self.taken - self.parser.CurrentByteIndex > LONGEST:
            raise Bad("an element without end")
        return bool(block)

    def _first(self, name: str, attributes: Attributes) -> None:
        """Some writers put a prefix before all names; where they don't, nothing is looked for."""
        start, end = self.start, self.end
        if ":" in name:
            self.parser.StartElementHandler = lambda name, attributes: start(local(name), attributes)
            self.parser.EndElementHandler = (lambda name: end(local(name))) if end else None
        else:
            self.parser.StartElementHandler, self.parser.EndElementHandler = start, end
        start(local(name), attributes)


def _refused(*words: Any) -> None:
    raise Bad("a document type")


def local(name: str) -> str:
    """A name without its prefix: writers choose those freely."""
    return name.rpartition(":")[2]


def elements(file: IO[bytes]) -> Iterator[tuple[str, str, Attributes]]:
    """All elements of a small part, in order: the name of what is around, its own name, its attributes."""
    found: list[tuple[str, str, Attributes]] = []
    around = [""]

    def start(name: str, attributes: Attributes) -> None:
        found.append((around[-1], name, {local(key): value for key, value in attributes.items()}))
        around.append(name)

    reader = Reader(file, start, lambda name: around.pop())
    more = True
    while more:
        more = reader.feed()
        yield from found
        found.clear()
