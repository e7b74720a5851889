"""Invite people of organisations, and what they say of themselves."""

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.threads.relay.replies import own_words
from hustings.foundation.accounts.models import User
from hustings.networks.exchange import endings, notices
from hustings.networks.exchange.models import Closed, Match, Member, Notice, OfficeHour, Post
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.actions.addresses import read_email
from hustings.people.persons.actions.relationships import join_organisation
from hustings.people.persons.models import Email, Person
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
JOINED, LEFT = "exchange.joined", "exchange.left"


class NotInvited(Refused):
    """They take part already, or want no mail."""


@transaction.atomic
def invite(
    *, given_name: str, family_name: str, email: str, organisation: str, language: str, user: User
) -> Member:
    """Mail somebody an invitation; a person whom we know by this address is the same one."""
    key = read_email(email).key
    known = Email.objects.filter(key=key).select_related("person").first()
    person = known.person if known else persons_actions.add_person(
        given_name=given_name, family_name=family_name, email=email, language=language, user=user,
        source="exchange",
    )  # fmt: skip
    if person.no_mail_since:
        raise NotInvited(_("They asked us to send no e-mail."))
    found = Member.objects.filter(person=person).first()
    if found and found.joined_at and not found.left_at:
        raise NotInvited(_("They already take part."))
    now = timezone.now()
    made = found or Member(person=person, languages=[person.language])
    made.invited_at, made.user = now, user
    made.organisation = join_organisation(person=person, name=organisation, user=user).organisation
    made.save()
    notices.write(made, Notice.About.INVITED, f"{now:%Y%m%d%H%M}")
    log.info("exchange.member invited member=%s", made.pk)
    return made


@transaction.atomic
def join(*, person: Person, organisation: str, values: Mapping[str, Any]) -> Member:
    """Take part, or change what others read of them."""
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    found = Member.objects.filter(person=person).first() or Member(person=person)
    for name, value in values.items():
        setattr(found, name, value)
    organisation = own_words(organisation)[0]
    if not found.organisation or found.organisation.name != organisation:
        found.organisation = join_organisation(person=person, name=organisation).organisation
    if found.joined_at is None or found.left_at:
        found.joined_at, found.left_at = timezone.now(), None
        person.log(JOINED, organisation=found.organisation_name)
    found.save()
    log.info("exchange.member joined member=%s", found.pk)
    return found


@transaction.atomic
def pause(*, member: Member, days: int) -> None:
    """Get no requests for some days; 0 ends it."""
    until = timezone.now() + dt.timedelta(days=days) if days else None
    rest = {} if days else {"rests_until": None, "n_silent": 0}
    Member.objects.filter(pk=member.pk).update(paused_until=until, **rest)
    log.info("exchange.member paused member=%s days=%s", member.pk, days)


@transaction.atomic
def leave(*, member: Member, user: User | None = None) -> None:
    """Take part no more: what they asked, offered and promised ends, and the others are told."""
    if not Member.objects.filter(pk=member.pk, left_at=None).update(left_at=timezone.now()):
        return
    let_go(member)
    member.person.log(LEFT, user=user)
    log.info("exchange.member left member=%s", member.pk)


def let_go(member: Member) -> None:
    """End all that others count on, in the caller's transaction."""
    for post in Post.objects.filter(member=member, closed_at=None):
        endings.close(post, Closed.WITHDRAWN)
    for match in Match.objects.live().of_member(member).whole():  # of posts that had ended before
        endings.end(match, "withdrawn")
    now = timezone.now()
    for hour in OfficeHour.objects.ahead().filter(member=member):
        OfficeHour.objects.filter(pk=hour.pk).update(cancelled_at=now)
        notices.write(hour.booker, Notice.About.CANCELLED, hour.occasion, hour=hour)
    for hour in OfficeHour.objects.ahead().filter(booker=member).select_related("member"):
        notices.write(hour.member, Notice.About.CANCELLED, hour.occasion, hour=hour)
    OfficeHour.objects.ahead().filter(booker=member).order_by().update(booker=None, topic="", booked_at=None)
