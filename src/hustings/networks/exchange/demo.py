"""An exchange of the demonstration: members of organisations, asks, offers, a match in each state."""

import datetime as dt
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.volunteers.models import Skill
from hustings.foundation.lib.demo import Say
from hustings.networks.exchange import actions, answer_clock
from hustings.networks.exchange.models import Match, Member, Notice, Post
from hustings.people.persons.models import Email, Person

_ALL_WEEK = (1 << 21) - 1
_AFTERNOONS = sum(1 << (3 * day + 1) for day in range(5))


@transaction.atomic
def fill(say: Say) -> None:
    """Write it once, where there are people enough."""
    people = list(_people())
    if Member.objects.exists() or len(people) < len(_organisations()):
        return
    members = list(_members(people))
    skill = Skill.objects.offered().first()
    for who, side, kind, title, text in _posts():
        values = {"kind": kind, "title": title, "text": text, "skills": [skill] if skill else []}
        actions.save_post(member=members[who], side=side, values=values)
    answer_clock.turn()
    _go_on()
    Notice.objects.filter(mailed_at=None).update(mailed_at=timezone.now())  # nobody of them is written to
    say(_("Exchange: %(n)s asks and offers") % {"n": Post.objects.count()})


def _people() -> Iterator[Person]:
    rows = Person.objects.open_to_mail().filter(emails__status=Email.Status.CONFIRMED)
    yield from rows.exclude(given_name="").order_by("-pk")[: len(_organisations())]


def _organisations() -> list[tuple[str, str, str]]:
    return [
        (_("North Workshop"), "Lyon", "Europe/Paris"),
        (_("Rives Repair Café"), "Rives", "Europe/Paris"),
        (_("Bridge London"), "London", "Europe/London"),
        (_("Harbour Makers"), "Marseille", "Europe/Paris"),
        (_("River Collective"), "Lyon", "Europe/Paris"),
    ]


def _members(people: list[Person]) -> Iterator[Member]:
    for person, (name, city, zone) in zip(people, _organisations(), strict=True):
        values = {
            "city": city, "time_zone": zone, "languages": ["en", "fr"],
            "times": _ALL_WEEK if city == "London" else _AFTERNOONS,
        }  # fmt: skip
        yield actions.join(person=person, organisation=name, values=values)


def _posts() -> list[tuple[int, str, str, str, str]]:
    return [
        (2, "offer", "mentor", _("An hour of accounting a week"), _("I read balance sheets with you.")),
        (
            3,
            "offer",
            "mentor",
            _("Accounting and grants: I answer questions"),
            _("Ten years in a foundation."),
        ),
        (4, "offer", "room", _("Meeting room for 20 on evenings"), ""),
        (
            0,
            "ask",
            "mentor",
            _("Accounting for our first year"),
            _("Our treasurer left and we start from scratch."),
        ),
        (1, "ask", "mentor", _("Who explains accounting for a small café?"), ""),
        (
            0,
            "ask",
            "room",
            _("A room for our general assembly"),
            _("About 20 people, one evening in spring."),
        ),
    ]


def _go_on() -> None:
    """Let one match end in a meeting, and another wait for the asker."""
    for n, match in enumerate(Match.objects.order_by("pk").whole()[:2]):
        held = actions.answer(match=match, is_yes=True, said=_("With pleasure: Thursdays suit me."))
        if n or held.asker is None or held.helper is None:
            continue
        actions.decide(match=held, is_yes=True)
        asker, day = held.asker, timezone.localdate() - dt.timedelta(days=1)
        for member in (held.asker, held.helper):
            held = actions.say_met(match=held, member=member, on=day)
        actions.endorse(match=held, author=asker, text=_("Patient and clear. Our books are in order now."))
