"""Which folders of a mailbox are meant: by name or special use, in whatever way its server writes them."""

from collections.abc import Iterable
from dataclasses import dataclass

from imapclient.exceptions import IMAPClientError

from mailguard.agents.imap.boxes import Box
from mailguard.agents.imap.connection import Server
from mailguard.agents.imap.errors import Trouble
from mailguard.i18n import mark

_MOST = 500  # folders of one mailbox
_THEIR_OWN = {"\\sent", "\\drafts", "\\trash"}  # written by the person, or deleted already
# How programs and providers call folders where the server doesn't tell their use (RFC 6154).
_KNOWN_AS = {
    "\\junk": (
        "junk",
        "spam",
        "junk e-mail",
        "junk email",
        "courrier indésirable",
        "indésirables",
        "pourriel",
    ),
    "\\trash": ("trash", "deleted items", "deleted messages", "corbeille", "éléments supprimés", "bin"),
    "\\archive": ("archive", "archives"),
    "\\sent": ("sent", "sent items", "sent messages", "éléments envoyés", "messages envoyés", "envoyés"),
    "\\drafts": ("drafts", "brouillons"),
}


@dataclass(frozen=True, slots=True)
class Folders:
    """As the server names them. ``trash`` and ``report`` are "" where there is none; in ``others`` lies mail
    that nobody watches. ``missing`` are to be watched, but aren't there now."""

    watched: tuple[str, ...]
    held: str
    report: str = ""
    trash: str = ""
    others: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A folder and what it is for: a special use such as ``\\sent``, or ""."""

    name: str
    use: str = ""


class Directory:
    """All folders of a mailbox, as they are now."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._prefix, self._sign = server.prefix()
        self._known = server.names()

    def of(self, box: Box) -> Folders:
        """The folders of this box; those of ours are made where they don't exist. Trouble where none can be
        watched, or one would be for two things: mail would go round and round."""
        found = {name: self.found(name) for name in box.folders}
        watched = tuple(dict.fromkeys(name for name in found.values() if name))
        missing = tuple(name for name in found if not found[name])
        if not watched:
            raise no_folder(missing)
        held, report = self._apart(box, watched)
        theirs = {*watched, held, report}
        others = (each.name for each in self.everywhere() if each.use not in _THEIR_OWN)
        kept = tuple(name for name in others if name not in theirs)
        return Folders(watched, held, report, self._by_use("\\trash"), kept, missing)

    def _apart(self, box: Box, watched: tuple[str, ...]) -> tuple[str, str]:
        """The folders for held mail and for reports, none of them used for anything else."""
        taken = {name.lower() for name in (*watched, "INBOX")}
        ours = []
        for name in (box.held, box.report):
            wanted = (self._named(name) or self._written(name)) if name else ""
            if wanted and wanted.lower() in taken:
                raise two_things(name)
            taken.add(wanted.lower())
            ours.append(self._ours(name) if name else "")
        return ours[0], ours[1]

    def everywhere(self) -> list[Named]:
        """All folders that can be opened. Where one holds all mail, as with Gmail, the others but sent,
        junk and deleted mail are views of it and left out."""
        found = [
            Named(name, self._use(flags, sign, name))
            for flags, sign, name in self._known
            if name and b"\\noselect" not in _lower(flags) and b"\\nonexistent" not in _lower(flags)
        ]
        if any(each.use == "\\all" for each in found):
            return [each for each in found if each.use in {"\\all", "\\sent", "\\junk", "\\trash"}]
        return found[:_MOST]

    def _use(self, flags: tuple[bytes, ...], sign: str, name: str) -> str:
        told = _lower(flags)
        for use in (*_KNOWN_AS, "\\all"):
            if use.encode() in told:
                return use
        last = name.removeprefix(self._prefix).rpartition(sign or "/")[2].lower()
        return next((use for use, names in _KNOWN_AS.items() if last in names), "")

    def _written(self, name: str) -> str:
        whole = name.replace("/", self._sign) if self._sign else name
        return whole if whole.upper() == "INBOX" else f"{self._prefix}{whole}"

    def _ours(self, name: str) -> str:
        found = self._named(name)
        if found:
            return found
        wanted = self._written(name)
        try:
            self._server.make(wanted)
        except IMAPClientError as error:
            self._known = self._server.names()  # another process may have made it
            if again := self._named(name):
                return again
            raise Trouble(
                mark("The folder “{folder}” can't be made: {why}."), folder=wanted, why=str(error)[:200]
            ) from error
        return wanted

    def found(self, name: str) -> str:
        """A folder that is to be watched, by name or special use; "" where there is none."""
        return self._by_use(name) if name.startswith("\\") else self._named(name)

    def _named(self, name: str) -> str:
        """A folder that can be opened, below the person's own ones or as it is written."""
        if name.upper() == "INBOX":
            return "INBOX"
        there = [each for flags, _, each in self._known if b"\\noselect" not in _lower(flags)]
        there = [each for each in there if each]
        for wanted in (self._written(name), name):
            if wanted in there:
                return wanted
        return ""

    def _by_use(self, use: str) -> str:
        for flags, _, name in self._known:
            if use.lower().encode() in _lower(flags):
                return name
        names = _KNOWN_AS.get(use.lower(), ())
        for _, sign, name in self._known:
            if name.removeprefix(self._prefix).rpartition(sign or "/")[2].lower() in names:
                return name
        return ""


def no_folder(names: Iterable[str]) -> Trouble:
    """What is said of folders that are to be watched, but aren't there."""
    return Trouble(mark("There is no folder “{folder}”."), folder="”, “".join(names))


def two_things(name: str) -> Trouble:
    return Trouble(
        mark(
            "The folder “{folder}” can't be used for two things: held mail and reports need a folder each,"
            " other than the inbox and those that are watched."
        ),
        folder=name,
    )


def _lower(flags: tuple[bytes, ...]) -> set[bytes]:
    return {each.lower() for each in flags}
