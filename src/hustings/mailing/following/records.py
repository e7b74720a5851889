"""What followed from letters on the timeline, in the download, in segments; and whom sign-ups tell."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.campaigns.models import Campaign
from hustings.contributions import Contribution
from hustings.mailing.following import kinds, noting, refs
from hustings.mailing.models import Follow
from hustings.mailing.records import GROUP
from hustings.people import erasure_hooks, sign_up_news, timeline
from hustings.people.models import Person, SignUp
from hustings.people.own_page import parts
from hustings.people.public_forms import arriving


def _rows(person: Person) -> QuerySet[Any]:
    return Follow.objects.filter(person=person, confirmed_at__isnull=False).select_related("mailing")


def _entry(row: Follow) -> timeline.Entry:
    kind = kinds.get(row.kind)
    says = str(kind.says) if kind else _("Came by the mailing “%(name)s”")
    url = reverse("mailing:mailing", args=[row.mailing_id])
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


class _OfSignUps(sign_up_news.Hearer):
    def asked(self, sign_up: SignUp, ref: str) -> None:
        noting.begin(kinds.SIGN_UP, ref, whose=sign_up.key)

    def confirmed(self, sign_up: SignUp, person: Person, *, is_new: bool) -> None:
        noting.settle(kinds.SIGN_UP, whose=sign_up.key, person=person, is_new=is_new)


app = Contribution(
    sign_up_news.hearers(
        _OfSignUps(),
    ),
    arriving.refs(
        refs.of,
    ),
    erasure_hooks.erasers(
        noting.erase,
    ),
    timeline.sources(
        timeline.Source("follow", _rows, _entry, "confirmed_at", frozenset({GROUP})),
    ),
    parts.my_data(
        parts.Part(
            "follows",
            gettext_lazy("What you did after a link of an e-mail, or in answer to it"),
            {
                "subject": gettext_lazy("subject"),
                "kind": gettext_lazy("what"),
                "confirmed_at": gettext_lazy("when"),
            },
            _part,
        ),
    ),
)
