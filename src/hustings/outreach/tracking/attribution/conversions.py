"""Write down what followed from a letter: once when it is begun, once when it is true.

Whose it is is known by a digest, so that the same person counts once for a mailing and kind. The digest goes
with its use. The person is named only where clicks may be somebody's, by the campaign's setting and theirs.
"""

import logging
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.sql import sql_rows
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.emails import link_refs
from hustings.outreach.emails.blocks import VERSIONS
from hustings.outreach.tracking.attribution import kinds
from hustings.outreach.tracking.attribution.kinds import Kind
from hustings.outreach.tracking.models import Conversion, Measure
from hustings.people.persons.models import Consent, Person, Purpose
from hustings.people.signups.models.submissions import KEPT_UNCONFIRMED

log = logging.getLogger(__name__)
Measuring = Campaign.Measuring
_OFF = Measuring.NOTHING


def digest(whose: str) -> str:
    """Tells one mailbox from another, and leads back to none."""
    return salted_hmac("hustings.outreach.tracking.attribution", whose, algorithm="sha256").hexdigest()[:32]


@transaction.atomic
def begin(kind: Kind, ref: str, *, whose: str) -> bool:
    """A visitor by ``ref`` (``whose``: their mailbox's key) has asked for it; False: it doesn't count."""
    named = link_refs.read(ref)
    if named is None or Campaign.current().measure_clicks == _OFF:
        return False
    if not Measure.objects.filter(pk=named.mailing).exclude(clicks=_OFF).exists():
        return False
    version = VERSIONS[named.version - 1] if 0 < named.version <= len(VERSIONS) else ""
    row = Conversion(
        mailing_id=named.mailing, kind=kind.key, link=named.link, version=version, whose=digest(whose)
    )
    Conversion.objects.bulk_create([row], ignore_conflicts=True)  # the same twice is once
    return True


class Followed(NamedTuple):
    """What is true now, of whom; ``is_new``: unknown to the campaign before."""

    whose: str
    person: Person | None = None
    is_new: bool = False


@transaction.atomic(savepoint=False)  # a step of what is confirmed, and refused by nobody
def settle(kind: Kind, *, whose: str, person: Person | None = None, is_new: bool = False) -> None:
    """Now it is true, for the letter that they followed last. ``is_new``: unknown to the campaign before."""
    key = digest(whose)
    waiting = sql_rows.find(
        Conversion, "kind = %s AND whose = %s AND confirmed_at IS NULL", kind.key, key, is_locked=True
    )
    _confirm(waiting, {key: Followed(whose, person, is_new)})


@transaction.atomic(savepoint=False)
def settle_all(kind: Kind, followed: Iterable[Followed]) -> None:
    """Now all of these are; of one mailbox the first counts."""
    by_key: dict[str | None, Followed] = {}
    for each in followed:
        by_key.setdefault(digest(each.whose), each)
    if by_key:
        waiting = Conversion.objects.filter(kind=kind.key, whose__in=by_key, confirmed_at=None)
        _confirm(waiting.select_for_update().order_by("pk"), by_key)


def _confirm(waiting: Iterable[Conversion], by_key: Mapping[str | None, Followed]) -> None:
    """Confirm the last that each followed, and drop their others."""
    since = _since()
    last: dict[str | None, Conversion] = {}
    others = []
    for row in sorted((row for row in waiting if row.at >= since), key=lambda row: (row.at, row.pk)):
        if row.whose in last:
            others.append(last[row.whose].pk)
        last[row.whose] = row
    if not last:
        return
    pairs = {
        (person.pk, row.mailing_id) for key, row in last.items() if (person := by_key[key].person)
    }  # fmt: skip
    named = may_name(pairs) if pairs else set()
    for key, row in last.items():
        _whose, person, is_new = by_key[key]
        row.confirmed_at, row.is_new = timezone.now(), is_new
        row.person = person if person and (person.pk, row.mailing_id) in named else None
        log.info("follow settled kind=%s mailing=%s", row.kind, row.mailing_id)
    sql_rows.change_all(list(last.values()), "confirmed_at", "is_new", "person")
    if others:
        Conversion.objects.filter(pk__in=others).delete()


def _since() -> datetime:
    return timezone.now() - KEPT_UNCONFIRMED


def may_name(pairs: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of these people and mailings of whom it may be kept which letter it followed: as with clicks."""
    now = Campaign.current().measure_clicks
    measures = Measure.objects.filter(pk__in={mailing for _person, mailing in pairs})
    how = {
        mailing: min(Measuring(then), Measuring(now), key=list(Measuring).index)
        for mailing, then in measures.values_list("pk", "clicks")
    }
    stand = Consent.objects.filter(person__in={person for person, _mailing in pairs}, purpose=Purpose.MEASURE)
    says = dict(stand.values_list("person", "is_given"))
    willing: dict[Measuring, set[bool | None]] = {Measuring.AGREED: {True}, Measuring.UNLESS: {True, None}}
    return {
        (person, mailing) for person, mailing in pairs
        if says.get(person) in willing.get(how.get(mailing, _OFF), ())
    }  # fmt: skip


def unname(campaign: Campaign) -> int:
    """Let go of who it was: of all who don't let it be noted, and of all after the campaign's days."""
    named = Conversion.objects.exclude(person=None)
    if not campaign.measures_clicks_of_people:
        return named.update(person=None)
    said = Consent.objects.filter(person=OuterRef("person"), purpose=Purpose.MEASURE)
    refusing, agreed = Q(Exists(said.filter(is_given=False))), Q(Exists(said.filter(is_given=True)))
    unwilling = refusing if campaign.measures_unasked else ~agreed
    old = Q(confirmed_at__lt=timezone.now() - timedelta(days=campaign.measure_days))
    return named.filter(unwilling | old).update(person=None)


def forget() -> int:
    """A daily deed: what nobody confirmed goes, and digests that nothing is told by any more."""
    Conversion.objects.filter(confirmed_at=None, at__lt=_since()).delete()
    # The same can't come again after its window. Of kinds whose app is gone nothing comes.
    told = Conversion.objects.exclude(whose=None)
    windows = {kind.key: kind.window for kind in kinds.every()}
    for key, window in windows.items():
        done = told.filter(kind=key, confirmed_at__lt=timezone.now() - window - timedelta(days=1))
        done.update(whose=None)
    told.exclude(kind__in=windows).filter(confirmed_at__isnull=False).update(whose=None)
    return unname(Campaign.current())


def erase(people: Collection[int], keys: Collection[str]) -> None:
    """Those whose mailboxes are erased: nothing tells any more whose it was; unconfirmed it goes."""
    letters = Delivery.objects.filter(person__in=people).order_by().values_list("pk", flat=True)
    named = [*keys, *(f"delivery {pk}" for pk in letters)]  # answers are known by their letter
    theirs = Conversion.objects.filter(whose__in=[digest(each) for each in named])
    theirs.filter(confirmed_at=None).delete()
    theirs.update(whose=None)
