"""Thanks by mail for the first, the fifth, the tenth person, each number once.

Only with consent, never in electoral silence or a pause of theirs; after a month it is dropped.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hustings.foundation.campaigns import mails
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import law
from hustings.foundation.jobs import exactly_once
from hustings.foundation.legal import ANYWHERE, Channel, Content
from hustings.people.persons.models import Consent, Email, Person, Purpose
from hustings.site.sharing import opt_out_links
from hustings.site.sharing.models import Thanking, Thanks, Unthanked

log = logging.getLogger(__name__)
MARKS = (1, 5, 10)
LATE = timedelta(days=30)
SENT = "sharing.thanked"
_AT_ONCE = 500
_DEAD = (Email.Status.BOUNCING, Email.Status.REFUSED)


def note(person: Person) -> Thanks | None:
    """What they are to be thanked for now, by how many they have brought; None where nothing is new."""
    if not Thanking.is_wanted() or Unthanked.objects.filter(person=person).exists():
        return None
    n = Person.objects.filter(recruiter=person)[: MARKS[-1]].count()
    reached = max((mark for mark in MARKS if mark <= n), default=0)
    if not reached or Thanks.objects.filter(person=person, n__gte=reached).exists():
        return None
    Thanks.objects.bulk_create([Thanks(person=person, n=reached)], ignore_conflicts=True)
    return Thanks.objects.filter(person=person, n=reached).first()


def send(thanks: Thanks) -> bool:
    """Mail it once, whichever worker gets here first; False where it waits, or is dropped."""
    with exactly_once.alone(f"sharing.thanks {thanks.pk}"):
        held = Thanks.objects.due().select_related("person", "person__zone").filter(pk=thanks.pk).first()
        if held is None or not Thanking.is_wanted():
            return False
        if held.due_at < timezone.now() - LATE:
            return _drop(held, Thanks.Why.LATE)
        address = _address(held.person)
        if not address:
            return _drop(held, Thanks.Why.UNWILLING)
        if _has_to_wait(held.person):
            return False
        compose(held, address).send()
        Thanks.objects.filter(pk=held.pk).update(sent_at=timezone.now())
        held.person.log(SENT, n=held.n)
        return True


def send_waiting() -> int:
    """Those that are due; how many left. What has to wait longer is asked again at the next run."""
    n = 0
    for thanks in Thanks.objects.due().order_by("due_at", "pk")[:_AT_ONCE]:
        try:
            n += send(thanks)
        except exactly_once.Busy:
            continue
    return n


def _drop(thanks: Thanks, why: Thanks.Why) -> bool:
    Thanks.objects.filter(pk=thanks.pk).update(dropped_at=timezone.now(), why=why)
    log.info("thanks dropped id=%s why=%s", thanks.pk, why.value)
    return False


def _address(person: Person) -> str:
    """Where to write to; empty where they don't want it, or nothing arrives there."""
    wants = Consent.objects.live().filter(person=person, purpose=Purpose.EMAIL).exists()
    if not wants or person.no_mail_since or Unthanked.objects.filter(person=person).exists():
        return ""
    email = person.emails.filter(~Q(status__in=_DEAD)).first()
    return email.address if email else ""


def _has_to_wait(person: Person) -> bool:
    now = timezone.now()
    if person.paused_until and person.paused_until > now:
        return True
    book = law.book()
    if book is None:
        return False
    codes = book.codes([person.zone_id])[person.zone_id] if person.zone_id else (ANYWHERE,)
    return not book.ask(codes, now, Channel.EMAIL, frozenset({Content.CAMPAIGN})).may


def compose(thanks: Thanks, address: str) -> EmailMultiAlternatives:
    """In their language, as text and as HTML."""
    person, campaign = thanks.person, Campaign.current()
    with translation.override(person.language):
        words = {
            "subject": _("Thank you for bringing people in"),
            "lines": [
                ngettext(
                    "%(n)s person has joined us through you. Thank you!",
                    "%(n)s people have joined us through you. Thank you!", thanks.n,
                ) % {"n": thanks.n},
                _("Your link and its numbers are on the page with your data."),
            ],
            "link": settings.BASE_URL + reverse("own_page:ask"), "button": _("See your link"),
            "notes": [
                _(
                    "You get this because you receive our news and have shared your link. You can turn"
                    " off the link or our e-mails on the same page."),
                _("Stop thank-you e-mails: %(link)s") % {"link": opt_out_links.address(thanks)},
            ],
        }  # fmt: skip
        mail = mails.compose(
            to=address, subject=str(words["subject"]), template="selfservice/mails/own_page",
            words={"words": words, "campaign": campaign, "language": person.language},
        )  # fmt: skip
        mail.extra_headers |= opt_out_links.headers(thanks, campaign)
        return mail
