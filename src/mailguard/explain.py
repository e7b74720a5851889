"""A verdict as a busy person reads it: what it pretends to be, the two strongest reasons, what to do."""

from dataclasses import dataclass

from mailguard.signals import Signal, registry
from mailguard.verdict import UNREAD, Action, Verdict
from mailguard.words import mark, translate

_REASONS = 2

# Signals whose evidence names what the message pretends to be, and under which key.
_PRETENDS = ("claimed", "name", "brand")

_HEADLINES = {
    "phish": mark("This looks like an attempt to steal a log-in."),
    "impersonation": mark("Somebody seems to pose as a person or an organisation that you trust."),
    "malware": mark("This carries something that could take over your computer."),
    "spam": mark("This looks like unwanted bulk mail."),
    "clean": mark("Nothing dangerous was found."),
    UNREAD: mark("Nothing dangerous was found, but a part of it could not be read."),
}
_POSING = {
    "phish": mark("It pretends to come from {who} and is after a log-in."),
    "impersonation": mark("It pretends to come from {who}."),
    "malware": mark("It pretends to come from {who} and carries something dangerous."),
    "spam": mark("It uses the name of {who}."),
}
_ADVICE = {
    "phish": mark(
        "Follow no link and type no password. If the matter may be real, open the service as you always do."
    ),
    "impersonation": mark("Do nothing that it asks. Call the person on a number that you know already."),
    "malware": mark("Open nothing that is attached and report it."),
    "spam": mark("Delete it, or leave it where it is."),
    "clean": mark("Nothing needs to be done."),
    UNREAD: mark("Open it only if you expect it; else ask the sender on a way that you know already."),
}
_HELD = mark("It was kept back; ask the person in charge if you expect something.")


@dataclass(frozen=True, slots=True)
class Explanation:
    """``headline`` says what it pretends to be, ``reasons`` why we think so, ``advice`` what to do."""

    headline: str
    reasons: tuple[str, ...]
    advice: str


def explain(verdict: Verdict, language: str = "en") -> Explanation:
    """The explanation in ``language``."""
    reasons = tuple(_sentence(signal, language) for signal in strongest(verdict)[:_REASONS])
    advice = translate(_ADVICE[verdict.kind], language)
    if verdict.action >= Action.QUARANTINE:
        advice = f"{advice} {translate(_HELD, language)}"
    return Explanation(_headline(verdict, language), reasons, advice)


def banner(verdict: Verdict, language: str = "en") -> str:
    """The text of a warning on top of the message: everything in three lines."""
    made = explain(verdict, language)
    return "\n".join([made.headline, *made.reasons, made.advice])


def strongest(verdict: Verdict) -> list[Signal]:
    """The signals that speak against the message, those that weighed most first.

    Where nothing bad was found in what could be read, what could not be read is the reason.
    """
    first = verdict.holding if verdict.kind == UNREAD else ()
    against = [signal for signal in verdict.signals if verdict.contributions.get(signal.name, 0.0) > 0]
    return sorted(
        against,
        key=lambda signal: (signal.name not in first, -verdict.contributions[signal.name], signal.name),
    )


def _headline(verdict: Verdict, language: str) -> str:
    who = _pretends(verdict)
    if who and verdict.kind in _POSING:
        return translate(_POSING[verdict.kind], language).format(who=who)
    return translate(_HEADLINES[verdict.kind], language)


def _pretends(verdict: Verdict) -> str:
    """Whose name it uses, as the strongest signal that names one tells."""
    for signal in strongest(verdict):
        for evidence in signal.evidence:
            for key in _PRETENDS:
                if value := evidence.values.get(key):
                    return value
    return ""


def _sentence(signal: Signal, language: str) -> str:
    best = max(signal.evidence, key=lambda evidence: evidence.strength)
    return f"{translate(registry[signal.name].says, language)} {best.say(language)}"
