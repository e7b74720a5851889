"""Bulk deeds on fields, follow-ups and topics of mail."""

import datetime as dt
from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.sql import bulk
from hustings.foundation.lib.text.said import say
from hustings.people.changes import journal, undo
from hustings.people.changes.operations.chunks import Apply, over_people
from hustings.people.changes.operations.columns import ThingGone, owner_of, seen_by
from hustings.people.changes.operations.kinds import Kind
from hustings.people.contacts.models import FollowUp
from hustings.people.persons import change_log, field_values, topic_answers
from hustings.people.persons.models import Field, FieldValue, Operation, Person, Topic, TopicStand
from hustings.people.persons.sentences import topics


def _set_field(operation: Operation) -> Apply:
    """A field of the campaign's: ``choices`` hold ``field`` (its slug), ``label`` and ``value`` (written)."""
    slug, value = operation.choices["field"], operation.choices["value"]
    field = Field.objects.filter(slug=slug).first()
    if field is None:
        raise ThingGone(say(_("“%(what)s” no longer exists."), what=operation.choices["label"]))
    typed = field_values.read(field, value)
    now = change_log.written(typed)
    labels = {option.slug: option.label for option in field.options.all()}

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        held = journal.field_values(people, [slug])
        old = {pk: held.get((pk, slug)) for pk in people if held.get((pk, slug)) != now}
        FieldValue.objects.filter(field=field, person__in=old).delete()
        rows = field.rows(typed) if typed is not None else []
        FieldValue.objects.bulk_create(
            [FieldValue(person_id=pk, field=field, **columns) for pk in old for columns in rows],
            batch_size=500,
        )
        Person.objects.filter(pk__in=old).update(updated_at=timezone.now())
        journal.write(operation, "person.field", [
            (pk, {"label": field.label, "changes": [change_log.field(field, was, now, labels)]})
            for pk, was in old.items()
        ])  # fmt: skip
        return {"changed": len(old), "same": len(people) - len(old)}

    return apply


def _field_says(operation: Operation) -> str:
    words = {"what": operation.choices["label"], "value": field_values.written(operation.choices["value"])}
    if operation.choices["value"] in (None, "", []):
        return _("Empty “%(what)s”") % words
    return _("Set “%(what)s” to “%(value)s”") % words


def _follow_up(operation: Operation) -> Apply:
    """``choices``: ``what``, ``due_on`` (ISO), ``owner`` (key), ``shown`` (their name)."""
    owner = owner_of(operation, operation.choices["owner"])
    what, due = operation.choices["what"], dt.date.fromisoformat(operation.choices["due_on"])

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        seen = seen_by(owner, people)
        unseen, people = len(people) - len(seen), seen
        keys, now = bulk.reserve_ids(FollowUp, len(people)), timezone.now()
        bulk.insert(
            FollowUp,
            ["id", "person", "what", "owner", "due_on", "user", "created_at"],
            [
                (key, pk, what, owner.pk, due, operation.user_id, now)
                for key, pk in zip(keys, people, strict=True)
            ],
        )
        said = {"what": what, "due_on": due.isoformat(), "owner": operation.choices["shown"]}
        journal.write(operation, "follow_up.added", [
            (pk, {**said, "changes": [[f"follow_up.{key}", None, 1]]})
            for key, pk in zip(keys, people, strict=True)
        ])  # fmt: skip
        return {"changed": len(people)} | ({"unseen": unseen} if unseen else {})

    return apply


def _follow_up_says(operation: Operation) -> str:
    day = date_format(dt.date.fromisoformat(operation.choices["due_on"]))
    words = {"what": operation.choices["what"], "day": day, "who": operation.choices["shown"]}
    return _("Add the follow-up “%(what)s” for %(who)s, due %(day)s") % words


def _topic(operation: Operation) -> Apply:
    """``choices``: ``topic`` (key), ``names`` (by language), ``is_in``, ``source``. It gives no consent."""
    topic = Topic.objects.filter(pk=operation.choices["topic"]).first()
    if topic is None:
        raise ThingGone(say(_("“%(what)s” no longer exists."), what=topics.named(operation.choices["names"])))
    is_in, source = operation.choices["is_in"], operation.choices["source"]

    def apply(operation: Operation, people: list[int]) -> Mapping[str, int]:
        held = dict(TopicStand.objects.filter(topic=topic, person__in=people).values_list("person", "is_in"))
        refused = [pk for pk in people if is_in and held.get(pk) is False]  # their no stands
        new = [pk for pk in people if pk not in held or (not is_in and held[pk])]
        now = timezone.now()
        keys = topic_answers.write(
            [topic_answers.Said(pk, topic.pk, is_in, now) for pk in new],
            source=source, user=operation.user_id, now=now,
            stood=[(pk, topic.pk) for pk in new if pk in held],
        )  # fmt: skip
        said = {"topic": topic.names, "source": source}
        kind = topics.IN if is_in else topics.OUT
        journal.write(operation, kind, [
            (pk, {**said, "changes": [[f"topic.{topic.pk}", None, key]]})
            for key, pk in zip(keys, new, strict=True)
        ])  # fmt: skip
        counts = {"changed": len(new), "same": len(people) - len(new) - len(refused)}
        return counts | ({"refused_topic": len(refused)} if refused else {})

    return apply


def _topic_says(operation: Operation) -> str:
    words = {"topic": topics.named(operation.choices["names"])}
    if operation.choices["is_in"]:
        return _("Subscribe to the e-mail topic “%(topic)s”") % words
    return _("Unsubscribe from the e-mail topic “%(topic)s”") % words


KINDS: tuple[Kind, ...] = (
    Kind(
        "topic",
        gettext_lazy("Change an e-mail topic"),
        _topic_says,
        over_people(_topic),
        undo.begin,
        lines=frozenset({topics.IN, topics.OUT}),
        outcomes={"refused_topic": gettext_lazy("skipped: they unsubscribed themselves")},
    ),
    Kind(
        "field",
        gettext_lazy("Set a field"),
        _field_says,
        over_people(_set_field),
        undo.begin,
        lines=frozenset({"person.field"}),
    ),
    Kind(
        "follow_up",
        gettext_lazy("Add a follow-up"),
        _follow_up_says,
        over_people(_follow_up),
        undo.begin,
        lines=frozenset({"follow_up.added"}),
    ),
)
