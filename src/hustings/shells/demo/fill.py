"""Fills a fresh installation with a lively fictional campaign, step by step.

A step is one transaction and looks whether its work is there: a start goes on, a second one changes nothing.
"""

import secrets

from django.conf import settings
from django.utils import timezone, translation

from hustings.foundation.accounts import actions as accounts
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.demo import Say, steps
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.territories import actions as territories
from hustings.foundation.territories.models import Kind, Zone
from hustings.people.imports.models import Import
from hustings.shells.demo import (
    agenda,
    appeals,
    attacks,
    audience,
    candidates,
    drafts,
    face,
    form_answers,
    history,
    lures,
    mails,
    outlook,
    people,
    petitions,
    share_texts,
    site,
    spoken,
    survey_answers,
    work,
)
from hustings.shells.demo.deliberation import amendments, consultations, moderation, outcomes
from hustings.shells.demo.field import checkins, groups, rsvps, turnout, volunteers
from hustings.shells.demo.team import TEAM, logins


class NotFresh(Exception):
    """Somebody's real campaign is here."""


def fill(say: Say, n_people: int = 5000, language: str = "fr") -> None:
    """Bring the demo up to full size, in one language for good; ``say`` is told each step in words.

    NotFresh and OtherLanguage leave all as it is.
    """
    if not logins().exists() and User.objects.exists():
        raise NotFresh
    spoken.keep(settings.VAR, language)
    with translation.override(language):
        _fill(say, n_people)


def has_people() -> bool:
    """Whether they were made by an earlier start."""
    return Import.objects.filter(file_name=people.FILE).exists()


def _fill(say: Say, n_people: int) -> None:
    if not Zone.objects.filter(kind=Kind.COMMUNE).exists():
        say(_("Loading 37,000 communes, 577 constituencies and their postcodes"))
        territories.load_country(code="FR")
    site.build_site()
    team(say)
    candidates.fill(say)
    agenda.fill()
    people.fill(say, n_people, timezone.localdate())
    face.dress()
    turnout.fill()
    history.fill()
    face.open_archive()
    drafts.fill()
    work.fill(say, timezone.localdate())
    groups.fill()
    rsvps.fill()
    _asked()
    volunteers.fill()
    appeals.fill()
    checkins.fill()
    share_texts.fill()
    lures.fill()
    attacks.fill()
    outlook.fill()
    audience.fill()
    mails.fill(say)
    face.let_answer()
    for step in steps.all():
        step(say)


def _asked() -> None:
    """Fill in what people answered, signed and voted on."""
    for step in (form_answers, survey_answers, petitions, consultations, amendments, outcomes, moderation):
        step.fill()


def team(say: Say) -> None:
    """The team's users, each with a role, and one password for all that is made here and now."""
    path = logins()
    if not path.exists():
        path.touch(0o600)
        path.write_text(secrets.token_urlsafe(9))
    password = path.read_text().strip()
    for name, first, last, role, place in TEAM:
        email = f"{name}@rives-communes.example"
        if User.objects.filter(email=email).exists():
            continue
        say(_("Adding {name} ({role})").format(name=f"{first} {last}", role=role.value))
        zone = Zone.objects.get(kind=Kind.DEPARTMENT, code=place) if place else None
        user: User = User.objects.create_user(email, password, first_name=first, last_name=last)
        accounts.grant(user=user, role=role, zone=zone, by=None)
