"""Write docs/reference/mailguard-signals.md from detectors, weights and words. Run by ``make docs``."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import mailguard.detectors  # noqa: F401 - importing registers them
from mailguard.i18n import translate
from mailguard.policy.judgement import GROUPS, Weight, load
from mailguard.signals import Detector, registry

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "mailguard-signals.md"
HEAD = """# Signals of mailguard

<!-- Written by `make docs` from src/mailguard/detectors, its weights and its translations. -->

Every sign that mailguard looks for in an e-mail, with its weight and its sentences. For anyone who reads
a verdict or tunes the weights.

A signal is a detector that found something. The detector, its file in `src/mailguard/detectors`, its
weight in `src/mailguard/data/weights.toml` and its heading here all have the same name. The sentence in
bold says what it means. The sentences below say what was seen, with values of the message in place of the
`{names}`.

Weights are log-odds at full strength: +0.7 doubles the odds, +2.3 makes them ten times as high, and a
weight below zero speaks for the message. Within a group the strongest counts in full and the others less
and less: [how mailguard decides](../explanation/how-mailguard-judges.md).
"""
_TITLES = {
    "auth": ("Authentication", "Whether the author is authenticated, and the route of the message."),
    "identity": ("Identity", "Borrowed names, addresses and roles."),
    "relation": ("History", "Earlier mail; only with a correspondents' store."),
    "link": ("Links", "Their targets, and how these are hidden."),
    "html": ("Layout", "Hidden and active parts of the page."),
    "file": ("Files", "Attachments, and what they would do."),
    "login": ("Log-ins", "Ways around passwords and second factors."),
    "intent": ("Requests", "Wording, in English and French. It counts little alone."),
    "bulk": ("Mass mail", "The same message to many."),
    "decoy": ("Decoys", "Addresses that exist only as traps."),
    "good": ("Good signs", "Signs that speak for a message."),
}


def page() -> str:
    """Every signal under its group, in the order of groups and names."""
    weights = load().weights
    parts = [HEAD]
    for group in GROUPS:
        title, says = _TITLES[group]
        names = sorted(name for name, weight in weights.items() if weight.group == group)
        n = "one signal" if len(names) == 1 else f"{len(names)} signals"
        parts.append(f"## {title}\n\n{says} Group `{group}`, {n}.\n")
        parts += [_signal(registry[name], weights[name]) for name in names]
    return "\n".join(parts)


def _signal(detector: Detector, weight: Weight) -> str:
    weighs = ", ".join(f"{kind} {odds:+g}" for kind, odds in weight.by_class.items())
    rows = [f"| **{detector.says}** | **{translate(detector.says, 'fr')}** |"]
    rows += [f"| {each} | {translate(each, 'fr')} |" for each in evidence(detector.name)]
    head = [f"### {detector.name}\n", f"{weighs}\n", "| English | French |", "|---|---|"]
    return "\n".join([*head, *rows]) + "\n"


def evidence(name: str) -> list[str]:
    """The sentences that a detector may find, in English, as they stand in its file."""
    module = importlib.import_module(f"mailguard.detectors.{name}")
    return list(dict.fromkeys(_texts(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")))))


def _texts(tree: ast.Module) -> Iterator[str]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    for call in sorted(calls, key=lambda each: each.lineno):
        first = call.args[0]
        is_said = isinstance(call.func, ast.Name) and call.func.id in {"found", "mark"}
        if is_said and isinstance(first, ast.Constant):
            yield str(first.value)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
