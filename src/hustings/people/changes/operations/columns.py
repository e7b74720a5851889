"""Bulk deeds on tags, columns and marks of people."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.text.said import say
from hustings.people.changes import journal, undo
from hustings.people.changes.operations.chunks import Apply, over_people
from hustings.people.changes.operations.kinds import Kind
from hustings.people.persons import change_log, team
from hustings.people.persons.do_not_contact import MARKS
from hustings.people.persons.models import Operation, Person, Tag, Tagging
from hustings.people.persons.refusals import Refused


class ThingGone(Refused):
    """What the deed needs has been removed since."""


class NotTheirs(Refused):
    """The one named is not somebody whom this user may give people to."""


def owner_of(operation: Operation, key: int) -> User:
    """Who is to get the people: somebody who still can, and whom the operation's user may name."""
    owner: User | None = User.objects.active().filter(pk=key).first()
    if owner is None:
        raise ThingGone(say(_("“%(what)s” no longer exists."), what=operation.choices["shown"]))
    user = operation.user
    if user is not None and not team.nameable_by(user).filter(pk=key).exists():
        raise NotTheirs(say(_("You can't assign people to %(who)s."), who=operation.choices["shown"]))
    return owner


def seen_by(owner: User, people: list[int]) -> list[int]:
    """Those of ``people`` whom ``owner`` may see: the others aren't given to them."""
    found = Person.objects.order_by("pk").visible_to(owner).filter(pk__in=people)
    return list(found.values_list("pk", flat=True))


def _tag(operation: Operation) -> Tag:
    tag = Tag.objects.filter(pk=operation.choices["tag"]).first()
    if tag is None:
        raise ThingGone(say(_("The tag “%(tag)s” no longer exists."), tag=operation.choices["name"]))
    return tag


def _add_tag(operation: Operation) -> Apply:
    tag = _tag(operation)

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        have = set(Tagging.objects.filter(tag=tag, person__in=people).values_list("person", flat=True))
        new, now = [pk for pk in people if pk not in have], timezone.now()
        rows = [(pk, tag.pk, now, operation.pk) for pk in new]
        bulk.insert(Tagging, ["person", "tag", "added_at", "operation"], rows)
        data = {"tag": tag.name, "changes": [[f"tag.{tag.pk}", None, 1]]}
        journal.write(operation, "person.tagged", [(pk, data) for pk in new])
        return {"changed": len(new), "same": len(people) - len(new)}

    return apply


def _remove_tag(operation: Operation) -> Apply:
    tag = _tag(operation)

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        held = Tagging.objects.filter(tag=tag, person__in=people)
        have = sorted(held.values_list("person", flat=True))
        held.delete()
        data = {"tag": tag.name, "changes": [[f"tag.{tag.pk}", 1, None]]}
        journal.write(operation, "person.untagged", [(pk, data) for pk in have])
        return {"changed": len(have), "same": len(people) - len(have)}

    return apply


def _set_column(operation: Operation) -> Apply:
    """One column, the same value for all: ``choices`` hold ``column``, ``value`` (written) and ``shown``."""
    column: str = operation.choices["column"]
    field: Any = Person._meta.get_field(column)
    value = operation.choices["value"]
    typed = value if field.remote_field or value is None else field.to_python(value)
    if field.remote_field and value is not None and not field.related_model.objects.filter(pk=value).exists():
        raise ThingGone(say(_("“%(what)s” no longer exists."), what=operation.choices["shown"]))
    owner = owner_of(operation, value) if column == "owner" and value is not None else None

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        seen = seen_by(owner, people) if owner else people
        unseen, people = len(people) - len(seen), seen
        rows = Person.objects.filter(pk__in=people).order_by("pk").values_list("pk", field.attname)
        old = {pk: held for pk, held in rows if held != typed}
        _set(operation, field, typed, old)
        counts = {"changed": len(old), "same": len(people) - len(old)}
        return counts | ({"unseen": unseen} if unseen else {})

    return apply


def _set(operation: Operation, field: Any, value: Any, old: Mapping[int, Any]) -> None:
    Person.objects.filter(pk__in=old).update(**{field.attname: value, "updated_at": timezone.now()})
    changes = {held: [change_log.column(field.name, held, value)] for held in set(old.values())}
    if field.remote_field:
        rows = field.related_model._base_manager.in_bulk(changes.keys() - {None})
        after = operation.choices.get("shown") or ""
        changes = {
            held: [[field.name, held, value, str(rows.get(held, "")), after]] for held in changes
        }  # fmt: skip
    journal.write(operation, "person.changed", [(pk, {"changes": changes[held]}) for pk, held in old.items()])


def _mark(operation: Operation) -> Apply:
    """Set or clear a mark; one that is set already keeps its day."""
    field: Any = Person._meta.get_field(operation.choices["mark"])
    is_set: bool = operation.choices["is_set"]
    value = parse_datetime(operation.created_at.isoformat()) if is_set else None

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        held = Person.objects.filter(pk__in=people, **{f"{field.name}__isnull": is_set}).order_by("pk")
        old = dict(held.values_list("pk", field.name))
        _set(operation, field, value, old)
        return {"changed": len(old), "same": len(people) - len(old)}

    return apply


def _column_says(operation: Operation) -> str:
    field: Any = Person._meta.get_field(operation.choices["column"])
    shown = operation.choices["shown"]
    if operation.choices["column"] == "language":
        shown = dict(settings.LANGUAGES).get(operation.choices["value"], shown)
    words = {"what": str(field.verbose_name), "value": shown}
    if not shown:
        return _("Empty “%(what)s”") % words
    return _("Set “%(what)s” to “%(value)s”") % words


def _mark_says(operation: Operation) -> str:
    words = {"mark": MARKS[operation.choices["mark"]]}
    if operation.choices["is_set"]:
        return _("Set “%(mark)s”") % words
    return _("Remove “%(mark)s”") % words


CHANGED = frozenset({"person.changed"})
KINDS: tuple[Kind, ...] = (
    Kind(
        "tag",
        gettext_lazy("Add a tag"),
        lambda operation: _("Add the tag “%(name)s”") % {"name": operation.choices["name"]},
        over_people(_add_tag),
        undo.begin,
        lines=frozenset({"person.tagged"}),
        adds_tags=True,
    ),
    Kind(
        "untag",
        gettext_lazy("Remove a tag"),
        lambda operation: _("Remove the tag “%(name)s”") % {"name": operation.choices["name"]},
        over_people(_remove_tag),
        undo.begin,
        lines=frozenset({"person.untagged"}),
    ),
    Kind(
        "column",
        gettext_lazy("Set a column"),
        _column_says,
        over_people(_set_column),
        undo.begin,
        lines=CHANGED,
    ),
    Kind(
        "mark",
        gettext_lazy("Set “Do not contact”"),
        _mark_says,
        over_people(_mark),
        undo.begin,
        lines=CHANGED,
    ),
)
