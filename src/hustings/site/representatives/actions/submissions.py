"""Write to representatives, or say that one called: asked for, mailed, confirmed; taken back, disowned."""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from hustings.foundation.lib.sql import sql_inserts
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Arrival
from hustings.people.persons.refusals import Refused
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.mailed_links import MAILS_PER_ADDRESS, WINDOW
from hustings.site.representatives import likeness, tasks, throttle
from hustings.site.representatives.models import (
    Appeal,
    ContactAttempt,
    Outcome,
    Representative,
    Submission,
    Way,
)
from mailguard.identifiers.addresses import Address

log = logging.getLogger(__name__)
LETTERS_PER_DAY = 20  # of one writer, to all representatives of all appeals
COMPARED = 300  # earlier letters to one representative
WROTE, CALLED = "appeal.wrote", "appeal.called"
WITHDRAWN, DISOWNED = "appeal.withdrawn", "appeal.disowned"


class TooMany(Exception):
    """This visitor, or this writer, has written as often as anybody should."""


class NotOpen(Refused):
    """The appeal is not open yet, paused, or over."""


def is_like_others(*, text: str, pieces: Sequence[str], whom: Sequence[Representative], key: str = "") -> str:
    """``ours`` for a letter of our text, ``others`` for theirs; else empty. ``key``'s own don't count."""
    if likeness.share(text, likeness.of_texts(pieces)) >= likeness.TOO_LIKE:
        return "ours"
    found = (
        ContactAttempt.objects.filter(representative__in=whom, way=Way.LETTER)
        .exclude(key=key)
        .order_by("-pk")
    )
    earlier = set(map(bytes, found.values_list("voice__prints", flat=True)[: COMPARED * min(5, len(whom))]))
    is_one = any(likeness.share(text, likeness.taken(kept)) >= likeness.TOO_LIKE for kept in earlier)
    return "others" if is_one else ""


@transaction.atomic
def speak(
    *,
    appeal: Appeal,
    way: str,
    whom: Mapping[int, str],
    address: Address,
    language: str,
    source: str,
    consents: Mapping[str, int],
    given_name: str,
    family_name: str,
    postcode: str,
    zone: Zone | None = None,
    subject: str = "",
    text: str = "",
    visitor: str = "",
    ref: str = "",
    came: Mapping[str, str] | None = None,
    form_key: str = "",
) -> Submission | None:
    """Keep what was typed and queue the mail; None: barred, too many mails, or sent before.

    ``whom``: representative -> how a call went.
    """
    if not appeal.is_open:
        raise NotOpen("This appeal takes nothing now.")
    _refuse_many(address.key, visitor, len(whom))
    mails = Submission.objects.filter(key=address.key, asked_at__gt=timezone.now() - WINDOW, appeal=appeal)
    if mails.count() >= MAILS_PER_ADDRESS or address_bars.is_barred(appeal, address.key, visitor=visitor):
        log.warning("voice not mailed: the address has had enough, or is barred")
        return None
    voice = Submission(
        appeal=appeal, way=way, address=str(address), key=address.key, given_name=given_name,
        family_name=family_name, postcode=postcode, zone=zone, language=language, consents=dict(consents),
        source=source[:200], came=dict(came) if came else None, ref=ref[:100], visitor=visitor,
        form_key=form_key or None, subject=subject, text=text, prints=likeness.prints(text),
    )  # fmt: skip
    if not sql_inserts.add_once(voice, "form_key", lambda: _beside(voice, whom)):
        log.info("voice sent twice: done once")
        return None
    log.info("voice asked id=%s appeal=%s way=%s", voice.pk, appeal.pk, way)
    return voice


def _beside(voice: Submission, whom: Mapping[int, str]) -> None:
    """What goes with a new voice: to whom, and the mail with the link."""
    ContactAttempt.objects.bulk_create(
        ContactAttempt(
            voice=voice, representative_id=pk, appeal=voice.appeal, way=voice.way, key=voice.key,
            outcome=Outcome(said) if said else "",
        )
        for pk, said in whom.items()
    )  # fmt: skip
    tasks.send_voice_mail.enqueue(voice.pk)


def _refuse_many(key: str, visitor: str, n: int) -> None:
    now = timezone.now()
    if visitor:
        lately = Submission.objects.filter(visitor=visitor, asked_at__gt=now - WINDOW)
        if lately.count() >= settings.SIGN_UPS_PER_HOUR:
            raise TooMany("Too much from one network within an hour.")
    of_writer = ContactAttempt.objects.filter(key=key, way=Way.LETTER, counted_at__gt=now - timedelta(days=1))
    if of_writer.count() + n > LETTERS_PER_DAY:
        raise TooMany("Too many letters of one writer within a day.")


def mail_again(*, voice: Submission) -> bool:
    """Queue the mail once more, unless one left just now or it is confirmed."""
    return people.mail_link_again(row=voice, enqueue=tasks.send_voice_mail.enqueue)


@transaction.atomic
def confirm(*, voice: Submission) -> Submission:
    """Count it, make or complete the person, queue letters once, but to those reached before."""
    locked = Submission.objects.select_for_update(of=("self",)).select_related("appeal", "zone")
    voice = locked.get(pk=voice.pk)
    if voice.confirmed_at:
        return voice
    if not voice.appeal.is_open:
        raise NotOpen("This appeal takes nothing now.")
    now = timezone.now()
    n = sum(_count(each, now) for each in voice.approaches.order_by("representative"))
    came_before = "via" in (voice.came or {}) and people.agreed_before(voice.key)
    kind = WROTE if voice.is_letter else CALLED
    voice.person, _is_new = people.take_in(
        typed=voice, kind=kind, appeal=voice.appeal_id, title=voice.appeal.titles, n=n
    )
    voice.confirmed_at = now
    voice.save(update_fields=["person", "confirmed_at"])
    people.note_arrival(person=voice.person, act=Arrival.Act.APPEAL, came=voice.came, came_before=came_before)
    log.info("voice confirmed id=%s person=%s n=%s", voice.pk, voice.person.pk, n)
    return voice


def _count(approach: ContactAttempt, now: Any) -> bool:
    """Whether it is the first of this address to this representative; else it goes."""
    is_ours = approach.way == Way.LETTER and approach.appeal.is_sent_by_us
    approach.counted_at, approach.due_at = now, now if is_ours else None
    approach.sent_at = None if is_ours else now
    try:
        with transaction.atomic():
            approach.save(update_fields=["counted_at", "due_at", "sent_at"])
    except IntegrityError:
        approach.delete()
        return False
    return True


@transaction.atomic
def withdraw(*, voice: Submission) -> int:
    """The writer takes it back: what has not left stays, the text is deleted. How many were stopped."""
    voice = (
        Submission.objects.select_for_update(of=("self",)).select_related("appeal", "person").get(pk=voice.pk)
    )
    if voice.confirmed_at is None or voice.withdrawn_at:
        return 0
    n, _models = voice.approaches.filter(sent_at=None).delete()
    now = timezone.now()
    Submission.objects.filter(pk=voice.pk).update(withdrawn_at=now, emptied_at=now, subject="", text="")
    if voice.person:
        voice.person.log(WITHDRAWN, appeal=voice.appeal_id, title=voice.appeal.titles)
    log.info("voice withdrawn id=%s stopped=%s", voice.pk, n)
    return n


@transaction.atomic
def disown(*, voice: Submission) -> None:
    """ "This wasn't me", says whoever reads the mailbox: it goes, and only a fingerprint stays."""
    voice = (
        Submission.objects.select_for_update(of=("self",)).select_related("appeal", "person").get(pk=voice.pk)
    )
    if voice.person:
        people.take_back(typed=voice)
        voice.person.log(DISOWNED, appeal=voice.appeal_id, title=voice.appeal.titles)
    address_bars.bar(voice.appeal, voice.key)
    Submission.objects.filter(appeal=voice.appeal_id, key=voice.key).delete()
    log.info("voice disowned appeal=%s", voice.appeal_id)


def send_due() -> int:
    """Let letters leave that may: each minute, from the schedule. How many were queued."""
    now = timezone.now()
    return sum(throttle.claim(pk, tasks.send_letter.enqueue, now) for pk in throttle.due(now))
