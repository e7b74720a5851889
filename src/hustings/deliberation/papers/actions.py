"""Enter contributions that came on paper."""

import logging
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations import acted
from hustings.deliberation.consultations.actions import items
from hustings.deliberation.consultations.actions.participants import take_part
from hustings.deliberation.consultations.models import Item, ItemKind, Phase, Question
from hustings.deliberation.papers import scans
from hustings.deliberation.papers.models import Paper
from hustings.foundation.accounts.models import User
from hustings.foundation.lib.sql import write_turns
from hustings.people.persons.models import Email
from hustings.site.website.serving import site_version

log = logging.getLogger(__name__)


class Acted(Exception):
    """Somebody voted on it, answered or cited it: moderators may hide it, and say why."""


def enter(
    *, phase: Phase, question: Question | None, title: str, text: str, email: Email | None,
    written_on: date | None, scan: Any, user: User,
) -> Item:  # fmt: skip
    """Write down a sheet: of the person whose address is given, or of nobody; whatever the dates of the step.

    Raises NotInvited, Barred.
    """
    author = None
    if email:
        author = take_part(consultation=phase.consultation, person=email.person, key=email.key)
    with write_turns.turn(), transaction.atomic():
        made = items.add(
            phase=phase, kind=ItemKind.CONTRIBUTION, title=title, text=text, participant=author,
            question=question, zone=author.zone_id if author else phase.consultation.zone_id,
            checked_at=timezone.now(), data={"is_paper": True},
        )  # fmt: skip
        Paper.objects.create(item=made, written_on=written_on, scan=scan or "", user=user)
    log.info("papers.enter item=%s user=%s", made.pk, user.pk)
    return made


def correct(*, paper: Paper, title: str, text: str, written_on: date | None, scan: Any, user: User) -> None:
    """Give a sheet the words that stand on it, its next version; a new scan replaces the old. Raises Gone."""
    with write_turns.turn(), transaction.atomic():
        found = Paper.objects.select_for_update(of=("self",)).select_related("item").get(pk=paper.pk)
        items.edit(item=found.item, title=title, text=text)
        found.written_on = written_on
        if scan:
            scans.drop(found)
            found.scan = scan
        found.save(update_fields=["written_on", "scan"])
        site_version.renew()
    log.info("papers.correct paper=%s user=%s", found.pk, user.pk)


def delete(*, paper: Paper, user: User) -> None:
    """Delete a sheet with its contribution and scan, while nobody voted on it or answered. Raises Acted."""
    with write_turns.turn(), transaction.atomic():
        item = Item.objects.select_for_update(of=("self",)).get(pk=paper.item_id)
        if acted.on([item.pk], [Paper]):
            raise Acted
        scans.drop(Paper.objects.get(item=item))
        item.delete()
        site_version.renew()
    log.info("papers.delete item=%s user=%s", paper.item_id, user.pk)
