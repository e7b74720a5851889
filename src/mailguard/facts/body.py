"""What it holds: parts, text, links and files."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from mailguard.identifiers import domain_names


@dataclass(frozen=True, slots=True)
class Trait:
    """A trait of a file or a piece of HTML: ``name`` from a fixed list, ``detail`` for people."""

    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One node of the MIME tree; ``path`` is "1", "1.2" … as in IMAP (RFC 3501 6.4.5)."""

    path: str
    type: str = "text/plain"  # as declared, lower case
    name: str = ""  # file name, decoded
    disposition: str = ""  # "inline", "attachment" or ""
    charset: str = ""
    encoding: str = ""
    content_id: str = ""
    size: int = 0  # bytes, decoded
    sha256: str = ""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """An address that the reader, or the reader's program, is led to.

    ``url`` is absolute where it can be, entities and white space removed, at most 4,000 characters;
    ``host`` in A-labels. ``text`` is what the reader sees. ``where`` is one of a, area, form, button, img,
    meta, script, style, frame, text, calendar, contact, file, qr. ``inner`` holds addresses found inside
    this one (redirects, wrappers).
    """

    url: str
    host: str = ""
    text: str = ""
    where: str = "text"
    part: str = ""
    is_hidden: bool = False
    inner: tuple[str, ...] = ()

    @property
    def is_disarmed(self) -> bool:
        """Written so that nobody follows it, as those write who warn of it: hxxps, brackets for dots."""
        return self.where == "text" and ("[.]" in self.text or self.text[:4].lower() == "hxxp")

    @property
    def organisation(self) -> str:
        return domain_names.organisation(self.host)

    @property
    def scheme(self) -> str:
        return self.url.partition(":")[0].lower() if ":" in self.url else ""

    @property
    def path(self) -> str:
        """Path and query, "" where the address can't be read."""
        try:
            split = urlsplit(self.url)
        except ValueError:
            return ""
        return f"{split.path}?{split.query}" if split.query else split.path


@dataclass(frozen=True, slots=True)
class Form:
    """An HTML form: where it posts to, and the kinds and names of its fields."""

    action: str = ""
    method: str = "get"
    fields: tuple[str, ...] = ()  # "type:name"

    @property
    def asks_password(self) -> bool:
        return any(field.startswith("password:") for field in self.fields)


@dataclass(frozen=True, slots=True)
class Html:
    """One HTML body or file. Texts have their white space collapsed and are cut at 100,000 characters."""

    part: str = ""
    title: str = ""
    text: str = ""  # what a reader sees
    hidden: str = ""  # what styles keep from the reader
    forms: tuple[Form, ...] = ()
    n_images: int = 0
    n_links: int = 0
    n_scripts: int = 0
    size: int = 0
    traits: tuple[Trait, ...] = ()

    def has(self, name: str) -> bool:
        return any(trait.name == name for trait in self.traits)


@dataclass(frozen=True, slots=True)
class File:
    """A file; ``kind`` by its bytes, ``type`` by its sender, ``path`` through parts and archives."""

    path: str
    name: str = ""
    type: str = ""
    kind: str = "unknown"
    size: int = 0
    sha256: str = ""
    traits: tuple[Trait, ...] = ()
    links: tuple[Link, ...] = ()
    text: str = ""  # words found in it, at most 20,000 characters
    forms: tuple[Form, ...] = ()
    is_inline: bool = False

    def has(self, name: str) -> bool:
        return any(trait.name == name for trait in self.traits)
