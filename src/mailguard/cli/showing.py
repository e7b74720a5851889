"""How a verdict looks in a terminal, and as a line of JSON."""

import json
import re
import textwrap
from dataclasses import dataclass

import click

from mailguard.agents.report import row
from mailguard.cli.digest import digest
from mailguard.explain import explain, of_reviews
from mailguard.i18n import mark, percent, translate
from mailguard.policy.judgement import LEARNT, REVIEWS
from mailguard.signals import registry
from mailguard.verdict import Action, Verdict

ACTIONS = {
    Action.DELIVER: (mark("deliver"), "green"),
    Action.WARN: (mark("warn"), "yellow"),
    Action.QUARANTINE: (mark("quarantine"), "magenta"),
    Action.REJECT: (mark("reject"), "red"),
}
_KINDS = {
    "phish": mark("phish"),
    "impersonation": mark("impersonation"),
    "malware": mark("malware"),
    "spam": mark("spam"),
    "clean": mark("clean"),
    "unread": mark("unread"),
}
# Control characters and those that turn the direction of text around: a message must not write to a terminal
# what it likes (Unicode TR 36, 3.4; ECMA-48).
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_WIDTH = 100


def safe(text: str) -> str:
    """Text of strangers without what could steer a terminal."""
    return _UNSAFE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Showing:
    language: str = "en"
    is_json: bool = False
    has_colour: bool = False
    is_whole: bool = False
    only_bad: bool = False

    def verdict(self, path: str, verdict: Verdict) -> str:
        if self.only_bad and verdict.action == Action.DELIVER:
            return ""
        if self.is_json:
            return line({"path": path, **row(verdict, self.language, is_whole=self.is_whole)})
        return "".join(f"{each}\n" for each in self._lines(path, verdict))

    def unread(self, path: str, error: str) -> str:
        """A line of JSON about what couldn't be read; text says it elsewhere."""
        return line({"path": path, "error": translate(error, self.language)}) if self.is_json else ""

    def _lines(self, path: str, verdict: Verdict) -> list[str]:
        word, colour = ACTIONS[verdict.action]
        width = max(len(translate(each, self.language)) for each, _ in ACTIONS.values())
        action = self.style(translate(word, self.language).ljust(width), fg=colour, bold=verdict.action > 0)
        kind = translate(_KINDS[verdict.kind], self.language)
        chance = percent(verdict.probability, self.language)
        lines = [f"{action}  {self.style(safe(path), bold=verdict.action > 0)}  {kind}  {chance}"]
        if verdict.action > Action.DELIVER or self.is_whole:
            lines += self._said(verdict)
        if self.is_whole:
            lines += self._signals(verdict)
            lines += [f"    {safe(each)}" for each in digest(verdict.facts, self.language)]
            lines.append("")
        return lines

    def _said(self, verdict: Verdict) -> list[str]:
        said = explain(verdict, self.language)
        lines = _wrapped(said.headline, "    ")
        for reason in said.reasons:
            lines += _wrapped(reason, "    · ")
        return [*lines, *(self.style(each, bold=True) for each in _wrapped(said.advice, "    → "))]

    def _signals(self, verdict: Verdict) -> list[str]:
        """Every signal, those that weigh most first: log-odds, name, what it means, what was seen."""
        by_name = {signal.name: signal for signal in verdict.signals}
        shares = {name: 0.0 for name in by_name} | dict(verdict.contributions)
        lines = []
        for name in sorted(shares, key=lambda each: (-abs(shares[each]), each)):
            odds = f"{shares[name]:+.2f}"
            lines.append(f"    {self.style(odds, fg='red' if shares[name] > 0 else 'green')}  {name}")
            if name == REVIEWS:
                lines += _wrapped(of_reviews(verdict, self.language), " " * 11)
            if name == LEARNT:
                lines += _wrapped(translate(_LEARNT, self.language), " " * 11)
            if name in by_name:
                lines += _wrapped(translate(registry[name].says, self.language), " " * 11)
                for evidence in by_name[name].evidence:
                    lines += _wrapped(evidence.say(self.language), " " * 11 + "· ")
        return lines

    def style(self, text: str, *, fg: str | None = None, bold: bool = False) -> str:
        return click.style(text, fg=fg, bold=bold or None) if self.has_colour else text


_LEARNT = mark("Added by what was learned from earlier messages.")


def line(data: dict[str, object]) -> str:
    text = json.dumps(data, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a character, in a file name or in a broken message
        text = json.dumps(data)
    return text + "\n"


def _wrapped(text: str, start: str) -> list[str]:
    return textwrap.wrap(safe(text), _WIDTH, initial_indent=start, subsequent_indent=" " * len(start)) or []
