"""Rows that say what comes of each line: messages and values, and how they are shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.text import phrases, said
from hustings.people.imports.columns import targets
from hustings.people.imports.match.person_state import Change
from hustings.people.imports.match.plan import LEFT, Outcome, Planned, same_person
from hustings.people.imports.models import Import, ImportLine, ImportReason
from hustings.people.imports.models.lines import LONGEST_REASON
from hustings.people.imports.rows.row import Row
from hustings.people.persons import phones
from hustings.people.persons.models import Field

_COLUMNS = ["of", "number", "outcome", "why", "says", "same_as", "who", "changes"]
_AT_ONCE = 10_000  # rows that are deleted in one statement


def write(imported: Import, planned: Sequence[Planned], fields: Mapping[str, Field]) -> None:
    """Write the rows of lines that have none."""
    bulk.insert(ImportLine, _COLUMNS, (_row(imported, each, fields) for each in planned))
    bulk.insert(ImportReason, ["of", "number", "reason", "is_refusal"], _reasons(imported, planned))


def correct(imported: Import, planned: Sequence[Planned], fields: Mapping[str, Field]) -> None:
    """Write anew the rows of lines of which something else comes than the check said."""
    if not planned:
        return
    lines = imported.lines.filter(number__range=(planned[0].row.line, planned[-1].row.line))
    told = {number: rest for number, *rest in lines.values_list("number", "outcome", "says")}
    other = [each for each in planned if told.get(each.row.line) != [each.outcome.value, _says(each)]]
    if other:
        ImportLine.objects.take_out(imported, [each.row.line for each in other])
        write(imported, other, fields)


def leave(imported: Import) -> None:
    """Say of the lines that the run did not reach that they are not imported."""
    if imported.n_done:
        rows = imported.lines.order_by("number").values_list("number", flat=True)
        last = rows[imported.n_done - 1 : imported.n_done].first()
        imported.lines.filter(number__gt=last or 0).update(outcome=LEFT, says=[], changes=[])
        imported.reasons.filter(number__gt=last or 0).delete()


def forget(imported: Import) -> None:
    """Delete the rows of an import, some at a time: on SQLite, others wait meanwhile."""
    for rows in (imported.reasons.order_by("pk"), imported.lines.order_by("pk")):  # lines tell of strays
        while keys := list(rows.values_list("pk", flat=True)[:_AT_ONCE]):
            rows.filter(pk__range=(keys[0], keys[-1])).order_by()._raw_delete(rows.db)


def _reasons(imported: Import, planned: Sequence[Planned]) -> Iterator[tuple[Any, ...]]:
    """Each reason of a line once; that it is about the person of an earlier one is none."""
    merged = _reason(same_person(0))
    for each in planned:
        if each.says:
            is_refusal = each.outcome == Outcome.REFUSED
            for reason in dict.fromkeys(map(_reason, each.says)):
                if reason != merged:
                    yield imported.pk, each.row.line, reason, is_refusal


def _reason(sentence: str) -> str:
    """The sentence without its values, as the column holds it."""
    general = said.general(sentence)
    reason = said.dumped(general)
    return reason if len(reason) <= LONGEST_REASON else said.dumped(str(general)[: LONGEST_REASON // 2])


def _says(each: Planned) -> list[Any]:
    return list(map(said.packed, each.says))


def _row(imported: Import, each: Planned, fields: Mapping[str, Field]) -> tuple[Any, ...]:
    earlier = each.standing.line if each.standing and each.outcome == Outcome.MERGED else None
    return (
        imported.pk, each.row.line, each.outcome.value, each.row.why, _says(each), earlier,
        who(each.row)[:300], _changes(each, fields),
    )  # fmt: skip


def who(row: Row) -> str:
    """Whom a line is about, as far as it says."""
    name = f"{row.plain.get('given_name', '')} {row.plain.get('family_name', '')}".strip()
    address = next(iter(row.emails.values()), ("", ""))[0]
    reach = address or next(iter(row.phones), "")
    return " · ".join(filter(None, [name, reach])) or " ".join(filter(None, row.cells))[:60]


def _changes(each: Planned, fields: Mapping[str, Field]) -> list[list[Any]]:
    """What changes about somebody known, or of an earlier line; of new people the row itself says it."""
    if each.outcome not in {Outcome.CHANGED, Outcome.MERGED}:
        return []
    in_order = sorted(each.changes, key=lambda change: change.target == "zone")
    return [_change(change, fields) for change in in_order]


def _change(change: Change, fields: Mapping[str, Field]) -> list[Any]:
    """Its target, what it was and what it becomes; one of the campaign's fields by its label, too."""
    if change.target == "zone":
        return [change.target, "", ""]
    is_field = change.target.startswith(targets.FIELD)
    field = fields.get(change.target.removeprefix(targets.FIELD)) if is_field else None
    told = [change.target, said.packed(change.old), said.packed(change.new)]
    return [*told, field.label] if field else told


def change_text(changes: Sequence[Sequence[Any]]) -> str:
    """These changes in the language that is active."""
    return phrases.row(_change_text(*each) for each in changes)


def _change_text(target: str, old: Any, new: Any, label: str = "") -> str:
    what = label or change_label(target)
    if target == "zone":
        return what
    words = {"yes": _("yes"), "no": _("no")}
    was, now = (words.get(text, text) for text in map(said.plain, (old, new)))
    if target == "phone":
        now = phones.shown(now)
    return phrases.pair(what, f"{was} → {now}" if was else _("%(value)s added") % {"value": now})


def change_label(target: str) -> str:
    """What a changed thing is called, unless it is one of the campaign's fields."""
    if target in {"address", "zone"}:
        return {"address": _("address"), "zone": _("territory")}[target]
    return targets.label(target)
