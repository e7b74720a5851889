"""What is to become of a message, as packets of the protocol."""

from dataclasses import dataclass

from mailguard.agents.milter import protocol, wrapping
from mailguard.agents.milter import settings as choices
from mailguard.agents.milter.jobs import Outcome
from mailguard.agents.milter.message import VERDICT, WHY, Letter
from mailguard.agents.milter.settings import Settings
from mailguard.identifiers import domain_names
from mailguard.verdict import Action

_AFTER = {"timeout": "4.7.1 The mail guard takes too long, try again later"}
_LATER = "4.7.1 The mail guard can't look at this now, try again later"


@dataclass(frozen=True, slots=True)
class Fate:
    """``done`` is a word for the log and for sightings: delivered, warned, held, quarantined, refused,
    delayed, unread. ``packets`` end with the answer that the server waits for."""

    done: str
    packets: tuple[bytes, ...]
    must_hold: bool = False


def of(letter: Letter, outcome: Outcome, settings: Settings, actions: int) -> Fate:
    deed = _deed(Action(outcome.action), settings)
    if deed == choices.REFUSE:
        refusal = protocol.answer("550 5.7.1", f"{settings.refusal} ({letter.queue_id or 'no queue id'})")
        return Fate("refused", (refusal,))
    if deed == choices.FOLDER and may_be_held(letter, settings):
        return Fate("held", (protocol.DISCARD,), must_hold=True)
    changes = [*_removed(letter, settings), *_results(outcome, settings, letter)]
    changes.append(_added(letter, VERDICT, outcome.verdict))
    if outcome.banner:
        changes.append(_added(letter, WHY, outcome.banner))
    if deed in {choices.SERVER, choices.FOLDER}:
        if actions & protocol.QUARANTINE:
            changes.append(protocol.quarantine(f"mailguard: {outcome.verdict}"))
            return Fate("quarantined", (*changes, protocol.CONTINUE))
        return Fate("delayed", (protocol.answer("451", _LATER),))
    if outcome.action == Action.DELIVER:
        return Fate("delivered", (*changes, protocol.CONTINUE))
    return Fate("warned", (*changes, *_warning(letter, outcome, settings, actions), protocol.CONTINUE))


def _deed(action: Action, settings: Settings) -> str:
    deed = settings.reject if action == Action.REJECT else choices.HOLD
    if action < Action.QUARANTINE:
        return choices.DELIVER
    return settings.hold if deed == choices.HOLD else deed


def may_be_held(letter: Letter, settings: Settings) -> bool:
    """Whether our folder may take it from the server: what isn't whole stays outside."""
    return letter.is_whole and letter.size <= settings.largest


def held_before() -> Fate:
    """It is held already: our answer was lost, and it came again."""
    return Fate("held", (protocol.DISCARD,))


def unread(letter: Letter, why: str, settings: Settings) -> Fate:
    """The fate of a message that could not be judged (timeout, failed, full)."""
    if settings.on_failure == choices.TEMPFAIL:
        return later(why)
    changes = _removed(letter, settings)
    return Fate("unread", (*changes, _added(letter, VERDICT, f"unread; reason={why}"), protocol.CONTINUE))


def later(why: str) -> Fate:
    return Fate("delayed", (protocol.answer("451", _AFTER.get(why, _LATER)),))


def passed(letter: Letter, settings: Settings) -> Fate:
    """Of one that nobody looks at: only what is forged goes."""
    return Fate("passed", (*_removed(letter, settings), protocol.CONTINUE))


def _removed(letter: Letter, settings: Settings) -> list[bytes]:
    """What only we write, and results in our name, which are forged unless another filter writes them."""
    server = settings.hostname or letter.macros.get("j", "")
    if settings.results == choices.LEAVE and _is_believed(server.lower(), settings):
        server = ""
    return [protocol.change_header(n, name, b"") for n, name in letter.forged(server)]


def _is_believed(server: str, settings: Settings) -> bool:
    return any(domain_names.is_under(server, each.lower()) for each in settings.believed if each)


def _results(outcome: Outcome, settings: Settings, letter: Letter) -> list[bytes]:
    server = settings.hostname or letter.macros.get("j", "")
    if settings.results == choices.LEAVE or not outcome.results or not server:
        return []
    value = f"{server}; {outcome.results}".replace("; ", ";\n\t")
    return [_inserted(letter, "Authentication-Results", value)]


def _inserted(letter: Letter, name: str, value: str) -> bytes:
    space = " " if letter.has_spaces else ""
    return protocol.insert_header(name.encode(), f"{space}{value}".encode())


def _added(letter: Letter, name: str, value: str) -> bytes:
    """Above the others, where a sender can't write below it what seems to be ours."""
    return _inserted(letter, name, wrapping.encoded(value, name))


def _warning(letter: Letter, outcome: Outcome, settings: Settings, actions: int) -> list[bytes]:
    """What people see of it in any mail program, as far as it breaks no signature."""
    if letter.has(b"dkim-signature") or letter.has(b"arc-seal") or settings.warn == choices.HEADER:
        return []
    if settings.warn == choices.BANNER and actions & protocol.CHANGE_BODY and wrapping.may_wrap(letter):
        return wrapping.wrapped(letter, outcome.banner)
    return wrapping.tagged(letter, settings.tag)
