"""Rows that an operation hung on people or took off them, put back under the rule of ``restore``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.sql import bulk
from hustings.people.changes.restore import CHANGED, CONFIRMED, GONE, Steps, Table, Undo
from hustings.people.contacts.models import FollowUp
from hustings.people.persons import change_log
from hustings.people.persons.models import Email, Note, Phone, PostalAddress, Tag, Tagging

DONE = "done"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows that were added, known by ``column``: they go, unless ``why`` says that they have to stay."""

    model: type[models.Model]
    column: str
    told: str
    why: Callable[[Any, Any, Any], str]  # row, its mark in the line, when it was added
    shown: Callable[[Any], str] = str
    related: tuple[str, ...] = ()

    def __call__(self, steps: Steps, of: Undo) -> None:
        """Remove what stands as it was added."""
        steps = [step for step in steps if step.old is None]
        wanted = {
            "person__in": {step.key[0] for step in steps}, f"{self.column}__in": {step.name for step in steps}
        }  # fmt: skip
        found: Any = self.model._base_manager.filter(**wanted).select_related(*self.related)
        rows = {(row.person_id, str(getattr(row, self.column))): row for row in (found if steps else ())}
        away = set()
        for step in steps:
            if row := rows.get(step.key):
                if why := self.why(row, step.new, step.line.happened_at):
                    of.keep(row.person_id, self.told, self.shown(row), why)
                else:
                    away.add(row.pk)
        remove(self.model, away)


def address_mark(lines: str, postcode: str, city: str, country: str) -> int:
    """The mark of an address."""
    return change_log.mark(lines, postcode, city, country)


def _address(row: PostalAddress, mark: Any, added_at: Any) -> str:
    if row.status == PostalAddress.Status.CONFIRMED:
        return CONFIRMED
    return CHANGED if mark != address_mark(row.lines, row.postcode, row.city, row.country) else ""


def _tags(steps: Steps, of: Undo) -> None:
    """Tags put on, unless somebody put them on again; tags taken off."""
    _taggings(steps, of)
    back = {(step.key[0], int(step.name)) for step in steps if step.new is None}
    held = Tagging.objects.filter(person__in={pk for pk, _tag in back}, tag__in={tag for _pk, tag in back})
    missing = sorted(back.difference(held.values_list("person_id", "tag_id") if back else ()))
    there = set(Tag.objects.filter(pk__in={tag for _pk, tag in missing}).values_list("pk", flat=True))
    now = timezone.now()
    rows = [(pk, tag, now, of.operation.pk) for pk, tag in missing if tag in there]
    bulk.insert(Tagging, ["person", "tag", "added_at", "operation"], rows)
    for pk, tag in missing:
        if tag not in there:
            of.keep(pk, "tag", str(tag), GONE)


_taggings = Rows(
    Tagging, "tag_id", "tag",
    lambda row, mark, added_at: CHANGED if row.added_at > added_at else "",
    lambda row: str(row.tag), ("tag",),
)  # fmt: skip
ROWS = (
    Table(
        "email",
        Rows(
            Email, "key", "email",
            lambda row, status, _at: CONFIRMED if row.status == Email.Status.CONFIRMED != status else "",
            lambda row: str(row.address),
        ),
        gettext_lazy("E-mail"),
    ),
    Table(
        "phone",
        Rows(
            Phone, "number", "phone",
            lambda row, _mark, _at: CONFIRMED if row.status == Phone.Status.CONFIRMED else "",
            lambda row: str(row.number),
        ),
        gettext_lazy("Phone"),
    ),
    Table("address", Rows(PostalAddress, "pk", "address", _address), gettext_lazy("Address")),
    Table("tag", _tags, gettext_lazy("Tag")),
    Table(
        "note",
        Rows(Note, "pk", "note", lambda row, mark, _at: CHANGED if mark != change_log.mark(row.body) else ""),
        gettext_lazy("Note"),
    ),
    Table(
        "follow_up",
        Rows(FollowUp, "pk", "follow_up", lambda row, _mark, _at: DONE if row.done_at else ""),
        gettext_lazy("Follow-up"),
        {DONE: gettext_lazy("done since")},
    ),
)  # fmt: skip


def remove(model: type[models.Model], keys: "Sequence[int] | set[int]") -> None:
    """Remove rows to which nothing points, and to whose going nobody listens."""
    if keys:
        rows = model._base_manager.filter(pk__in=keys)
        rows._raw_delete(rows.db)
