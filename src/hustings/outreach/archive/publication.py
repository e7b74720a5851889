"""Publication: the mailings that go into the archive, and when their pages begin to be read."""

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.text import slugify

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.elections import law
from hustings.foundation.legal import ANYWHERE, Channel, Content
from hustings.outreach.abtests.models import ABTest
from hustings.outreach.archive import exclusions, pages
from hustings.outreach.archive.models import Archive, Archived, ArchivePage
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings.models import Mailing

log = logging.getLogger(__name__)
_LONGEST = 60  # characters of an address, beside its day
_AT_ONCE = 50


def begin(mailing: Mailing) -> None:
    """A mailing is sent: it goes in if the campaign has chosen so and nobody said otherwise."""
    if Archive.current().takes(mailing) and not exclusions.is_for_members(mailing):
        Archived.objects.get_or_create(mailing=mailing, defaults={"wanted_at": timezone.now()})
    # Versions are fixed from now on: one that was chosen and is written no more is chosen no more.
    Archived.objects.filter(pk=mailing.pk).exclude(version__in=["", *mailing.versions]).update(version="")


def show_due() -> int:
    """Show what may be shown by now, also what silence held. Safe twice; tells how many."""
    if not Archive.current().is_on:
        return 0
    open_ = ABTest.objects.filter(pk=OuterRef("pk"), decided_at=None).exclude(versions="")
    due = Archived.objects.wanted().filter(shown_at=None, mailing__in=_left())
    due = due.exclude(Exists(open_), version="")
    if silenced := [says for says in Mailing.Says.values if _silence(says)]:
        due = due.exclude(mailing__says__in=silenced)
    return sum(show(one.mailing) for one in due.select_related("mailing").order_by("pk")[:_AT_ONCE])


def _left() -> QuerySet[Mailing]:
    """Those of which a letter has left: what nobody has got, nobody else reads either."""
    left = Exists(Delivery.objects.handed_over().filter(mailing=OuterRef("pk")))
    return Mailing.objects.filter(left, started_at__isnull=False).exclude(state=Mailing.State.DRAFT)


@transaction.atomic
def show(mailing: Mailing) -> bool:
    """Let everybody read it, if it is wanted, a letter has left, and neither test nor silence holds it."""
    if not _left().select_for_update(of=("self",), no_key=True).filter(pk=mailing.pk).first():
        return False
    archived = Archived.objects.wanted().select_for_update().filter(pk=mailing.pk, shown_at=None).first()
    if not archived or not Archive.current().is_on or _is_held(mailing, archived):
        return False
    write(mailing)
    archived.shown_at = timezone.now()
    archived.save(update_fields=["shown_at"])
    log.info("archived mailing=%s", mailing.pk)
    return True


def prepare(mailing: Mailing) -> None:
    """Give it its addresses before the first letter leaves, for letters lead there."""
    archived = Archived.objects.wanted().filter(pk=mailing.pk, shown_at=None).first()
    if archived and mailing.started_at and Archive.current().is_on and not _is_held(mailing, archived):
        write(mailing)


def online(mailing: Mailing, language: str) -> str:
    """Where a letter that leaves now may be read in a browser; empty where it can't be."""
    archived = Archived.objects.wanted().filter(pk=mailing.pk).first()
    if archived is None or not Archive.current().is_on:
        return ""
    if not archived.shown_at and _is_held(mailing, archived):
        return ""
    return pages.online(mailing, archived, language)


def _is_held(mailing: Mailing, archived: Archived) -> bool:
    if exclusions.is_for_members(mailing) or pages.waits_for_version(mailing, archived):
        return True
    return silent_until(mailing) is not None


def silent_until(mailing: Mailing) -> datetime | None:
    """Until when electoral silence keeps new pages off the site, which is read everywhere.

    So the silence of any place counts; the law spares pages that were public before.
    """
    return _silence(mailing.says)


def _silence(says: str) -> datetime | None:
    rules, now = law.read(), timezone.now()
    if rules is None:
        return None
    place = rules.pack.place(ANYWHERE)
    answer = rules.may_send(place, now, Channel.WEB, frozenset({Content(says)}))
    if not answer.silences:
        return None
    return max(window.until for window in answer.silences)


def write(mailing: Mailing) -> None:
    """Write its pages, one a language; addresses that it had stay."""
    first, sent_at = Campaign.current().language, mailing.started_at or timezone.now()
    had = {page.language: page for page in ArchivePage.objects.filter(mailing=mailing)}
    wanted = pages.languages(mailing, first)
    for language in wanted:
        title = pages.title(mailing, language)[:200]
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
