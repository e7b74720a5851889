"""A verdict for a busy reader: what it pretends to be, the two strongest reasons, what to do."""

import re
from dataclasses import dataclass

from mailguard.i18n import mark, percent, translate
from mailguard.policy.advice import BROKEN_INTO, scene
from mailguard.signals import Signal, registry
from mailguard.verdict import UNREAD, Action, Verdict

_REASONS = 2

# Signals whose evidence names what the message pretends to be, and under which key.
_PRETENDS = ("claimed", "name", "brand")
# Theirs is the name of a header, a list or a machine: nobody's that it could use.
_NAME_THINGS = {"message_id_odd", "helo_claims_author", "discussion_list", "signature_leaves_subject"}
_ASK = mark("If you expect such a message, ask your security lead.")
_FOR = mark(
    "Your team's feedback on earlier messages speaks for it (reviews, version {version}): "
    "{before} before, {after} with it."
)
_AGAINST = mark(
    "Your team's feedback on earlier messages speaks against it (reviews, version {version}): "
    "{before} before, {after} with it."
)
_VOWEL = re.compile(r"[AEIOUYaeiouyÀÂÉÈÊËÎÏÔÛÜàâéèêëîïôûü]")


@dataclass(frozen=True, slots=True)
class Explanation:
    """``headline`` says what it pretends to be, ``reasons`` why we think so, ``advice`` what to do."""

    headline: str
    reasons: tuple[str, ...]
    advice: str


def explain(verdict: Verdict, language: str = "en") -> Explanation:
    """The explanation in ``language``."""
    against = strongest(verdict)
    reasons = tuple(_sentence(signal, language) for signal in _apart(against)[:_REASONS])
    if said := of_reviews(verdict, language):
        reasons = (*reasons, said)
    shown = scene(verdict, [signal.name for signal in against])
    advice = translate(shown.advice, language)
    if verdict.action >= Action.QUARANTINE:
        advice = f"{advice} {translate(_ASK, language)}"
    who = _true_name(verdict) if shown is BROKEN_INTO else _pretends(verdict, against)
    headline = shown.posing if who and shown.posing else shown.headline
    return Explanation(_filled(headline, who, language), reasons, advice)


def of_reviews(verdict: Verdict, language: str = "en") -> str:
    """That what the campaign's reviews taught counted in this verdict, and how; "" where it did not."""
    if verdict.unreviewed is None:
        return ""
    is_against = verdict.probability > verdict.unreviewed
    said = translate(_AGAINST if is_against else _FOR, language)
    return said.format(
        version=verdict.facts.profile.reviews.version, before=percent(verdict.unreviewed, language),
        after=percent(verdict.probability, language),
    )  # fmt: skip


def banner(verdict: Verdict, language: str = "en") -> str:
    """The text of a warning on top of the message: everything in three lines."""
    made = explain(verdict, language)
    return "\n".join([made.headline, *made.reasons, made.advice])


def strongest(verdict: Verdict) -> list[Signal]:
    """Signals against the message, heaviest first; what could not be read where none is bad."""
    first = verdict.holding if verdict.kind == UNREAD else ()
    against = [signal for signal in verdict.signals if verdict.contributions.get(signal.name, 0.0) > 0]
    return sorted(
        against,
        key=lambda signal: (signal.name not in first, -verdict.contributions[signal.name], signal.name),
    )


def _apart(against: list[Signal]) -> list[Signal]:
    """The same order, with those last that tell of the same name what a stronger one told."""
    told: set[str] = set()
    new: list[Signal] = []
    again: list[Signal] = []
    for signal in against:
        names = _names(signal)
        (again if names and told.issuperset(names) else new).append(signal)
        told.update(names)
    return new + again


def _pretends(verdict: Verdict, against: list[Signal]) -> str:
    """Whose name it uses: somebody of the team first, else as the strongest signal that names one tells."""
    facts = verdict.facts
    insider = facts.profile.insiders_by_address.get(facts.author.address.lower())
    if (
        insider
        and verdict.action
        and not any(signal.name == "insider_verified" for signal in verdict.signals)
    ):
        return insider.name
    of_team = [signal for signal in against if signal.name.startswith("insider_")]
    return next((name for signal in [*of_team, *against] for name in _names(signal)), "")


def _names(signal: Signal) -> list[str]:
    if signal.name in _NAME_THINGS:
        return []
    values = (evidence.values.get(key) for evidence in signal.evidence for key in _PRETENDS)
    return [value for value in values if value]


def _true_name(verdict: Verdict) -> str:
    author = verdict.facts.author
    return author.name or author.address


def _filled(text: str, who: str, language: str) -> str:
    """The sentence with the name in it; French says d’Alice."""
    text = translate(text, language)
    if language == "fr" and _VOWEL.match(who):
        text = text.replace("de {who}", "d’{who}")
    return text.replace("{who}", who[:1].upper() + who[1:] if who.islower() and "@" not in who else who)


def _sentence(signal: Signal, language: str) -> str:
    return f"{translate(registry[signal.name].says, language)} {signal.best.say(language)}"
