"""Texts in HTML as plain text with their paragraphs."""

from html.parser import HTMLParser

_BREAKS = frozenset("p div br li ul ol blockquote h1 h2 h3 h4 h5 h6 tr table section article".split())
_SILENT = frozenset(("script", "style"))


class _Reader(HTMLParser):
    """Collects words; tags of paragraphs become line breaks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]
        self.n_silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _SILENT:
            self.n_silent += 1
        elif tag in _BREAKS:
            self.lines.append(["– "] if tag == "li" else [])

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.n_silent = max(0, self.n_silent - 1)
        elif tag in _BREAKS and tag != "br":
            self.lines.append([])

    def handle_data(self, data: str) -> None:
        if not self.n_silent:
            self.lines[-1].append(data)


def text_of(html: str | None) -> str:
    """The words, one paragraph a line, an empty line between two; list items begin with a dash."""
    reader = _Reader()
    reader.feed(html or "")
    reader.close()
    lines = (" ".join("".join(line).split()) for line in reader.lines)
    return "\n\n".join(line for line in lines if line not in ("", "–"))
