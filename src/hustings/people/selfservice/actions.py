"""Actions of somebody on their own page, and how they get there."""

import logging
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.accounts.models import User
from hustings.people.persons import change_log, topic_states
from hustings.people.persons.actions.addresses import add_email, read_email, remove_email
from hustings.people.persons.actions.consents import record_consent
from hustings.people.persons.actions.contact_details import set_status
from hustings.people.persons.actions.descriptions import set_field
from hustings.people.persons.actions.topics import choose_topic
from hustings.people.persons.models import Email, Field, Person, Purpose
from hustings.people.persons.origins import OWN_PAGE
from hustings.people.persons.refusals import Refused
from hustings.people.selfservice import page_links
from hustings.people.selfservice.models import KEPT, PageLink, PageRequest, PageWish, address_digest
from hustings.people.selfservice.tasks import answer_page_request
from hustings.people.selfservice.timeline_sentences import LEFT, OPENED, SENT
from hustings.people.signups.actions import devices
from mailguard.identifiers.addresses import Address

log = logging.getLogger(__name__)
WINDOW = timedelta(hours=1)
ASKED_PER_NETWORK = 3  # in the window, for one address
PROOFS_PER_PERSON = 5
LONGEST_PAUSE = timedelta(days=366)


class TooManyRequests(Refused):
    """This network, or this person, has asked for many links within the hour."""


class NoAddress(Refused):
    """There is no e-mail to send a link to."""


class LastAddress(Refused):
    """Without it nobody could open the page any more."""


class BadDay(Refused):
    """No pause ends there."""


def ask_for_link(*, address: Address, language: str, visitor: str = "", onward: str = "") -> bool:
    """Queue an answer to whoever reads this mailbox, known or not. False where one is on its way.

    No limit by address, which others could use up (``links.is_due`` decides); a network that asks often is
    told so.
    """
    recent = PageRequest.objects.filter(requested_at__gt=timezone.now() - WINDOW)
    if visitor:
        _demand_patience(recent.filter(visitor=visitor), settings.SIGN_UPS_PER_HOUR)
    digest = address_digest(address.key)
    alike = recent.filter(digest=digest, wish=PageWish.OPEN)
    if alike.filter(answered_at=None).exists():
        return False
    if visitor:
        _demand_patience(alike.filter(visitor=visitor), ASKED_PER_NETWORK)
    _ask(PageRequest(
        address=str(address), digest=digest, language=language, visitor=visitor, onward=onward
    ))  # fmt: skip
    return True


def _demand_patience(asked: QuerySet[PageRequest], most: int) -> None:
    """Raise TooManyRequests where a network has asked so often, with the minutes until it may ask again."""
    moments = list(asked.order_by("-requested_at").values_list("requested_at", flat=True)[:most])
    if len(moments) < most:
        return
    log.warning("page link not mailed: a network asked %s times in an hour", most)
    n = max(1, ceil((moments[-1] + WINDOW - timezone.now()) / timedelta(minutes=1)))
    raise TooManyRequests(
        ngettext(
            "Too many links were requested from your network. Try again in %(n)s minute.",
            "Too many links were requested from your network. Try again in %(n)s minutes.",
            n,
        )
        % {"n": n}
    )


@transaction.atomic
def _ask(asked: PageRequest) -> None:
    asked.save()
    answer_page_request.enqueue(asked.pk)
    log.info("page request %s: %s", asked.pk, asked.wish)


@transaction.atomic
def send_link(*, person: Person, user: User | None = None) -> Email:
    """Mail somebody the link to their page, because they asked the team for it."""
    email = person.emails.filter(barred_at=None).exclude(status=Email.Status.REFUSED).first()
    if email is None:
        raise NoAddress(_("None of this person's e-mail addresses can open their personal page."))
    if not page_links.is_due(person, email.address):
        raise TooManyRequests(_("A valid link was already sent recently."))
    ask_for_link(address=read_email(email.address), language=person.language)
    person.log(SENT, user=user)
    return email


@transaction.atomic
def open_page(*, link: PageLink) -> bool:
    """Use a link, and prove its mailbox; False where it was used or opens the page no longer."""
    if not link.is_theirs(Email.Status.values) or not link.use():
        return False
    email = link.person.emails.filter(address=link.address).exclude(status=Email.Status.REFUSED).first()
    if email:
        set_status(way=email, status=Email.Status.CONFIRMED)
    link.person.log(OPENED)
    log.info("own page opened person=%s link=%s", link.person_id, link.pk)
    return True


def ask_to_prove(*, person: Person, address: str, language: str) -> None:
    """Queue a mail to a new address of somebody. It is theirs once they have followed its link."""
    read = read_email(address)
    since = timezone.now() - WINDOW
    asked = person.page_requests.filter(wish=PageWish.ADDRESS, requested_at__gt=since)
    if asked.count() >= PROOFS_PER_PERSON:
        raise TooManyRequests(_("You added many addresses in the last hour. Try again later."))
    digest = address_digest(read.key)
    if asked.filter(digest=digest).count() >= ASKED_PER_NETWORK:
        log.warning("proof not mailed again: %s in an hour", ASKED_PER_NETWORK)
        raise TooManyRequests(_("We wrote to this address several times in the last hour. Check its inbox."))
    _ask(PageRequest(
        wish=PageWish.ADDRESS, address=str(read), digest=digest, language=language, person=person
    ))  # fmt: skip


@transaction.atomic
def prove_address(*, link: PageLink) -> Email | None:
    """Add the address that this link was mailed to; None where it was used. May raise EmailTaken."""
    if not link.use():
        return None
    confirmed = Email.Status.CONFIRMED
    email = add_email(person=link.person, address=link.address, status=confirmed, is_own_wish=True)
    Email.objects.filter(pk=email.pk).update(barred_at=None)
    set_status(way=email, status=confirmed)
    return email


@transaction.atomic
def drop_email(*, email: Email, link: PageLink) -> None:
    """Forget one's address, but for the last. Whose page it opened goes on with another proven one."""
    others = Email.objects.filter(person=email.person_id).exclude(pk=email.pk)
    if not others.filter(barred_at=None).exists():
        raise LastAddress(
            _("This is the only address that can open this page. Add another one first, or erase your data.")
        )
    proven = others.filter(status=Email.Status.CONFIRMED, barred_at=None).first()
    if proven and link.address == email.address:
        PageLink.objects.filter(pk=link.pk).update(address=proven.address)
    remove_email(email=email)


def answer_purpose(*, person: Person, purpose: Purpose, is_given: bool, text: str) -> bool:
    """A yes or a no of one's own; False where it stands so already. ``text`` is the sentence shown."""
    stand = person.consents.filter(purpose=purpose).first()
    if (stand.is_given if stand else None) is is_given:
        return False
    record_consent(person=person, purpose=purpose, is_given=is_given, source=OWN_PAGE, text=text)
    return True


@transaction.atomic
def change_facts(*, person: Person, answers: Iterable[tuple[Field, Any]]) -> None:
    for field, value in answers:
        if field.on_own_page == Field.OwnPage.CHANGED:
            set_field(person=person, field=field, value=value, source=OWN_PAGE)


@transaction.atomic
def choose_topics(*, person: Person, shown: Collection[int], wanted: Collection[int]) -> int:
    """Answers that differ from what they get; a box left as it was says nothing. How many."""
    n = 0
    for choice in topic_states.offered(person):
        is_in = choice.topic.pk in wanted
        if choice.topic.pk in shown and is_in is not choice.is_in:
            n += bool(choose_topic(person=person, topic=choice.topic, is_in=is_in, source=OWN_PAGE))
    return n


@transaction.atomic
def leave(*, person: Person) -> list[Purpose]:
    """End every consent that stands, and have devices forget them; returns which consents did."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    ended = [Purpose(stand.purpose) for stand in person.consents.filter(is_given=True).order_by("purpose")]
    for purpose in ended:
        record_consent(person=person, purpose=purpose, is_given=False, source=OWN_PAGE)
    devices.forget(person=person)
    if ended:
        person.log(LEFT)
    log.info("left by the own page person=%s ended=%s", person.pk, len(ended))
    return ended


@transaction.atomic
def pause_mails(*, person: Person, until: datetime | None) -> None:
    """Have no mailing reach somebody until then; None ends the pause."""
    now = timezone.now()
    if until is not None and not now < until <= now + LONGEST_PAUSE:
        raise BadDay(_("Choose a date within the next twelve months."))
    held = Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.pk)
    if held.paused_until == until:
        return
    before = held.paused_until
    Person.objects.filter(pk=person.pk).update(paused_until=until, updated_at=now)
    person.paused_until = until
    change = [*change_log.column("paused_until", before, until), _day(before), _day(until)]
    person.log("person.changed", changes=[change])


def _day(moment: datetime | None) -> str:
    return timezone.localdate(moment).isoformat() if moment else ""


@transaction.atomic
def forget_links() -> int:
    """Delete what was asked for and mailed more than a day ago; returns how many rows."""
    old = timezone.now() - KEPT
    n_asked, _rows = PageRequest.objects.filter(requested_at__lt=old).delete()
    n_links, _rows = PageLink.objects.filter(created_at__lt=old).delete()
    return n_asked + n_links
