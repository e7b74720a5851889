"""Verdicts in plain words, in the language of who reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

_WEIGHED = 3  # name, sentence and what it adds


@dataclass(frozen=True)
class Told:
    headline: str
    reasons: tuple[str, ...]
    advice: str = ""


def of_verdict(verdict: Any, language: str | None = None) -> Told:
    from mailguard import explain

    said = explain(verdict, (language or get_language() or "en")[:2])
    return Told(said.headline, tuple(said.reasons), said.advice)


def against(signals: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """Those of them that speak against a message, in their order; all where no guard said what they weigh."""
    return [row for row in signals if len(row) < _WEIGHED or row[2] is None or row[2] > 0]


def names(signals: Sequence[Sequence[Any]]) -> list[str]:
    """Names of these, whatever else a guard told of each."""
    return [row[0] for row in signals]


def in_language(says: Mapping[str, str] | str, language: str) -> str:
    if isinstance(says, str):
        return says
    return says.get(language) or says.get("en") or next(iter(says.values()), "")


def of_signals(kind: str, signals: Sequence[Sequence[Any]]) -> Told:
    """Signs against a message in a guard's own words, where the message itself is not kept."""
    from mailguard.i18n import translate
    from mailguard.signals import registry

    language = (get_language() or "en")[:2]
    headlines = {
        "phish": _("It tries to get a password or a click."),
        "impersonation": _("The sender pretends to be someone else."),
        "malware": _("It contains a dangerous file."),
        "spam": _("It is spam."),
        "unread": _("Part of it can’t be checked."),
    }
    reasons = []
    for name, evidence, *_share in against(signals)[:6]:
        says = translate(registry[name].says, language) if name in registry else ""
        reasons.append(f"{says} {in_language(evidence, language)}".strip())
    return Told(headlines.get(kind, _("Nothing suspicious was found.")), tuple(reasons))
