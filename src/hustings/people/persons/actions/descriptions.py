"""Tags, fields and notes on people, and the lists of tags and fields themselves."""

import logging
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.text.text_folding import fold
from hustings.foundation.webhooks import outbox
from hustings.people.persons import change_log, field_values, tag_library, webhook_events
from hustings.people.persons.models import Field, FieldValue, Note, Person, Tag, Tagging
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)


class BadName(Refused):
    """There is nothing to read in the name."""


class NameTaken(Refused):
    """Another one has this name."""


class EmptyNote(Refused):
    """There is nothing in the note."""


class InUse(Refused):
    """Something else needs it."""


class NotYours(Refused):
    """Only those who look after the whole campaign's people add to its tags and fields."""


def the_tag(*, name: str, user: User | None = None) -> Tag:
    """The tag of this name, whatever its case and accents; made at first use, if ``user`` may add tags."""
    name, key = " ".join(name.split())[:100], fold(name)[:100]
    if not key:
        raise BadName(_("Enter a name for the tag."))
    if not tag_library.may_add(user):
        if known := Tag.objects.filter(key=key).first():
            return known
        raise NotYours(
            _("The tag “%(name)s” does not exist. Only people who can change everyone can add tags.")
            % {"name": name}
        )
    return Tag.objects.get_or_create(key=key, defaults={"name": name})[0]


@transaction.atomic
def tag(*, person: Person, name: str, user: User | None = None) -> Tagging:
    """Mark a person. Twice is like once."""
    found = the_tag(name=name, user=user)
    tagging, is_new = Tagging.objects.get_or_create(person=person, tag=found)
    if is_new:
        person.log("person.tagged", user=user, tag=found.name)
    return tagging


@transaction.atomic
def untag(*, person: Person, tag: Tag, user: User | None = None) -> None:
    """Take a mark off. Twice is like once."""
    n_gone, _gone = Tagging.objects.filter(person=person, tag=tag).delete()
    if n_gone:
        person.log("person.untagged", user=user, tag=tag.name)


@transaction.atomic
def rename_tag(*, tag: Tag, name: str, is_listed: bool = True) -> Tag:
    """Give a tag another name; everybody marked with it stays so."""
    tag.name, tag.key, tag.is_listed = " ".join(name.split())[:100], fold(name)[:100], is_listed
    if not tag.key:
        raise BadName(_("Enter a name for the tag."))
    try:
        with transaction.atomic():
            tag.save()
    except IntegrityError as taken:
        raise NameTaken(_("The tag “%(name)s” already exists.") % {"name": name}) from taken
    return tag


@transaction.atomic
def remove_tag(*, tag: Tag) -> None:
    """Take a tag off everybody and forget it. Segments that ask for it say that they are broken."""
    log.info("tag removed id=%s people=%s", tag.pk, tag.taggings.count())
    tag.delete()


@transaction.atomic
def set_field(
    *, person: Person, field: Field, value: Any, user: User | None = None, source: str = ""
) -> FieldValue | None:
    """Set one field, from text or its type; empty removes it. ``source``: the page of its person."""
    typed = field_values.read(field, value)
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    rows = FieldValue.objects.select_related("field", "option").filter(person=person, field=field)
    held = list(rows)
    before = field_values.typed(held).get(field.pk)
    if typed == before:
        return held[0] if held else None
    rows.delete()
    now_held = [
        FieldValue.objects.create(person=person, field=field, **columns)
        for columns in (field.rows(typed) if typed is not None else ())
    ]
    labels = {option.slug: option.label for option in field.options.all()} if field.has_options else {}
    change = change_log.field(field, change_log.written(before), change_log.written(typed), labels)
    where = {"source": source} if source else {}
    person.log("person.field", user=user, label=field.label, changes=[change], **where)
    Person.objects.filter(pk=person.pk).update(updated_at=timezone.now())
    outbox.tell(webhook_events.CHANGED, person.pk)
    return now_held[0] if now_held else None


@transaction.atomic
def add_note(*, person: Person, body: str, user: User | None = None) -> Note:
    """Write something down about a person."""
    if not body.strip():
        raise EmptyNote(_("Write a note first."))
    note = person.notes.create(body=body.strip(), author=user)
    person.log("note.added", user=user, note=note.pk)
    return note


@transaction.atomic
def remove_note(*, note: Note, user: User | None = None) -> None:
    note.delete()
    note.person.log("note.removed", user=user)
