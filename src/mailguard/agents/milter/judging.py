"""What a process of a milter does: one message in, what is to become of it out."""

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mailguard import toml_config
from mailguard.agents.http.master import without_memory
from mailguard.agents.milter import proofs
from mailguard.agents.milter.jobs import Job, Outcome
from mailguard.agents.milter.settings import Settings
from mailguard.agents.platform import decoys, release_token, rule_checks, rules, shapes, sightings
from mailguard.agents.platform.fingerprints import traits
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.rules import RuleBook
from mailguard.agents.platform.shapes import BadData
from mailguard.agents.setup import Unusable
from mailguard.correspondents import Memory
from mailguard.explain import banner
from mailguard.i18n import Complaint, mark, of_system
from mailguard.identifiers import domain_names
from mailguard.profile import Profile
from mailguard.verdict import Action, Verdict

_LOOKED_AT_EVERY = 1.0  # seconds between two looks at the platform's rules
_MOST_SIGNALS = 12
_ROW = re.compile(r"\s*\[\[\s*[\"']?rules[\"']?\s*\]\]")


class Judge:
    """Judges with one engine; the rules are read again when they change."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._engine = without_memory(settings.setup.engine())
        self._folder = Folder(settings.folder)
        self._own_rules = RuleBook()
        if settings.rules:
            self._own_rules = read_rules(settings.rules, self._engine.profile)
        self._book = RuleBook()
        self._looked_at, self._written_at = -_LOOKED_AT_EVERY, -1
        self._look()

    def warm(self) -> None:
        self._engine.warm()

    def reopened(self) -> "Judge":
        """For a process that was forked: a database must be opened by the process that reads it."""
        if self._settings.setup.memory:
            self._engine = replace(self._engine, past=Memory(self._settings.setup.memory, is_read_only=True))
        return self

    def __call__(self, job: Job) -> Outcome:
        if job.mark and release_token.is_true(self._folder.key(), job.mark, job.raw, time.time()):
            return Outcome(Action.DELIVER, "deliver; released", is_released=True)
        self._look()
        now = job.envelope.received_at or datetime.now(UTC)
        raw, is_cut = job.raw[: job.most], job.is_cut or len(job.raw) > job.most
        verdict = self._engine.analyse(raw, job.envelope)
        action, rule, found = verdict.action, None, traits(verdict.facts)
        if self._book:
            action, rule = rules.ruled(verdict, found, self._book, now)
        if is_cut:
            action = max(action, Action.WARN)
        settings = self._settings
        seen = sightings.sighting(
            verdict,
            guard=settings.name,
            kind=sightings.MILTER,
            mailboxes=job.envelope.rcpt_to,
            at=now.replace(microsecond=0),
            traits=found,
            action=action.word,
            rule=rule.id if rule else "",
            decoys=decoys.found(raw, verdict.facts),
        )
        return Outcome(
            action,
            _described(verdict, action, rule.id if rule else "", is_cut=is_cut),
            proofs.results(verdict.facts),
            banner(verdict, settings.language) if action else "",
            sighting=seen.to_json(),
            scan=verdict.facts.scan,
        )

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked_at < _LOOKED_AT_EVERY:
            return
        self._looked_at = now
        try:
            written_at = (self._folder.state / "rules.json").stat().st_mtime_ns
        except OSError:
            written_at = 0
        if written_at != self._written_at:
            self._written_at = written_at
            self._book = RuleBook([*self._own_rules.rules, *self._folder.rules().rules])


def prepare(settings: Settings, *, warm: bool = True) -> Judge:
    """The one that judges, with all that it needs in memory; Unusable where a file can't be used."""
    judge = Judge(settings)
    if warm:
        judge.warm()
    return judge


def read_rules(path: Path, profile: Profile) -> RuleBook:
    """Rules of a TOML file ([[rules]]), or Unusable; none may block the ``profile``'s team or fit nothing."""
    try:
        data = toml_config.read(path, BadData)
        if unknown := set(data) - {"rules"}:
            raise BadData(
                "{where}: there is no entry “{name}”; known are {known}",
                where=path,
                name=min(unknown),
                known="rules",
            )
        ours = [domain_names.ascii_form(each) for each in profile.domains]
        rows = shapes.rows(data.get("rules"), f"{path}: rules")
        return RuleBook(
            rule_checks.check(rules.from_json(_with_text(row), where), where, ours, profile.other_domains)
            for row, where in zip(rows, _places(path, len(rows)), strict=True)
        )
    except BadData as error:
        raise Unusable(mark("These rules can't be used: {why}."), why=error) from error
    except OSError as error:
        why: Complaint = of_system(error)
        raise Unusable(mark("{path} can't be read: {why}."), path=path, why=why) from error


def _with_text(row: Any) -> Any:
    is_moment = isinstance(row, dict) and isinstance(row.get("until"), datetime)
    return row | {"until": row["until"].isoformat()} if is_moment else row


def _places(path: Path, n: int) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    starts = [number for number, line in enumerate(lines, 1) if _ROW.match(line)]
    for nth in range(n):
        at = f":{starts[nth]}" if len(starts) == n else ""
        yield f"{path}{at}: rules {nth + 1}"


def _described(verdict: Verdict, action: Action, rule: str, *, is_cut: bool) -> str:
    """The value of our header: words and numbers that a filter of mail can look for."""
    told = [action.word, f"class={verdict.kind}", f"probability={verdict.probability:.3f}"]
    if rule:
        told.append(f"rule={rule}")
    if is_cut:
        told.append("cut=yes")
    if scanned := verdict.facts.scan.state:
        told.append(f"clamd={'large' if is_cut and scanned == 'clean' else scanned}")
    shares = verdict.contributions
    names = [each.name for each in verdict.signals if abs(shares.get(each.name, 0.0)) > 0]
    names.sort(key=lambda name: (-abs(shares[name]), name))
    if names:
        told.append(f"signals={','.join(names[:_MOST_SIGNALS])}")
    return "; ".join(told)
