"""A check by SpamAssassin, where it is on this machine."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.outreach.preflight import sample_letters
from hustings.outreach.preflight.desk import Desk
from hustings.outreach.preflight.findings import Finding, Weight
from hustings.outreach.preflight.registry import About, Told, slow

_TOTAL = re.compile(r"\((-?\d+\.\d) points?, (\d+\.\d) ")
_RULE = re.compile(r"^ *(-?\d+\.\d) ([A-Z][A-Z0-9_]+) +(\S.*(?:\n {20,}\S.*)*)$", re.MULTILINE)
_SECONDS = 60


def ask(desk: Desk, tell: Told) -> dict[str, Any] | None:
    """Points and rules of each letter; None where it isn't here or doesn't answer."""
    if not is_here():
        return None
    found = {}
    signing = sample_letters.signers(desk.campaign.sender_domain)
    for mode, raw in sample_letters.letters(desk, signing):
        report = _report(raw, desk.campaign.language)
        if report is None:
            return None
        found[mode] = report
        tell(len(found), len(desk.sights))
    return found


@slow(gettext_lazy("SpamAssassin (if installed)"), About.LETTERS, ask)
def spam_assassin(desk: Desk, facts: Any) -> Iterator[Finding]:
    for sight in desk.sights:
        found = (facts or {}).get(sight.place.mode)
        if not found or found["points"] < found["most"] / 2:
            continue
        rules = [rule for rule in found["rules"] if rule[0] >= 0.5]
        told = {
            "points": found["points"], "most": found["most"],
            "rules": "; ".join(f"{says} ({points}, {name})" for points, name, says in rules) or "–",
        }  # fmt: skip
        if found["points"] >= found["most"]:
            words = _("SpamAssassin rates it as spam, with %(points)s points of %(most)s: %(rules)s.")
            yield Finding(words % told, Weight.WARNS, _("Change what triggers these rules."), sight.place)
        else:
            words = _("SpamAssassin gives it %(points)s points; %(most)s means spam: %(rules)s.")
            yield Finding(words % told, Weight.HINT, place=sight.place)


def is_here() -> bool:
    return bool(shutil.which("spamc") or shutil.which("spamassassin"))


def _report(raw: bytes, language: str) -> dict[str, Any] | None:
    """What the server says, else the program, which takes seconds to start. No network, nothing learnt."""
    for command in (
        ["spamc", "-R", "-x", "-t", "20"],
        ["spamassassin", "--local", "--test-mode", "--prefs-file=/dev/null"],
    ):
        if shutil.which(command[0]) and (report := _read(_run(command, raw, language))):
            return report
    return None


def _run(command: list[str], raw: bytes, language: str) -> str:
    locale = "fr_FR.UTF-8" if language == "fr" else "C"
    with tempfile.TemporaryDirectory(prefix="hustings-spam-") as home:
        environment = {"PATH": os.environ.get("PATH", ""), "HOME": home, "LC_ALL": locale}
        try:
            done = subprocess.run(  # noqa: S603 - words of ours; the letter comes by its input
                command, input=raw, capture_output=True, timeout=_SECONDS, env=environment, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return ""
    try:
        return done.stdout.decode()
    except UnicodeDecodeError:
        return done.stdout.decode("latin-1")


def _read(report: str) -> dict[str, Any] | None:
    total = list(_TOTAL.finditer(report))
    if not total:
        return None
    rules = [
        [float(rule[1]), rule[2], " ".join(rule[3].split())]
        for rule in _RULE.finditer(report, total[-1].end())
    ]
    rules.sort(key=lambda rule: -float(rule[0]))
    return {"points": float(total[-1][1]), "most": float(total[-1][2]), "rules": rules[:6]}


CHECKS = (spam_assassin,)
