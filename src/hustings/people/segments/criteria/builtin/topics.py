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
    _("Choose a topic."),
    _("This condition uses a topic that no longer exists."),
)


def _said(**answer: Any) -> Any:
    def rows(topic: Topic) -> QuerySet[TopicStand]:
        return TopicStand.objects.filter(topic=topic, **answer)

    return rows


CRITERIA: tuple[Criterion, ...] = (
    Criterion(
        "topic",
        _("E-mail topic"),
        {
            "in": Operator(
                _("is subscribed to"), _("is subscribed to “%(value)s”"), _said(is_in=True), TOPIC
            ),
            "out": Operator(
                _("is unsubscribed from"), _("is unsubscribed from “%(value)s”"), _said(is_in=False), TOPIC
            ),
            "never_said": Operator(
                _("has not chosen about"),
                _("has not chosen about “%(value)s”"),
                _said(),
                TOPIC,
                True,
            ),
        },
        REACH,
    ),
)
