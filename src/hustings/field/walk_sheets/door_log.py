"""From a confirmed photo to the log of doors that phones write to, too: see canvassing/rules.py.

A page that was walked on a day is one replica, as a phone is. Another photo of it corrects what the first
one said, and nothing is noted twice.
"""

import datetime as dt
from uuid import UUID, uuid4, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.canvassing import rules, streams
from hustings.field.canvassing.models import WalkList
from hustings.field.walk_sheets import questions
from hustings.field.walk_sheets.models import Photo, Reading
from hustings.foundation.accounts.models import User
from hustings.foundation.sync import actions as sync
from hustings.foundation.sync.entries import MOST, Entry
from hustings.foundation.sync.models import Handset, LoggedEntry

_SPACE = UUID("f5b0c7b2-52f4-4a53-9a4e-8f2f0c6d1e77")
# Whoever asks to come back later stays open: the next walk knocks there.
_VERBS = {
    "absent": rules.ABSENT, "reached": rules.TALKED, "refused": rules.REFUSED, "never": rules.NO_RETURN,
}  # fmt: skip


def paper_of(walk_list: WalkList, user: User | None) -> Handset:
    """Name under which paper writes to the log of this list."""
    stream = streams.stream_of(walk_list)
    return sync.hand_out(stream=stream, name=_("Paper"), ends_at=timezone.now(), user=user)[0]


def list_of(paper: Handset | None) -> WalkList | None:
    """The walk list that phones can be handed."""
    return WalkList.objects.filter(pk=paper.stream.subject).first() if paper else None


def note(photo: Photo, user: User) -> None:
    """Bring the log up to what a confirmed photo says; twice is once."""
    _bring(photo, _said(photo), user)


def take_back(photo: Photo, user: User) -> None:
    """Take back whatever the page of this photo noted on its day."""
    _bring(photo, {}, user)


def _said(photo: Photo) -> dict[str, str]:
    """Result by door; the weightier one where two lines are one door."""
    ticked = photo.readings.filter(question=questions.RESULT, state=Reading.State.TICKED)
    found: dict[str, str] = {}
    for door, choice in ticked.values_list("door", "choice"):
        verb = _VERBS.get(choice)
        if verb and (door not in found or rules.RESULTS.index(verb) > rules.RESULTS.index(found[door])):
            found[door] = verb
    return found


def _bring(photo: Photo, said: dict[str, str], user: User) -> None:
    paper = photo.version.paper if photo.version else None
    if paper is None:
        return
    replica = uuid5(_SPACE, f"{photo.version_id}/{photo.page}/{photo.walked_on}")
    noted = list(LoggedEntry.objects.filter(handset=paper, replica=replica).order_by("n"))
    last = noted[-1].n if noted else 0
    stand = {op.key: op for op in rules.standing(map(rules.logged, noted)) if op.verb != rules.UNDO}
    entries = []
    for key in sorted({*said, *stand}):
        old, verb = stand.get(key), said.get(key, rules.UNDO)
        if old is None or old.verb != verb:
            last += 1
            entries.append(
                Entry(
                    id=uuid4(), replica=replica, n=last, seen={str(replica): last - 1}, key=key, verb=verb,
                    body={"of": old.id} if old else {}, happened_at=_moment(photo.walked_on),
                )
            )  # fmt: skip
    for at in range(0, len(entries), MOST):
        sync.rescue(handset=paper, entries=entries[at : at + MOST], clock_offset=0, user=user)


def _moment(day: dt.date) -> dt.datetime:
    """Noon of the day, or now: paper knows no hour."""
    noon = timezone.make_aware(dt.datetime.combine(day, dt.time(12)))
    return min(noon, timezone.now())
