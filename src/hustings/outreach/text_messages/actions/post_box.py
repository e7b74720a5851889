"""Texts that wait at gateways until they are fetched: those that call nobody when one comes in."""

import logging

from hustings.foundation.lib.sql import sql_parts
from hustings.outreach.text_messages import gateways, inbox
from hustings.outreach.text_messages.gateways.lines import Cut
from hustings.outreach.text_messages.gateways.port import Arrived, Down, Told
from hustings.outreach.text_messages.models import Gateway, Incoming

log = logging.getLogger(__name__)


def empty() -> None:
    """Fetch from each gateway, also from one that is off: a STOP counts always."""
    for gateway in Gateway.objects.filter(provider__in=gateways.FETCHED):
        try:
            for told in gateways.waiting(gateway):
                inbox.take(gateway, Told(arrived=_new(gateway, told.arrived)))
        except (Down, Cut, ValueError) as fault:
            log.warning("texts.not_fetched gateway=%s: %s", gateway.pk, fault)


def _new(gateway: Gateway, arrived: tuple[Arrived, ...]) -> tuple[Arrived, ...]:
    """Those that were not taken before: a list of stopped numbers comes whole each time."""
    known = set[str]()
    for part in sql_parts.parts(each.provider_id for each in arrived):
        rows = Incoming.objects.filter(gateway=gateway, provider_id__in=part)
        known |= set(rows.values_list("provider_id", flat=True))
    return tuple(each for each in arrived if each.provider_id not in known)
