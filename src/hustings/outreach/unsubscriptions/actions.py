"""Unsubscribe by the link in a letter, and change one's mind."""

import logging

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.tracking.models import Conversion, Reaction
from hustings.outreach.unsubscriptions.reader_choices import may_undo, refuses, stands_at_yes
from hustings.people.persons.actions import record_consent, topics
from hustings.people.persons.models import Email, Purpose

log = logging.getLogger(__name__)
_NOT_ME = gettext_noop("says the e-mail is not for them")


def _source(delivery: Delivery, words: str) -> str:
    """Where the word was given, in the campaign's own language: it is the campaign that reads it."""
    with translation.override(Campaign.current().language):
        link = _("Link in the mailing “%(name)s”") % {"name": delivery.mailing.name}
        return f"{link}: {_(words)}" if words else link


def _held(delivery: Delivery) -> Delivery:
    """The row, held until the transaction ends."""
    return (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("mailing", "person")
        .get(pk=delivery.pk)
    )


@transaction.atomic
def unsubscribe(*, delivery: Delivery, words: str = "") -> bool:
    """Write a no into the ledger; False where it stands there already."""
    delivery = _held(delivery)
    if not stands_at_yes(delivery):
        return False
    record_consent(
        person=delivery.person,
        purpose=Purpose(delivery.mailing.purpose),
        is_given=False,
        source=_source(delivery, words),
    )
    Delivery.objects.filter(pk=delivery.pk).update(unsubscribed_at=timezone.now())
    log.info("unsubscribed delivery=%s mailing=%s", delivery.pk, delivery.mailing_id)
    return True


@transaction.atomic
def leave_topic(*, delivery: Delivery) -> bool:
    """Write down that its reader wants no more mails of its topic; every consent stays."""
    delivery = _held(delivery)
    if delivery.mailing.topic is None:
        return False
    answer = topics.choose_topic(
        person=delivery.person, topic=delivery.mailing.topic, is_in=False, source=_source(delivery, "")
    )
    log.info("topic left delivery=%s", delivery.pk)
    return answer is not None


@transaction.atomic
def resubscribe(*, delivery: Delivery, text: str) -> bool:
    """Take an unsubscription by the same link back; ``text`` is the sentence shown."""
    delivery = _held(delivery)
    if not may_undo(delivery):
        return False
    record_consent(
        person=delivery.person,
        purpose=Purpose(delivery.mailing.purpose),
        is_given=True,
        source=_source(delivery, ""),
        text=text,
    )
    Delivery.objects.filter(pk=delivery.pk).update(unsubscribed_at=None)
    log.info("resubscribed delivery=%s", delivery.pk)
    return True


@transaction.atomic
def refuse_measuring(*, delivery: Delivery) -> bool:
    """From now on nothing is noted of what the reader opens and clicks; False where they had refused."""
    delivery = _held(delivery)
    if refuses(delivery):
        return False
    record_consent(
        person=delivery.person, purpose=Purpose.MEASURE, is_given=False, source=_source(delivery, "")
    )
    Reaction.objects.filter(person=delivery.person).delete()
    Conversion.objects.filter(person=delivery.person).update(person=None)
    log.info("measuring refused delivery=%s", delivery.pk)
    return True


@transaction.atomic
def is_not_me(*, delivery: Delivery) -> None:
    """A reader who is not that person: no mail goes there until somebody confirms the address anew."""
    unsubscribe(delivery=delivery, words=_NOT_ME)
    news = Delivery.objects.filter(pk=delivery.pk, disowned_at=None)
    if not news.update(disowned_at=timezone.now()):
        return
    held = Email.objects.filter(person=delivery.person, address=delivery.address)
    held.filter(status=Email.Status.CONFIRMED).update(status=Email.Status.UNCONFIRMED)
    delivery.person.log("mailing.not_me", mailing=delivery.mailing_id, address=delivery.address)
