"""Conversions on the timeline, in the download and in segments; hooks on sign-ups."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.contributions import Contribution
from hustings.outreach.delivery.records import GROUP
from hustings.outreach.emails import link_refs
from hustings.outreach.tracking.attribution import conversions, kinds
from hustings.outreach.tracking.models import Conversion
from hustings.people.persons import timeline
from hustings.people.persons.hooks import erasure_hooks
from hustings.people.persons.models import Person
from hustings.people.selfservice import parts
from hustings.people.signups import hooks
from hustings.people.signups.models import SignUp
from hustings.people.signups.public_forms import arrivals


def _rows(person: Person) -> QuerySet[Any]:
    return Conversion.objects.filter(person=person, confirmed_at__isnull=False).select_related("mailing")


def _entry(row: Conversion) -> timeline.Entry:
    kind = kinds.get(row.kind)
    says = str(kind.says) if kind else _("Came from the mailing “%(name)s”")
    url = reverse("dispatch:mailing", args=[row.mailing_id])
    assert row.confirmed_at
    words = says % {"name": row.mailing.name}
    return timeline.Entry(row.confirmed_at, f"mailing.{row.kind}", words, url=url)


def _part(person: Person) -> list[tuple[Any, ...]]:
    """For the person themselves: the subject that they read, not the team's name for it."""
    first = Campaign.current().language
    rows = []
    for row in _rows(person).order_by("-pk"):
        kind = kinds.get(row.kind)
        subject = row.mailing.subject_for(person.language, first, row.version)
        rows.append((subject, str(kind.noun) if kind else row.kind, row.confirmed_at))
    return rows


class _OfSignUps(hooks.SignUpHook):
    def asked(self, sign_up: SignUp, ref: str) -> None:
        conversions.begin(kinds.SIGN_UP, ref, whose=sign_up.key)

    def confirmed(self, sign_up: SignUp, person: Person, *, is_new: bool) -> None:
        conversions.settle(kinds.SIGN_UP, whose=sign_up.key, person=person, is_new=is_new)


app = Contribution(
    hooks.hearers(
        _OfSignUps(),
    ),
    arrivals.refs(
        link_refs.of,
    ),
    erasure_hooks.erasers(
        conversions.erase,
    ),
    timeline.sources(
        timeline.Source("follow", _rows, _entry, "confirmed_at", frozenset({GROUP})),
    ),
    parts.my_data(
        parts.Part(
            "follows",
            gettext_lazy("What you did after clicking in our e-mails, and your replies"),
            {
                "subject": gettext_lazy("subject"),
                "kind": gettext_lazy("action"),
                "confirmed_at": gettext_lazy("when"),
            },
            _part,
        ),
    ),
)
