"""Sign up on the site: asked for, mailed, confirmed; forgotten where nobody confirms."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.sql import sql_cursors, sql_rows
from hustings.foundation.webhooks import outbox
from hustings.people.persons.models import Arrival
from hustings.people.signups import hooks, webhook_events
from hustings.people.signups.actions.arrivals import agreed_before, note_arrival
from hustings.people.signups.actions.newcomers import take_back, take_in
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, WINDOW, TooMany, keep
from hustings.people.signups.kinds import SubmissionKind
from hustings.people.signups.models import SignUp

log = logging.getLogger(__name__)
SECOND_CLICK = timedelta(minutes=1)  # in which the same words are the same form, sent twice


def request_sign_up(*, sign_up: SignUp, beside: Callable[[], object] = lambda: None) -> SignUp | None:
    """Keep it and queue the mail; None for too many mails, a trap's address, or the same sent again.

    ``beside`` is done in the same transaction, before it counts.
    """
    recent = _recent(sign_up.key, sign_up.visitor)
    is_nobodys = trap_addresses.is_reserved(sign_up.key, where=sign_up.source, visitor=sign_up.visitor)
    words = tuple(getattr(sign_up, name) for name in _WORDS)
    if any(one.is_soon and one.words == words for one in recent):
        log.info("sign-up sent twice: done once")
        return None
    if sum(1 for one in recent if sign_up.visitor and one.visitor == sign_up.visitor) >= _most():
        raise TooMany("Too many sign-ups from one network within an hour.")
    if is_nobodys:
        log.info("sign-up not kept: the address is nobody's")
        return None
    if sum(1 for one in recent if one.words[0] == sign_up.key) >= MAILS_PER_ADDRESS:
        log.warning("sign-up not mailed again: %s in an hour", MAILS_PER_ADDRESS)
        return None
    ref, sign_up.ref = sign_up.ref, ""  # told to whom it concerns, and kept by them alone

    def tell() -> None:
        hooks.asked(sign_up, ref)
        beside()

    return sign_up if keep(sign_up, tell) else None


def _most() -> int:
    return int(settings.SIGN_UPS_PER_HOUR)


_WORDS = ("key", "given_name", "family_name", "phone", "postcode", "zone_id", "source", "consents")
# By hand: the compiler of queries takes longer than the database, and each sign-up asks this.
_RECENT = """
    SELECT visitor, asked_at > %s,
        key, given_name, family_name, phone, postcode, zone_id, source, consents
    FROM signups_signup
    WHERE asked_at > %s AND (key = %s OR (visitor = %s AND visitor <> ''))
    LIMIT %s
"""


class _Recent(NamedTuple):
    """An earlier sign-up: by which visitor, whether a moment ago, and what was typed."""

    visitor: str
    is_soon: bool
    words: tuple[Any, ...]


def _recent(key: str, visitor: str) -> list[_Recent]:
    now, adapt = timezone.now(), connection.ops.adapt_datetimefield_value
    most = _most() + MAILS_PER_ADDRESS
    with sql_cursors.ready(connection) as cursor:
        cursor.execute(_RECENT, [adapt(now - SECOND_CLICK), adapt(now - WINDOW), key, visitor, most])
        rows = cursor.fetchall()
    return [
        _Recent(by, bool(is_soon), (*words, consents if isinstance(consents, dict) else json.loads(consents)))
        for by, is_soon, *words, consents in rows
    ]


def _confirm(sign_up: SignUp) -> SignUp:
    was_brought = bool(sign_up.recruiter_id or "via" in (sign_up.came or {}))
    came_before = was_brought and agreed_before(sign_up.key)
    person, is_new = take_in(typed=sign_up, kind="sign_up.confirmed")
    note_arrival(
        person=person, act=_act(sign_up), came=sign_up.came, came_before=came_before,
        recruiter=sign_up.recruiter,
    )  # fmt: skip
    hooks.confirmed(sign_up, person, is_new=is_new)
    sign_up.confirmed_at, sign_up.person = timezone.now(), person
    sql_rows.change(sign_up, "confirmed_at", "person")
    outbox.tell(webhook_events.CONFIRMED, person.pk, sign_up={"id": sign_up.pk}, is_new=is_new)
    return sign_up


def _disown(sign_up: SignUp) -> None:
    """Take back what was agreed to; what else is known of the address came by other ways, and stays."""
    if sign_up.person:
        take_back(typed=sign_up)
    sign_up.delete()


def _act(sign_up: SignUp) -> Arrival.Act:
    """What they came to; a form's answers are confirmed by a sign-up too."""
    is_form = bool(sign_up.came) and hooks.sent_with(sign_up)
    return Arrival.Act.ANSWER if is_form else Arrival.Act.SIGN_UP


KIND = SubmissionKind(
    name="sign_ups", model=SignUp, related=("zone", "recruiter", "person"), templates="website",
    mail="signups/mails/sign_up",
    subject=lambda sign_up: _("Please confirm: %(campaign)s") % {"campaign": Campaign.current().name},
    words=lambda sign_up: {"titles": hooks.sent_with(sign_up)},
    confirm=_confirm, disown=_disown, is_barred_after=False, page_after=hooks.page_after,
)  # fmt: skip
