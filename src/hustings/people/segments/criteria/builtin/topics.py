"""Criteria about topics of mail."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hustings.people.persons.models import Topic, TopicStand
from hustings.people.segments.criteria.builtin.reach import REACH
from hustings.people.segments.criteria.model import Criterion, Operator
from hustings.people.segments.criteria.rows import RowKind

TOPIC = RowKind(
    lambda user: Topic.objects.all(),
    _("A topic is missing."),
    _("It asks for a topic that no longer exists."),
)


def _said(**answer: Any) -> Any:
    def rows(topic: Topic) -> QuerySet[TopicStand]:
        return TopicStand.objects.filter(topic=topic, **answer)

    return rows


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "topic",
        _("Topic of mail"),
        {
            "in": Operator(
                _("they said yes to"), _("wants mails about “%(value)s”"), _said(is_in=True), TOPIC
            ),
            "out": Operator(
                _("they said no to"), _("wants no mails about “%(value)s”"), _said(is_in=False), TOPIC
            ),
            "never_said": Operator(
                _("they never said anything about"),
                _("never said whether they want mails about “%(value)s”"),
                _said(),
                TOPIC,
                True,
            ),
        },
        REACH,
    ),
)
