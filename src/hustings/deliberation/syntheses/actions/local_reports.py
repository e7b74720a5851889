"""Report on a local debate, and show a picture of it."""

import datetime as dt
import logging
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from hustings.deliberation.consultations import actions as acts
from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import Item, ItemKind, Participant, Phase
from hustings.deliberation.syntheses.models import LocalReport
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import write_turns
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)
AGAIN = dt.timedelta(minutes=10)
ACT = "local_report"


def report(*, participant: Participant, phase: Phase, title: str, text: str, values: dict[str, Any]) -> Item:
    """Keep a report, shown at once; sent twice it is one. Raises as posting does."""
    with write_turns.turn(), transaction.atomic():
        mine = Item.objects.live().filter(
            participant=participant, kind=ItemKind.REPORT, posted_at__gt=timezone.now() - AGAIN
        )
        if twice := mine.filter(version__title=title, version__text=text).first():
            return twice
        made = acts.post(participant=participant, kind=ItemKind.REPORT, phase=phase, title=title, text=text)
        LocalReport.objects.create(item=made, **values)
        Item.objects.filter(pk=made.pk).update(zone=values.get("zone_id"))
    log.info("syntheses.report item=%s", made.pk)
    return made


def set_picture(*, participant: Participant, item: Item, picture: Any, alt: str = "") -> None:
    """Show another picture with one's report, or none; moderators look at it anew.

    Raises Barred, Gone, NotOpen.
    """
    with write_turns.turn(), transaction.atomic():
        rows = LocalReport.objects.select_for_update(of=("self",)).select_related("item__phase__consultation")
        found = rows.filter(item=item, item__participant=participant).first()
        if found is None or not found.item.is_live:
            raise refusals.Gone
        if participant.barred_at:
            raise refusals.Barred
        if not found.item.phase.is_open():
            raise refusals.NotOpen
        drop_pictures(LocalReport.objects.filter(pk=found.pk))
        if picture:
            found.picture, found.picture_alt = picture, alt
            found.save(update_fields=["picture", "picture_alt"])
            Item.objects.filter(pk=found.item_id).update(checked_at=None)
        site_version.renew()
    log.info("syntheses.set_picture item=%s", item.pk)


@transaction.atomic
def remove_picture(*, report: LocalReport, user: User) -> None:
    """Take a picture down that breaks the rules; the report stays."""
    drop_pictures(LocalReport.objects.filter(pk=report.pk))
    site_version.renew()
    log.info("syntheses.remove_picture item=%s by=%s", report.item_id, user.pk)


def drop_pictures(reports: QuerySet[LocalReport]) -> None:
    """Take the pictures from reports; the files go once the transaction has ended."""
    for each in reports.exclude(picture=""):
        transaction.on_commit(partial(each.picture.storage.delete, str(each.picture.name)))
        LocalReport.objects.filter(pk=each.pk).update(picture="", picture_alt="")


def drop_picture_of(item: int) -> None:
    drop_pictures(LocalReport.objects.filter(item=item))


def erase(people: Sequence[int], keys: Sequence[str]) -> None:
    """Drop places, links and pictures of those who are erased, and pictures of what was taken back before."""
    mailboxes = [counted_as(key) for key in keys]
    voices = Participant.objects.filter(Q(person__in=people) | Q(mailbox__in=mailboxes))
    LocalReport.objects.filter(item__participant__in=voices).update(place="", link="")
    drop_pictures(LocalReport.objects.filter(Q(item__participant__in=voices) | ~Q(item__withdrawn_at=None)))


def do(participant: Participant, act: Mapping[str, Any]) -> Item:
    """The same from an act as data: see ``act_kinds`` of consultations."""
    phases = Phase.objects.select_related("consultation").filter(consultation=participant.consultation_id)
    phase = phases.filter(pk=act["phase"]).first()
    if phase is None:
        raise refusals.Gone
    values = {
        "place": act["place"], "zone_id": act["zone"], "held_on": dt.date.fromisoformat(act["held_on"]),
        "n_present": act["n_present"], "link": act["link"],
    }  # fmt: skip
    return report(participant=participant, phase=phase, title=act["title"], text=act["text"], values=values)
