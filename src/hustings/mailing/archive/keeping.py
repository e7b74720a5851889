"""Which mailings go into the archive, and when their pages begin to be read."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from hustings.campaigns.models import Campaign
from hustings.elections import law
from hustings.legal import ANYWHERE, Channel, Content
from hustings.mailing.archive import reading
from hustings.mailing.models import Archive, Archived, ArchivePage, Delivery, Mailing

log = logging.getLogger(__name__)
_LONGEST = 60  # characters of an address, beside its day
_AT_ONCE = 50
_LEFT = [*Mailing.MOVING, Mailing.State.SENT]
_HELD = [Mailing.State.PAUSED, Mailing.State.CANCELLED]


def begin(mailing: Mailing) -> None:
    """A mailing is sent: it goes in if the campaign has chosen so and nobody said otherwise."""
    if Archive.current().takes(mailing):
        Archived.objects.get_or_create(mailing=mailing, defaults={"wanted_at": timezone.now()})


def show_due() -> int:
    """Show what may be shown by now, also what silence held, and follow tests. Safe twice; tells how many."""
    if not Archive.current().is_on:
        return 0
    _follow_tests()
    due = Archived.objects.wanted().filter(shown_at=None, mailing__in=_leaving())
    return sum(show(one.mailing) for one in due.select_related("mailing").order_by("pk")[:_AT_ONCE])


def is_leaving(mailing: Mailing) -> bool:
    """Whether letters of it may leave, or have, and can't be called back any more."""
    return _leaving().filter(pk=mailing.pk).exists()


def _leaving() -> QuerySet[Mailing]:
    over = Q(leaves_at=None) | Q(leaves_at__lte=timezone.now())
    left = Exists(Delivery.objects.handed_over().filter(mailing=OuterRef("pk")))
    held = Q(left, state__in=_HELD)
    return Mailing.objects.filter(Q(state__in=_LEFT) | held, over, started_at__isnull=False)


@transaction.atomic
def show(mailing: Mailing) -> bool:
    """Let everybody read it, if it is wanted, its version is known and no silence is kept."""
    if not _leaving().select_for_update(of=("self",), no_key=True).filter(pk=mailing.pk).first():
        return False
    archived = Archived.objects.wanted().select_for_update().filter(pk=mailing.pk, shown_at=None).first()
    if not archived or not Archive.current().is_on or not mailing.started_at:
        return False
    if reading.waits_for_version(mailing, archived) or silent_until(mailing):
        return False
    write(mailing)
    archived.shown_at = timezone.now()
    archived.save(update_fields=["shown_at"])
    log.info("archived mailing=%s", mailing.pk)
    return True


def silent_until(mailing: Mailing) -> datetime | None:
    """Until when electoral silence keeps new pages of this kind off the site; None: none is kept now.

    A site is read everywhere, so the silence of any place counts. What stands there already may stay: the
    law is about spreading, and of pages says so of those that were not public before.
    """
    rules, now = law.read(), timezone.now()
    if rules is None:
        return None
    place = rules.pack.place(ANYWHERE)
    answer = rules.may_send(place, now, Channel.WEB, frozenset({Content(mailing.says)}))
    if not answer.silences:
        return None
    return max(window.until for window in answer.silences)


def write(mailing: Mailing) -> None:
    """Write its pages, one a language; addresses that it had stay."""
    first, sent_at = Campaign.current().language, mailing.started_at or timezone.now()
    had = {page.language: page for page in ArchivePage.objects.filter(mailing=mailing)}
    wanted = reading.languages(mailing, first)
    for language in wanted:
        title = reading.title(mailing, language)[:200]
        page = had.get(language) or ArchivePage(mailing=mailing, language=language)
        page.title, page.sent_at = title, sent_at
        page.slug = page.slug or _free(language, sent_at, title)
        page.save()


def _free(language: str, sent_at: datetime, title: str) -> str:
    """A readable address that nothing else has: the day and the subject."""
    day = timezone.localdate(sent_at).isoformat()
    words = slugify(title)[:_LONGEST].strip("-")
    slug = f"{day}-{words}" if words else day
    taken = set(
        ArchivePage.objects.filter(language=language, slug__startswith=slug).values_list("slug", flat=True)
    )
    n = 1
    while (found := slug if n == 1 else f"{slug}-{n}") in taken:
        n += 1
    return found


def _follow_tests() -> None:
    """Titles follow the version that a test has chosen since they were written."""
    later = Archived.objects.filter(mailing__trial__decided_at__gt=F("shown_at"), version="")
    for one in later.select_related("mailing")[:_AT_ONCE]:
        write(one.mailing)
        Archived.objects.filter(pk=one.pk).update(shown_at=timezone.now())
