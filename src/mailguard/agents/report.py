"""A verdict as plain data, as ``mailguard scan --json`` and ``mailguard serve`` give it."""

from typing import Any

from mailguard.explain import explain
from mailguard.verdict import Verdict


def row(verdict: Verdict, language: str = "en", *, is_whole: bool = False) -> dict[str, Any]:
    """Lists, tables, texts and numbers; sentences in ``language``.

    ``probability`` is from 0 to 1, that it is an attack of any kind. ``clamd`` is there where it was asked.
    ``is_whole`` adds ``shares`` (log-odds by signal, those that weigh most first) and ``facts`` as
    ``codec.to_json`` writes them.
    """
    said = explain(verdict, language)
    made: dict[str, Any] = {
        "action": verdict.action.word,
        "class": verdict.kind,
        "probability": verdict.probability,
        "headline": said.headline,
        "reasons": list(said.reasons),
        "advice": said.advice,
        "probabilities": dict(verdict.probabilities),
        "signals": {
            signal.name: [evidence.say(language) for evidence in signal.evidence]
            for signal in verdict.signals
        },
    }
    if verdict.facts.scan.state:
        made["clamd"] = verdict.facts.scan.state
    if is_whole:
        from mailguard import codec

        shares = sorted(verdict.contributions.items(), key=lambda each: (-abs(each[1]), each[0]))
        made["shares"] = dict(shares)
        made["facts"] = codec.to_json(verdict.facts)
    return made
