"""The facts about one message as a person reads them: a label and its values a line."""

from collections.abc import Iterable, Iterator

from mailguard.facts import Facts, File
from mailguard.facts.relay import handover
from mailguard.files.traits import NAMES, meaning
from mailguard.i18n import mark, translate
from mailguard.message.meanings import PROBLEMS

_MOST = 8  # values of one kind


def digest(facts: Facts, language: str = "en") -> list[str]:
    """Lines such as ``Subject: Minutes``; what is empty is left out. Text of strangers is not made safe."""
    rows = [(translate(label, language), value) for label, value in _rows(facts, language) if value]
    width = max((len(label) for label, _ in rows), default=0)
    return [f"{label.ljust(width)}  {value}" for label, value in rows]


def _rows(facts: Facts, language: str) -> Iterator[tuple[str, str]]:
    yield mark("From"), _some(facts.from_)
    yield mark("Replies go to"), _some(facts.reply_to)
    yield mark("To"), _some([*facts.to, *facts.cc])
    yield mark("Subject"), facts.subject
    yield mark("Sent"), facts.sent_at.isoformat(" ") if facts.sent_at else ""
    yield mark("Came from"), _client(facts)
    yield mark("Checks"), _proofs(facts)
    yield mark("History"), _past(facts)
    yield "ClamAV", _scanned(facts)
    yield mark("Links lead to"), _some(dict.fromkeys(each.host for each in facts.all_links if each.host))
    for file in facts.files[:_MOST]:
        yield mark("File"), f"{file.name or file.path} ({file.kind}, {file.size})"
        yield from _found_in(file, language)
    for name in facts.problems:
        yield mark("Oddities"), f"{name}: {translate(PROBLEMS.get(name, ''), language)}"
    yield mark("Language"), facts.language
    yield mark("Bytes"), str(facts.size)
    yield "SHA-256", facts.sha256


def _found_in(file: File, language: str) -> Iterator[tuple[str, str]]:
    """A row for each kind of trait: its name, what it means and what was seen."""
    details: dict[str, list[str]] = {}
    for trait in file.traits:
        details.setdefault(trait.name, []).append(trait.detail)
    for name, seen in details.items():
        says = translate(meaning(name), language) if name in NAMES else ""
        shown = _some(each for each in seen if each)
        yield "", f"{name}: {says}{shown and f' ({shown})'}"


def _client(facts: Facts) -> str:
    border = handover(facts)
    return _some(
        each for each in (border.ip, border.helo, border.mail_from and f"<{border.mail_from}>") if each
    )


def _proofs(facts: Facts) -> str:
    known = facts.authentication
    found = [f"SPF {known.spf.result} {known.spf.domain}".rstrip()]
    found += [f"DKIM {each.result} {each.domain}".rstrip() for each in known.dkim[:_MOST]]
    if known.arc.result != "none":
        found.append(f"ARC {known.arc.result} {known.arc.sealer}".rstrip())
    found.append(f"DMARC {known.dmarc.result} {known.dmarc.domain}".rstrip())
    return ", ".join(found)


def _scanned(facts: Facts) -> str:
    found = ", ".join(each.name for each in facts.scan.viruses)
    return " ".join(filter(None, (facts.scan.state, found or (facts.scan.why and f"({facts.scan.why})"))))


def _past(facts: Facts) -> str:
    past = facts.relation
    return f"← {past.n_received}, → {past.n_sent}" if past.has_history else ""


def _some(values: Iterable[object]) -> str:
    listed = list(map(str, values))
    more = f" … (+{len(listed) - _MOST})" if len(listed) > _MOST else ""
    return ", ".join(listed[:_MOST]) + more
