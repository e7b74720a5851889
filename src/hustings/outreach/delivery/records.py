"""Contributions of mailings to the timeline of people, to their data, and to the list of to-dos."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.contributions import Contribution
from hustings.foundation.lib import todos
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons import timeline
from hustings.people.persons.models import Person
from hustings.people.privacy import provenance
from hustings.people.segments import criteria
from hustings.people.selfservice import parts

GROUP = "mailing"
MAILINGS = gettext_lazy("Mailings")


def _sent(person: Person) -> QuerySet[Any]:
    return Delivery.objects.got().filter(person=person).select_related("mailing")


def _left(person: Person) -> QuerySet[Any]:
    return Delivery.objects.filter(person=person, unsubscribed_at__isnull=False).select_related("mailing")


def _url(delivery: Delivery) -> str:
    return reverse("dispatch:mailing", args=[delivery.mailing_id])


def _got(delivery: Delivery) -> timeline.Entry:
    words = _("Got the mailing “%(name)s”") % {"name": delivery.mailing.name}
    assert delivery.sent_at
    return timeline.Entry(delivery.sent_at, "mailing.sent", words, url=_url(delivery))


def _unsubscribed(delivery: Delivery) -> timeline.Entry:
    words = _("Unsubscribed through the link in the mailing “%(name)s”") % {"name": delivery.mailing.name}
    assert delivery.unsubscribed_at
    return timeline.Entry(delivery.unsubscribed_at, "mailing.unsubscribed", words, url=_url(delivery))


def _letters(person: Person) -> list[tuple[Any, ...]]:
    """For the person themselves: the subject that they read, not the team's name for it."""
    rows = Delivery.objects.filter(person=person).select_related("mailing").order_by("-pk")
    first = Campaign.current().language
    return [
        (
            row.mailing.subject_for(person.language, first, row.version),
            row.address,
            row.get_state_display(),
            row.sent_at,
            row.unsubscribed_at,
        )
        for row in rows
    ]


def _whom(mailing: Mailing) -> str:
    if mailing.criteria is None:
        return _("everyone")
    try:
        return criteria.describe(mailing.criteria)
    except criteria.BadCriteria:  # a tag or a field of it has been removed since
        return str(mailing.segment or _("a broken segment"))


def _reasons(person: Person) -> Iterable[provenance.Letter]:
    for delivery in (
        _sent(person)
        .exclude(mailing__kind=Mailing.Kind.STEP)
        .select_related("mailing__segment")
        .order_by("-sent_at", "-pk")[: provenance.SHOWN]
    ):
        mailing = delivery.mailing
        why = _("Recipients: %(whom)s") % {"whom": _whom(mailing)}
        yield provenance.Letter(
            delivery.sent_at, mailing.name, why, mailing.purpose, _url(delivery), delivery.address
        )


def _due(user: Any) -> Iterable[todos.Todo]:
    if not access.may(user, VIEW_MAILINGS):
        return
    for mailing in Mailing.objects.exclude(problem="").exclude(state__in=["draft", "sent", "cancelled"]):
        words = _("The mailing “%(name)s” is paused: %(problem)s")
        words = words % {"name": mailing.name, "problem": mailing.problem_words}
        yield todos.Todo(words, reverse("dispatch:mailing", args=[mailing.pk]), is_urgent=True)
    for mailing in Mailing.objects.filter(deliveries__state=Delivery.State.UNSURE, problem="").distinct()[:5]:
        words = _("Unknown whether some e-mails of “%(name)s” arrived") % {"name": mailing.name}
        yield todos.Todo(words, reverse("dispatch:mailing", args=[mailing.pk]))


_GROUPS = frozenset({GROUP})
app = Contribution(
    timeline.groups(
        timeline.Group(GROUP, MAILINGS),
    ),
    timeline.sources(
        timeline.Source("delivery", _sent, _got, "sent_at", _GROUPS),
        timeline.Source("unsubscription", _left, _unsubscribed, "unsubscribed_at", _GROUPS),
    ),
    timeline.happened(
        timeline.Happening("mailing.not_me", gettext_lazy("e-mail that reached the wrong person")),
    ),
    timeline.sentences(
        timeline.Sentence("mailing.not_me", gettext_lazy("Says that %(address)s belongs to someone else")),
    ),
    parts.my_data(
        parts.Part(
            "deliveries",
            MAILINGS,
            {
                "subject": gettext_lazy("subject"),
                "address": gettext_lazy("e-mail"),
                "state": gettext_lazy("state"),
                "sent_at": gettext_lazy("sent"),
                "unsubscribed_at": gettext_lazy("unsubscribed"),
            },
            _letters,
        ),
    ),
    provenance.sources(
        _reasons,
    ),
    todos.sources(
        _due,
    ),
)
