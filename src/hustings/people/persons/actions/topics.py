"""The topics of mail, and what people say of them."""

import logging
from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import order
from hustings.foundation.webhooks import outbox
from hustings.people.persons import webhook_events
from hustings.people.persons.actions.descriptions import BadName, InUse
from hustings.people.persons.models import Person, Topic, TopicAnswer, TopicStand
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
MOST = 50


class TooManyTopics(Refused):
    """Nobody would choose among them."""


def _texts(texts: Mapping[str, str], longest: int) -> dict[str, str]:
    tidy = {code: " ".join(texts.get(code, "").split())[:longest] for code, _name in settings.LANGUAGES}
    return {code: text for code, text in tidy.items() if text}


@transaction.atomic
def add_topic(
    *, names: Mapping[str, str], descriptions: Mapping[str, str] | None = None, is_default: bool = True
) -> Topic:
    """One more topic, after the others. ``names`` and ``descriptions`` are by language."""
    if Topic.objects.count() >= MOST:
        raise TooManyTopics(_("You can have up to %(n)s topics.") % {"n": MOST})
    last = Topic.objects.aggregate(last=Max("position"))["last"]
    topic = Topic(position=0 if last is None else last + 1)
    return change_topic(topic=topic, names=names, descriptions=descriptions or {}, is_default=is_default)


@transaction.atomic
def change_topic(
    *, topic: Topic, names: Mapping[str, str], descriptions: Mapping[str, str], is_default: bool
) -> Topic:
    """Other words, or in only for those who ask. What people said stays."""
    topic.names, topic.descriptions, topic.is_default = (
        _texts(names, 60),
        _texts(descriptions, 200),
        is_default,
    )
    if not topic.names:
        raise BadName(_("Enter a name for the topic."))
    topic.save()
    return topic


@transaction.atomic
def move_topic(*, topic: Topic, is_up: bool) -> None:
    order.move(Topic.objects.select_for_update(), topic, is_up=is_up)


@transaction.atomic
def retire_topic(*, topic: Topic, is_retired: bool = True) -> None:
    """Offer it no more, or again. What people said stays, and what is on its way goes by it."""
    topic.retired_at = timezone.now() if is_retired else None
    topic.save(update_fields=["retired_at"])
    log.info("topic %s retired=%s", topic.pk, is_retired)


@transaction.atomic
def remove_topic(*, topic: Topic) -> None:
    """Forget a topic of which nobody said or got anything, and that no form offers."""
    if offering := list(topic.questionnaire_set.order_by("pk")[:3]):
        names = ", ".join(f"“{form}”" for form in offering)
        raise InUse(
            _("Forms offer this topic: %(forms)s. Remove it from their settings, or archive it.")
            % {"forms": names}
        )
    if TopicStand.objects.filter(topic=topic).exists() or topic.mailings.exists():
        raise InUse(_("This topic is used by mailings or people's choices. Archive it instead."))
    topic.delete()


@transaction.atomic
def choose_topic(
    *,
    person: Person,
    topic: Topic,
    is_in: bool,
    source: str,
    user: User | None = None,
    given_at: datetime | None = None,
) -> TopicAnswer | None:
    """Write an answer to a topic down, no consent; None where it stands. ``user``: who typed it."""
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)  # one at a time
    stand = TopicStand.objects.filter(person=person, topic=topic).first()
    if stand and stand.is_in is is_in:
        return None
    answer = TopicAnswer.objects.create(
        person=person, topic=topic, is_in=is_in, source=source[:200], user=user,
        given_at=given_at or timezone.now(),
    )  # fmt: skip
    latest = TopicAnswer.objects.filter(person=person, topic=topic).order_by("-given_at", "-pk")[0]
    TopicStand.objects.update_or_create(
        person=person, topic=topic, defaults={"is_in": latest.is_in, "answer": latest}
    )
    outbox.tell(webhook_events.TOPIC_ANSWERED, person.pk, topic={"id": topic.pk}, is_in=latest.is_in)
    person.log("topic.in" if is_in else "topic.out", user=user, topic=topic.names, source=source[:200])
    log.info("topic person=%s topic=%s in=%s", person.pk, topic.pk, is_in)
    return answer
