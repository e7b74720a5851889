"""What a case says, in sentences: also for the platform's pages."""

from collections.abc import Iterator
from typing import Any

from mailguard.chain import SAYS
from mailguard.forensics.reading import CUTS
from mailguard.forensics.words import DIFFERENCES, HOW, KIND_WORDS, PROOFS, SIGNS
from mailguard.i18n import mark, number, translate
from mailguard.message.meanings import PROBLEMS

KINDS = tuple(KIND_WORDS)
_AS_FAR = mark(
    "As far as it is read it is ours in {path}; behind that the two differ, or can't be compared: compare the"
    " files themselves."
)
_MOST_UNREAD = 20  # files that are named; the register names all


def of_case(found: dict[str, Any], language: str) -> Iterator[str]:
    """The figures of a case; first of all whether it was read to its end."""
    if not found["finished"]:
        yield unfinished(found, language)
        yield ""
    yield _say(language, mark("Mails: {n}, {different} of them different."), n=_n(found["mails"], language),
               different=_n(found["different"], language))  # fmt: skip
    for kind, n in found["classes"].items():
        if n:
            yield f"  {_n(n, language):>9}  {translate(KIND_WORDS[kind], language)}"
    for each in found["mailboxes"]:
        yield ""
        yield _say(language, mark("Mailbox {name}: {n} mails, of {owner}."), name=each["name"],
                   n=_n(each["n"], language), owner=each["owner"] or "?")  # fmt: skip
        if each["last"]:
            yield "  " + _taken(each, language)
        for gap in each["gaps"]:
            yield "  " + _say(
                language, mark("From {begin} to {end} {n} mails of ours are missing."),
                begin=gap["from"], end=gap["to"], n=gap["missing"],
            )  # fmt: skip
    if found["unread"]:
        yield ""
        yield _say(language, mark("Files that could not be read: {n}."), n=_n(found["n_unread"], language))
        for each in found["unread"][:_MOST_UNREAD]:
            yield f"  {each['path']}: {translate(each['why'], language)}"
    yield ""
    if found["finished"]:
        yield _say(language, mark("The register ends in {hash}."), hash=found["register"])
    else:
        yield _say(language, mark("So far the register ends in {hash}."), hash=found["register"])


def unfinished(found: dict[str, Any], language: str) -> str:
    """How far a reading is that was broken off, or goes on still."""
    return _say(
        language,
        mark(
            "NOT FINISHED: {n} mails with {read} MB are read, of files with {size} MB. Give the same"
            " “mailguard leak read” again: it goes on. What is told here is of these mails alone."
        ),
        n=_n(found["mails"], language),
        read=number(found["bytes"] / 1e6, 1, language),
        size=number(found["size"] / 1e6, 1, language),
    )  # fmt: skip


def _taken(each: dict[str, Any], language: str) -> str:
    if not each["next"]:
        return _say(
            language, mark("Taken after {last}: we have no later mail of this mailbox."), last=each["last"]
        )
    return _say(
        language, mark("Taken after {last} and before {next}: {n} later mails of ours are not there."),
        last=each["last"], next=each["next"], n=each["n_later"],
    )  # fmt: skip


def of_mail(row: Any, details: dict[str, Any], language: str) -> Iterator[str]:
    """One mail: class, reasons, differences."""
    yield f"{row.id}  {translate(KIND_WORDS[row.kind], language)}  {row.path}"
    yield f"  {row.author}  {row.subject}"
    yield f"  SHA-256 {row.sha256}"
    yield from (f"  {each}" for each in reasons(row.kind, details, language))
    for each in details.get("differences", []):
        name = f" {each['name']}" if each.get("name") else ""
        line = f" {each['line']}" if each.get("line") else ""
        yield f"  {translate(DIFFERENCES[each['place']], language)}{name}{line}"
        if each.get("ours") is not None:
            yield f"    - {each['ours']}"
        if each.get("theirs") is not None:
            yield f"    + {each['theirs']}"


def reasons(kind: str, details: dict[str, Any], language: str) -> Iterator[str]:
    """Why it is of that class, and what else is known."""
    proof = details.get("proof", {})
    if proof.get("result", "none") != "none":
        yield _say(language, PROOFS[proof["result"]], domain=proof.get("by", ""), why=proof.get("detail", ""))
    for name in proof.get("unsigned", ()):
        yield _say(language, mark("Its signature says nothing about {name}."), name=name)
    if details.get("copy_path"):
        yield _say(language, mark("Ours lies in {path}."), path=details["copy_path"])
    if details.get("near"):
        yield _say(language, mark("It looks like ours in {path}, and is another mail."), path=details["near"])
    if details.get("as_far"):
        yield _say(language, _AS_FAR, path=details["as_far"])
    for code in details.get("problems", ()):
        if code in CUTS:
            yield translate(PROBLEMS[code], language)
    for hit in details.get("hits", ()):
        yield _say(language, HOW[hit["how"]], **hit)
    for sign in details.get("signs", ()):
        yield _say(language, SIGNS[sign["code"]], detail=sign.get("detail", ""))


def fault(line: int, code: str, language: str) -> str:
    """What is wrong with a line of a register."""
    return _say(language, SAYS[code], line=line)


def _say(language: str, text: str, **values: object) -> str:
    return translate(text, language).format_map(values)


def _n(value: int, language: str) -> str:
    return number(value, 0, language)
