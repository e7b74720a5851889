"""Parcels on their way: to each partner in their order, again and again for days, by the same number."""

import json
import logging

from django.db.models import F
from django.utils import timezone

from hustings.foundation.jobs.retry_policies import Policy
from hustings.foundation.lib.process.ciphers import InvalidToken
from hustings.foundation.webhooks import addresses
from hustings.networks.exchange.models import Parcel, Partner
from hustings.networks.exchange.partners import signing

log = logging.getLogger(__name__)
PATH = "/api/exchange/v1/parcels"
PATIENCE = Policy(attempts=20, wait=60, longest=6 * 3600)  # three days in all
PORTION = 50
UNFIT = 422  # it can't be used there, and never will
_HEADERS = {"Content-Type": "application/json", "User-Agent": "Hustings-Exchange/1.0"}


def send_due(pk: int) -> bool:
    """Send what is due, in its order, until something fails. Whether there is more."""
    partner = Partner.objects.live().filter(pk=pk).first()
    if partner is None:
        return False
    rows = list(Parcel.objects.filter(partner=partner).due()[:PORTION])
    return all(_send(partner, row) for row in rows) and len(rows) == PORTION


def _send(partner: Partner, row: Parcel) -> bool:
    said = {"uid": str(row.uid), "kind": row.kind, "data": row.data}
    body = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    try:
        headers = signing.headers(partner, body)
    except InvalidToken:
        return _failed(row, "key")
    url = partner.url.rstrip("/") + PATH
    answer = addresses.visitor(url).post(url, body, {**_HEADERS, **headers})
    if not answer.is_taken and answer.status != UNFIT:
        return _failed(row, str(answer.status or answer.trouble))
    trouble = "" if answer.is_taken else str(answer.status)
    mine = Parcel.objects.filter(pk=row.pk)
    mine.update(done_at=timezone.now(), due_at=None, data={}, trouble=trouble, n_tries=F("n_tries") + 1)
    return True


def _failed(row: Parcel, why: str) -> bool:
    """Put it off, and with it all that stand behind it; after three days it is given up."""
    n = row.n_tries + 1
    due = timezone.now() + PATIENCE.pause(n) if n <= PATIENCE.attempts else None
    Parcel.objects.filter(pk=row.pk).update(due_at=due, n_tries=n, trouble=why[:200])
    log.warning("exchange.parcel failed parcel=%s why=%s tries=%s", row.pk, why, n)
    return False
