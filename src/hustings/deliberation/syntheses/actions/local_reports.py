"""Report on a local debate."""

import datetime as dt
import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from hustings.deliberation.consultations import actions as acts
from hustings.deliberation.consultations import refusals
from hustings.deliberation.consultations.models import Item, ItemKind, Participant, Phase
from hustings.deliberation.syntheses.models import LocalReport
from hustings.foundation.lib.sql import write_turns

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
