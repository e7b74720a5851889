"""Write to representatives, or say that one called: asked for, mailed, confirmed; taken back, disowned."""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from hustings.outreach.tracking.attribution import conversions
from hustings.people.persons.models import Arrival
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, WINDOW, keep
from hustings.people.signups.kinds import Closed, SubmissionKind
from hustings.site.representatives import likeness, mailing_letters, mails, tasks, throttle
from hustings.site.representatives.models import ContactAttempt, Outcome, Representative, Voice, Way

log = logging.getLogger(__name__)
LETTERS_PER_DAY = 20  # of one writer, to all representatives of all appeals
COMPARED = 300  # earlier letters to one representative
WROTE, CALLED = "appeal.wrote", "appeal.called"
WITHDRAWN, DISOWNED = "appeal.withdrawn", "appeal.disowned"


class TooMany(Exception):
    """This visitor, or this writer, has written as often as anybody should."""


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
def speak(*, voice: Voice, whom: Mapping[int, str]) -> Voice | None:
    """Keep it and queue the mail; None: barred, too many mails, or sent before.

    ``whom``: representative -> how a call went.
    """
    appeal = voice.appeal
    if not appeal.is_open:
        raise Closed
    _refuse_many(voice.key, voice.visitor, len(whom))
    recent = Voice.objects.filter(key=voice.key, asked_at__gt=timezone.now() - WINDOW, appeal=appeal)
    is_barred = address_bars.is_barred(appeal, voice.key, visitor=voice.visitor)
    if recent.count() >= MAILS_PER_ADDRESS or is_barred:
        log.warning("voice not mailed: the address has had enough, or is barred")
        return None
    voice.prints = likeness.prints(voice.text)
    ref, voice.ref = voice.ref, ""  # told to whom it concerns, and kept by them alone
    return voice if keep(voice, lambda: _beside(voice, whom, ref)) else None


def _beside(voice: Voice, whom: Mapping[int, str], ref: str) -> None:
    if ref:
        conversions.begin(mailing_letters.KIND, ref, whose=voice.key)
    ContactAttempt.objects.bulk_create(
        ContactAttempt(
            voice=voice, representative_id=pk, appeal=voice.appeal, way=voice.way, key=voice.key,
            outcome=Outcome(said) if said else "",
        )
        for pk, said in whom.items()
    )  # fmt: skip


def _refuse_many(key: str, visitor: str, n: int) -> None:
    now = timezone.now()
    if visitor:
        lately = Voice.objects.filter(visitor=visitor, asked_at__gt=now - WINDOW)
        if lately.count() >= settings.SIGN_UPS_PER_HOUR:
            raise TooMany("Too much from one network within an hour.")
    of_writer = ContactAttempt.objects.filter(key=key, way=Way.LETTER, counted_at__gt=now - timedelta(days=1))
    if of_writer.count() + n > LETTERS_PER_DAY:
        raise TooMany("Too many letters of one writer within a day.")


def _confirm(voice: Voice) -> Voice:
    """Count it, make or complete the person, queue letters once, but to those reached before."""
    if not voice.appeal.is_open:
        raise Closed
    now = timezone.now()
    n = sum(_count(each, now) for each in voice.approaches.order_by("representative"))
    came_before = "via" in (voice.came or {}) and people.agreed_before(voice.key)
    kind = WROTE if voice.is_letter else CALLED
    voice.person, is_new = people.take_in(
        typed=voice, kind=kind, appeal=voice.appeal_id, title=voice.appeal.titles, n=n
    )
    voice.confirmed_at = now
    voice.save(update_fields=["person", "confirmed_at"])
    conversions.settle(mailing_letters.KIND, whose=voice.key, person=voice.person, is_new=is_new)
    people.note_arrival(person=voice.person, act=Arrival.Act.APPEAL, came=voice.came, came_before=came_before)
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


def _withdraw(voice: Voice) -> None:
    """The writer takes it back: what has not left stays, the text is deleted."""
    voice.approaches.filter(sent_at=None).delete()
    now = timezone.now()
    Voice.objects.filter(pk=voice.pk).update(withdrawn_at=now, emptied_at=now, subject="", text="")
    if voice.person:
        voice.person.log(WITHDRAWN, appeal=voice.appeal_id, title=voice.appeal.titles)


def _disown(voice: Voice) -> None:
    """It goes, with what it agreed to, and only a fingerprint stays."""
    if voice.person:
        people.take_back(typed=voice)
        voice.person.log(DISOWNED, appeal=voice.appeal_id, title=voice.appeal.titles)
    address_bars.bar(voice.appeal, voice.key)
    Voice.objects.filter(appeal=voice.appeal_id, key=voice.key).delete()


def send_due() -> int:
    """Let letters leave that may: each minute, from the schedule. How many were queued."""
    now = timezone.now()
    return sum(throttle.claim(pk, tasks.send_letter.enqueue, now) for pk in throttle.due(now))


def _approaches(voice: Voice) -> dict[str, Any]:
    rows = voice.approaches.select_related("representative").order_by("representative__name_key")
    found = list(rows)
    return {
        "voice": voice, "appeal": voice.appeal, "approaches": found,
        "n_waiting": sum(each.sent_at is None for each in found),
    }  # fmt: skip


def _closed(request: HttpRequest, voice: Voice) -> HttpResponse:
    return render(request, "representatives/not_open.html", {"appeal": voice.appeal}, status=410)


KIND = SubmissionKind(
    name="appeals", model=Voice, related=("appeal", "zone"), templates="representatives",
    mail="representatives/mails/voice", subject=mails.subject, words=_approaches,
    confirm=_confirm, closed=_closed, withdraw=_withdraw, disown=_disown,
    is_always_mailed=lambda voice: voice.is_letter,  # in their name, or the click says that they sent it
    withdrawn=gettext_lazy("The text is deleted, and unsent letters won’t be sent."),
)  # fmt: skip
