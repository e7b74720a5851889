"""Signs that a mail in our name isn't ours: evidence, each a code with its values."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_tz
from itertools import pairwise

from mailguard.forensics import habits
from mailguard.forensics.habits import Habits
from mailguard.forensics.proving import Proof
from mailguard.forensics.reading import Mail
from mailguard.identifiers import domain_names

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SPARE = timedelta(hours=26)  # a clock in the wrong zone, and a little
_LONG = timedelta(days=10)  # a mail may wait that long, not be sent before it was written
_FARTHEST = 14 * 60  # minutes that a zone may lie from Greenwich
ENOUGH = 2


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign; ``weight`` 2 is enough by itself."""

    code: str
    weight: int
    detail: str = ""


def signs(
    mail: Mail, proof: Proof, ours: frozenset[str], known: Habits, now: datetime, is_rewritten: bool
) -> list[Sign]:
    """What speaks against it. Empty for mail that isn't in our name."""
    domain = mail.facts.author.organisation
    if domain not in ours:
        return []
    found = [*_dates(mail, now)]
    if not is_rewritten:
        found += _signature(mail, proof, domain, known)
    found += _shape(mail, domain, known)
    found += _way(mail, domain, ours, known)
    return found


def _signature(mail: Mail, proof: Proof, domain: str, known: Habits) -> Iterator[Sign]:
    is_ours = any(domain_names.organisation(each) == domain for each in proof.failed)
    if is_ours and not mail.facts.bulk.list_id:
        yield Sign("signature_wrong", 2, proof.detail)
    elif (
        habits.is_transported(mail)
        and domain not in habits.signers(mail)
        and known.signs(domain, habits.month(mail))
    ):
        yield Sign("signature_missing", 2, habits.month(mail))


def _dates(mail: Mail, now: datetime) -> Iterator[Sign]:
    facts = mail.facts
    sent, raw = facts.sent_at, facts.header("date")
    if sent is None:
        if raw:
            yield Sign("date_unreadable", 1, raw[:100])
        return
    name = raw.strip()[:3].title()
    # of the day as it is written: the zone is part of it
    if name in _DAYS and _DAYS[sent.weekday()] != name:
        yield Sign("date_weekday", 2, raw[:100])
    said = parsedate_tz(raw)
    if said and said[9] is not None and abs(said[9]) > _FARTHEST * 60:
        yield Sign("date_zone", 2, raw[:100])
    if sent > now + _SPARE:
        yield Sign("date_future", 2, raw[:100])
    hops = [hop.at for hop in facts.hops if hop.at]
    if hops and min(hops) < sent - _SPARE:
        yield Sign("date_after_arrival", 2, raw[:100])
    elif hops and min(hops) > sent + _LONG:
        yield Sign("date_long_before_arrival", 1, raw[:100])
    if any(earlier > later + _SPARE for later, earlier in pairwise(hops)):
        yield Sign("received_backwards", 2)


def _shape(mail: Mail, domain: str, known: Habits) -> Iterator[Sign]:
    message_id = mail.facts.message_id
    if not known.knows("id", domain):
        return
    if not message_id:
        yield Sign("message_id_missing", 1)
    elif not known.has("id", domain, habits.shape(message_id)):
        yield Sign("message_id_shape", 1, message_id[:200])


def _way(mail: Mail, domain: str, ours: frozenset[str], known: Habits) -> Iterator[Sign]:
    if not known.knows("by", domain) or not mail.facts.hops:
        return
    left = habits.left_by(mail)
    if left and not any(each in ours or known.has("by", domain, each) for each in left):
        yield Sign("received_elsewhere", 1, ", ".join(left))
