"""Answers and contacts, out of what phones sealed: of conversations that stand, and no others."""

import logging
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from hustings.field.canvassing import contacts, rules, seals
from hustings.field.canvassing.models import WalkList
from hustings.foundation.lib.sql import sql_parts
from hustings.foundation.sync.models import LoggedEntry, Stream
from hustings.people.scripts import actions as scripts
from hustings.people.scripts.models import Answer

log = logging.getLogger(__name__)


def keep(walk_list: WalkList, stream: Stream, keys: Collection[str]) -> None:
    """Bring what was said at these doors up to the log. Answers have no name."""
    for part in sql_parts.parts(key for key in keys if key.count("/") == 3):
        _keep(walk_list, list(LoggedEntry.objects.of(stream, part)))


def _keep(walk_list: WalkList, entries: Collection[LoggedEntry]) -> None:
    talks = {entry.pk: entry for entry in entries if entry.verb == rules.TALKED and entry.body.get("said")}
    if not talks:
        return
    stand = {*_standing(entries)}
    gone = [pk for pk in talks if pk not in stand]
    there = {*Answer.objects.filter(talk_uid__in=talks).values_list("talk_uid", flat=True)}
    Answer.objects.filter(talk_uid__in=gone).delete()
    contacts.take_back(gone)
    for pk in stand & (talks.keys() - there):
        _note(walk_list, talks[pk])


def _standing(entries: Collection[LoggedEntry]) -> Iterable[Any]:
    """Keys of the entries that nobody took back."""
    by_id = {str(entry.pk): entry.pk for entry in entries}
    return [by_id[op.id] for op in rules.standing(rules.logged(entry) for entry in entries)]


def _note(walk_list: WalkList, entry: LoggedEntry) -> None:
    try:
        said = seals.opened(bytes(walk_list.sealed), entry.key, entry.body["said"])
    except seals.Broken:
        log.warning("canvassing.answers entry=%s can't be opened", entry.pk)
        return
    given = said.get("answers")
    if walk_list.version is not None and isinstance(given, Mapping):
        lists = {key: value for key, value in given.items() if isinstance(value, list)}
        scripts.note_answers(
            version=walk_list.version, number=entry.pk, answers=lists, person=None, given_at=entry.at
        )
    contacts.take_in(walk_list, entry, said.get("contact"))
