"""Parts of “my data”: profile, asks and offers, matches, endorsements, office hours."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hustings.field.volunteers import availability
from hustings.networks.exchange.models import Endorsement, Match, Member, OfficeHour, Post
from hustings.people.persons.models import Person
from hustings.people.selfservice.parts import Part, Row, my_data


def _profile(person: Person) -> Iterator[Row]:
    for one in Member.objects.filter(person=person).select_related("organisation"):
        yield (
            one.organisation_name, one.city, one.time_zone, ", ".join(one.languages),
            availability.told(one.times), one.about, one.joined_at, one.paused_until, one.left_at,
        )  # fmt: skip


def _posts(person: Person) -> Iterator[Row]:
    for row in Post.objects.filter(member__person=person).prefetch_related("skills"):
        skills = ", ".join(skill.name for skill in row.skills.all())
        kind = f"{row.get_side_display()}, {row.get_kind_display()}"
        yield kind, row.title, row.text, skills, row.city, row.posted_at, row.expires_at, row.closed_at


def _matches(person: Person) -> Iterator[Row]:
    mine = Q(ask__member__person=person) | Q(offer__member__person=person)
    for row in Match.objects.filter(mine).select_related("ask"):
        said = row.said if row.offer and row.offer.member and row.offer.member.person_id == person.pk else ""
        yield row.ask.title, row.proposed_at, row.answered_at, said, row.agreed_at, row.met_on, row.ended_at


def _endorsements(person: Person) -> Iterator[Row]:
    for row in Endorsement.objects.filter(author__person=person).select_related("match__ask"):
        yield row.match.ask.title, row.text, row.written_at


def _hours(person: Person) -> Iterator[Row]:
    mine = OfficeHour.objects.filter(Q(member__person=person) | Q(booker__person=person))
    for row in mine:
        yield row.starts_at, row.minutes, row.place, row.topic, row.cancelled_at


part = my_data(
    Part(
        "exchange",
        _("Exchange: about you"),
        {
            "organisation": _("organisation"), "city": pgettext_lazy("exchange", "city"),
            "time_zone": _("time zone"),
            "languages": _("languages"), "times": _("times of the week"), "about": _("about you"),
            "since": _("since"), "paused_until": _("break until"), "left_at": _("left on"),
        },
        _profile,
    ),
    Part(
        "exchange_posts",
        _("Exchange: your asks and offers"),
        {
            "kind": _("kind"), "title": _("title"), "text": _("details"), "skills": _("skills"),
            "city": pgettext_lazy("exchange", "city"), "posted_at": _("published"), "expires_at": _("until"),
            "closed_at": pgettext_lazy("exchange", "closed"),
        },
        _posts,
    ),
    Part(
        "exchange_matches",
        _("Exchange: your matches"),
        {
            "title": _("title"), "asked_at": _("asked"), "answered_at": _("answered"), "words": _("words"),
            "agreed_at": _("both said yes"), "met_on": pgettext_lazy("exchange", "met"),
            "ended_at": _("ended"),
        },
        _matches,
    ),
    Part(
        "exchange_endorsements",
        _("Exchange: endorsements that you wrote"),
        {"title": _("title"), "text": _("endorsement"), "at": _("date")},
        _endorsements,
    ),
    Part(
        "exchange_hours",
        _("Exchange: office hours"),
        {
            "starts_at": _("start"), "minutes": _("minutes"), "place": _("place"), "topic": _("topic"),
            "cancelled_at": _("cancelled"),
        },
        _hours,
    ),
)  # fmt: skip
