"""Intake of sightings: each becomes a row, once, and joins an incident."""

import logging
import zlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from hustings.foundation.lib.past import past
from hustings.foundation.lib.text.jsons import plain
from hustings.security.decoys import lookups as decoys
from hustings.security.incidents import access_log, grouping_rules
from hustings.security.incidents.actions.notifications import notice
from hustings.security.incidents.models import (
    ACTIONS,
    Action,
    Evidence,
    Guard,
    Incident,
    Look,
    ShieldSettings,
    Sighting,
    Source,
)
from hustings.security.incidents.sources import secrets
from mailguard.agents.platform.sightings import Sighting as Seen
from mailguard.identifiers import addresses

log = logging.getLogger(__name__)
_AT_ONCE = 500
REPORT = "report"  # the kind of sightings that somebody of the team pointed out
_LANGUAGES = 8  # in which a guard may tell a signal
_CHANGES = ["done", "place", "is_opened", "action", "state"]
_EXPIRED = "expired"  # the state of mail that was deleted when its days were over


@transaction.atomic
def take_in(
    *,
    seen: Sequence[Seen],
    guard: Guard | None = None,
    source: Source | None = None,
    contents: Mapping[str, bytes] | None = None,
    own: frozenset[str] = frozenset(),
) -> int:
    """Put what was seen into incidents, once; how many were new. ``contents``: bytes by sighting."""
    unique = {one.id: one for one in seen}
    if not unique:
        return 0
    alone()
    known = {row.key: row for row in Sighting.objects.filter(key__in=unique).only("key", *_CHANGES)}
    if n_expired := _change(known, unique):
        access_log.note(user=None, what=Look.What.EXPIRED, about=f"{source or guard}: {n_expired}")
    told = [one for one in unique.values() if not one.is_expired]
    new = [_row(one, guard, source) for one in told if one.id not in known]
    has_begun = _group(new, own)
    Sighting.objects.bulk_create(new, batch_size=_AT_ONCE)
    _tell_decoys(new, guard)
    _tell_files(new, unique, guard)
    for key, raw in (contents or {}).items():
        if key in unique:
            keep(raw)
    if has_begun:
        notice()
    said = ("incidents.sightings guard=%s new=%d known=%d", guard and guard.pk, len(new), len(known))
    transaction.on_commit(lambda: log.info(*said))
    return len(new)


def _tell_decoys(new: Sequence[Sighting], guard: Guard | None) -> None:
    """Raise the alarm for mail to a decoy or in its name; one question for all where there is none."""
    boxes = {addresses.key_of(each) for row in new for each in (row.sender, *row.mailboxes)} - {""}
    theirs = decoys.among(boxes)
    for row in new:
        if theirs & {addresses.key_of(each) for each in (row.sender, *row.mailboxes)}:
            decoys.of_mail(
                sender=row.sender, recipients=row.mailboxes, where=str(guard or ""), at=row.at,
                subject=row.subject,
            )  # fmt: skip


def _tell_files(new: Sequence[Sighting], unique: Mapping[str, Seen], guard: Guard | None) -> None:
    for row in new:
        if signs := unique[row.key].decoys[:50]:
            decoys.of_files(
                signs=signs, sender=row.sender, recipients=row.mailboxes, where=str(guard or ""), at=row.at,
                subject=row.subject,
            )  # fmt: skip


def alone() -> None:
    """Whoever changes incidents is alone until the end of the transaction: two would make two of one."""
    ShieldSettings.objects.get_or_create(pk=1)
    ShieldSettings.objects.select_for_update().get(pk=1)


def keep(raw: bytes) -> str:
    """Keep the bytes of a message, encrypted; its SHA-256."""
    digest = sha256(raw).hexdigest()
    if not Evidence.objects.filter(sha256=digest).exists():
        made = Evidence(sha256=digest, sealed=secrets.seal(zlib.compress(raw)), size=len(raw))
        Evidence.objects.bulk_create([made], ignore_conflicts=True)
    return digest


def raw(digest: str) -> bytes | None:
    """The bytes of a message, None where they are not kept (any more)."""
    found = Evidence.objects.filter(sha256=digest).first() if digest else None
    if found is None:
        return None
    try:
        return zlib.decompress(secrets.unseal(bytes(found.sealed)))
    except secrets.Lost:
        return None


def _row(one: Seen, guard: Guard | None, source: Source | None) -> Sighting:
    return Sighting(
        key=one.id, guard=guard, source=source, at=_at(one),
        kind=_text(one.kind, 8), mailboxes=[_text(each, 320) for each in one.mailboxes],
        message_id=_text(one.message_id, 300), sha256=_text(one.sha256, 64), sender=_text(one.sender, 320),
        subject=_text(one.subject, 300), size=min(one.size, 2**62), action=ACTIONS.get(one.action, 0),
        verdict=_text(one.found, 20), score=one.score,
        unreviewed=one.unreviewed,
        signals=[_signal(*row) for row in one.signals[:60]],
        traits=[[each.kind, _text(each.value, 300)] for each in one.traits[:120]],
        done=_text(one.done, 300), place=one.place, is_opened=one.opened,
    )  # fmt: skip


def _signal(name: str, says: Mapping[str, str] | str, share: float | None = None) -> list[Any]:
    if isinstance(says, str):
        return [_text(name, 60), _text(says, 500)]
    told = {_text(code, 8): _text(words, 500) for code, words in list(says.items())[:_LANGUAGES]}
    return [_text(name, 60), told, share]


def _at(one: Seen) -> datetime:
    """Time at which it was seen: now, where its guard tells of the future or of a time that can't be."""
    told = parse_datetime(one.at)
    return (past(told) if told else None) or timezone.now()


def _text(text: str, longest: int) -> str:
    """Without NUL, which PostgreSQL refuses, and without lone surrogates."""
    return plain(text)[:longest]


def _change(known: Mapping[str, Sighting], unique: Mapping[str, Seen]) -> int:
    """Changes of a message that a guard tells of: opened, moved, released; how many have expired."""
    changed, n_expired = [], 0
    for key, row in known.items():
        one = unique[key]
        if one.is_expired:
            n_expired += row.state != _EXPIRED
            row.done, row.place, row.state = _text(one.done, 300), {}, _EXPIRED
            changed.append(row)
            continue
        now = (_text(one.done, 300), one.place, one.opened, ACTIONS.get(one.action, 0))
        if now != (row.done, row.place, row.is_opened, row.action):
            row.done, row.place, row.is_opened, row.action = now
            changed.append(row)
    Sighting.objects.bulk_update(changed, _CHANGES, batch_size=_AT_ONCE)
    return n_expired


def _group(new: Sequence[Sighting], own: frozenset[str]) -> bool:
    """Give each message its incident: an attack begins one, anything else only joins. Whether one began."""
    marks = {id(row): grouping_rules.keys(row.traits, own) for row in new}
    groups = grouping_rules.Groups.load({key for found in marks.values() for key in found})
    touched: dict[int, Incident] = {}
    homes: dict[int, Incident] = {}
    for row in new:
        fresh = _fresh(row) if _begins(row) else None
        home = groups.place(marks[id(row)] if fresh else _joining(row, own, groups), fresh)
        if home is None:
            continue
        homes[id(row)] = home
        home.n_sightings += 1
        home.action = max(home.action, row.action)
        home.first_at, home.last_at = min(home.first_at, row.at), max(home.last_at, row.at)
        touched[id(home)] = home
    groups.write()
    roots = {id(root): root for one in touched.values() for root in [groups.find(one)]}
    for row in new:
        if id(row) in homes:
            row.incident = groups.find(homes[id(row)])
    fields = ["n_sightings", "n_reports", "action", "first_at", "last_at"]
    Incident.objects.bulk_update(list(roots.values()), fields, batch_size=_AT_ONCE)
    return any(id(one) not in groups.joined for one in groups.fresh)


def _joining(row: Sighting, own: frozenset[str], groups: grouping_rules.Groups) -> list[str]:
    used = grouping_rules.keys(row.traits, own, grouping_rules.USED)
    return [
        *grouping_rules.keys(row.traits, own, grouping_rules.SAME),
        *(key for key in used if key in groups.wide),
    ]


def _begins(row: Sighting) -> bool:
    """Whether this is no ordinary mail: judged as an attack, or reported by somebody."""
    return row.action >= Action.WARN or row.kind == REPORT


def _fresh(row: Sighting) -> Incident:
    return Incident(
        title=row.subject[:200], kind=row.verdict, action=row.action, first_at=row.at, last_at=row.at
    )
