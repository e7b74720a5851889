"""One attachment and what lies inside it: kind, name, content, members, all within bounds. Never raises."""

import hashlib
import importlib
from dataclasses import replace

from mailguard.facts import File, Trait
from mailguard.files import bounds, hidden, names, passwords, pictures, reasons, sandbox
from mailguard.files.bounds import Budget
from mailguard.files.finding import Case, Finding, Member
from mailguard.files.kinds import looks
from mailguard.files.traits import trait
from mailguard.text.shortened import both_ends

# Who reads what here: our own small readers, imported when first needed.
_READERS = {
    "zip": "zips", "jar": "zips", "apk": "zips", "msix": "zips", "epub": "zips", "odf": "office",
    "docx": "office", "xlsx": "office", "pptx": "office", "ooxml": "office", "wordml": "wordml",
    "gz": "streams", "bz2": "streams", "xz": "streams", "tar": "streams", "cab": "cabinets",
    "html": "pages", "svg": "pages", "hta": "pages", "mht": "archived_pages", "eml": "messages",
    "onenote": "onenote", "tnef": "tnef", "ics": "invitations", "vcf": "cards",
    "url": "shortcuts", "library": "shortcuts", "search": "shortcuts", "settings": "shortcuts",
    "theme": "shortcuts", "desktop": "shortcuts", "script": "scripts", "wsf": "scripts", "slk": "formulas",
}  # fmt: skip
# Who reads what in the sandbox.
_RISKY = {
    "pdf": "pdf", "ole": "ole", "doc": "ole", "xls": "ole", "ppt": "ole", "locked": "locked", "msg": "msg",
    "rtf": "rtf", "7z": "sevenzip", "rar": "rar", "iso": "iso", "udf": "iso", "lnk": "lnk",
    "png": "codes", "jpeg": "codes", "gif": "codes", "bmp": "codes", "webp": "codes",
}  # fmt: skip
PICTURES = frozenset({"png", "jpeg", "gif", "bmp", "webp"})
ARCHIVES = frozenset("zip 7z rar tar gz bz2 xz zst z cab ace arj lzh iso udf img vhd vhdx dmg".split())
_DISKS = frozenset({"iso", "udf", "img", "vhd", "vhdx", "dmg"})
_PROGRAMS = frozenset({"pe", "elf", "macho", "msi", "apk", "msix", "jar", "class"})
_CLOSED = frozenset({"ace", "arj", "lzh", "zst", "z", "img", "vhd", "vhdx", "dmg"})  # we know no reader
# What the name alone decides, where the bytes are only text or nothing we know.
_TEXTS = frozenset({"text", "unknown", "empty", "xml", "html", "url", "script", "wsf", "hta", "settings"})


def examine(
    path: str,
    name: str,
    type_: str,
    data: bytes | None,
    *,
    is_inline: bool = False,
    words: str = "",
    budget: Budget | None = None,
) -> tuple[File, ...]:
    """The file and what lies inside it, outermost first; ``words`` may tell a password.

    ``type_`` is the declared media type; ``data`` is None where only the name is known. Share one
    ``budget`` among the files of a message.
    """
    told, n_told = passwords.candidates(words)
    member = Member(both_ends(name), data, type_, len(data or b""))
    owner, inside = _Examination(budget or Budget(), told, n_told).file(path, member, 0)
    return (replace(owner, is_inline=is_inline), *inside)


class _Examination:
    """One attachment's walk: the budget and the passwords that all its members share."""

    def __init__(self, budget: Budget, told: tuple[str, ...], n_told: int) -> None:
        self.budget, self.told, self.n_told = budget, told, n_told

    def file(self, path: str, member: Member, depth: int) -> tuple[File, list[File]]:
        data = member.data
        name = names.opened(member.name)
        kind = refined(looks(data), name) if data is not None else "unknown"
        found = Finding()
        for each in names.tricks(member.name, kind):
            found.note(each.name, each.detail)
        for each in _by_kind(kind, name):
            found.note(each.name, each.detail)
        if data is None:
            found.note("unread", "only its name is known")
        else:
            self.content(kind, data, name, found, depth)
        inside = self.members(path, kind, found, depth)
        return _as_file(path, member, kind, found), inside

    def content(self, kind: str, data: bytes, name: str, found: Finding, depth: int) -> None:
        if not self.budget.take("files"):
            found.note("unread", "the message holds too many files or took too long")
            return
        try:
            new = self.reading(kind, data, name)
        except sandbox.Unread as error:
            found.note("unread", str(error))
        except MemoryError:
            found.note("bomb", "memory")
        except Exception as error:  # a reader that stumbles is a fact about the file, not the end of the scan
            found.note("unread", reasons.why(error))
        else:
            pieces = [each for each in new.members if each.is_part]
            new.members = [each for each in new.members if not each.is_part]
            found.add(new)
            for piece in pieces:
                self.piece(piece.data or b"", piece.name, found, depth + 1)
        for archive in hidden.archives(data, kind):
            self.piece(archive, name, found, depth + 1)

    def piece(self, data: bytes, name: str, found: Finding, depth: int) -> None:
        if depth > bounds.DEEPEST + 1:
            return
        kind = looks(data)
        if kind in ARCHIVES:
            found.note("archive", kind)
        self.content(kind, data, name, found, depth)

    def reading(self, kind: str, data: bytes, name: str) -> Finding:
        if len(data) > bounds.MOST_WHOLE and kind not in _DISKS:
            raise sandbox.Unread("it is too long")
        if kind == "text" or kind == "xml":
            kind = _text_reader(name)
        if reader := _READERS.get(kind):
            case = Case(name, self.told, self.n_told)
            module = importlib.import_module(f"mailguard.files.formats.{reader}")
            found: Finding = module.read(data, case)
            return found
        if (risky := _RISKY.get(kind)) is None:
            found = Finding()
            if kind in _CLOSED:
                found.note("unread", f"we can't open {kind}")
            return found
        if kind in PICTURES and pictures.is_endless(data):
            found = Finding()
            found.note("bomb", "a picture of more than {:,} by {:,} points".format(*pictures.size(data)))
            return found
        if kind in PICTURES and not (pictures.may_hold_code(data) and self.budget.take("pictures")):
            return Finding()
        if not self.budget.take("risky"):
            raise sandbox.Unread("the message holds too much or took too long")
        return sandbox.shared.read(risky, data[: bounds.MOST_WHOLE], Case(name, self.told, self.n_told))

    def members(self, path: str, kind: str, found: Finding, depth: int) -> list[File]:
        inside: list[File] = []
        found.leave((each.name for each in found.members[bounds.MOST_MEMBERS :]), len(found.members))
        for number, member in enumerate(found.members[: bounds.MOST_MEMBERS], 1):
            member.name = both_ends(names.in_folder(member.name)) or f"{number}"
            if depth + 1 > bounds.DEEPEST:
                found.note("bomb", "archives in archives, too deep")
                break
            if member.data is not None and not self.budget.take("n_bytes", len(member.data)):
                found.note("cut" if names.urgency(member.name) < 2 else "partial", "it unpacks to too much")
                member.data = None
            owner, more = self.file(f"{path}/{member.name}", member, depth + 1)
            inside += [owner, *more]
            if kind in ARCHIVES and owner.kind in ARCHIVES - {"tar"}:
                found.note("nested_archive", owner.kind)
        return inside


def _as_file(path: str, member: Member, kind: str, found: Finding) -> File:
    data = member.data
    return File(
        path=path,
        name=member.name,
        type=member.type,
        kind=kind,
        size=member.size or len(data or b""),
        sha256=hashlib.sha256(data).hexdigest() if data is not None else "",
        traits=tuple(found.traits),
        links=tuple(found.links),
        text=" ".join(" ".join(found.words).split())[: bounds.MOST_TEXT],
        forms=tuple(found.forms),
    )


def refined(kind: str, name: str) -> str:
    """The kind, where text becomes a script, a page or a shortcut only by its name."""
    end = names.extension(name)
    if kind in {"text", "xml"} and end in {"html", "htm", "xhtml", "shtml", "xht", "svg", "hta", "mht"}:
        return {"svg": "svg", "hta": "hta", "mht": "mht"}.get(end, "html")
    if kind == "html" and end in {"hta", "svg", "wsf"}:
        return end
    if kind in {"text", "unknown"} and end in {"url", "ics", "vcf", "desktop", "theme", "eml"}:
        return end
    if kind in {"text", "xml"} and end in names.SCRIPT:
        return "script"
    return kind


def _text_reader(name: str) -> str:
    end = names.extension(name)
    if end in {"csv", "iqy", "slk", "tsv"}:
        return "slk"
    if end in {"library-ms"}:
        return "library"
    if end in {"search-ms", "searchconnector-ms"}:
        return "search"
    return "settings" if end in names.SHORTCUT else "text"


def _by_kind(kind: str, name: str) -> list[Trait]:
    end, found = names.extension(name), []
    is_text = kind in _TEXTS
    if kind in _PROGRAMS or (end in names.EXECUTABLE and kind in {"unknown", "empty", "ole"}):
        found.append(trait("executable", kind if kind in _PROGRAMS else f".{end}"))
    if kind in {"hta", "wsf", "chm"} or (end in names.SCRIPT and is_text):
        found.append(trait("script", f".{end}" if end in names.SCRIPT else kind))
    elif kind == "script" or (end in names.CODE and is_text):
        found.append(trait("script", f".{end}" if end else "#!"))
    if kind in {"lnk", "url", "library", "search", "settings", "theme", "desktop"} or (
        end in names.SHORTCUT and is_text
    ):
        found.append(trait("shortcut", f".{end}" if end in names.SHORTCUT else kind))
    if kind in _DISKS or (end in names.DISK and kind in {"unknown", "empty"}):
        found.append(trait("disk_image", kind if kind in _DISKS else f".{end}"))
    if kind in {"html", "onenote"}:
        found.append(trait(kind))
    if kind in ARCHIVES:
        found.append(trait("archive", kind))
    return found
