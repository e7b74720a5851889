"""Sign up on the site: asked for, mailed, confirmed; forgotten where nobody confirms."""

import json
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from hustings.foundation.lib import trap_addresses
from hustings.foundation.lib.sql import sql_inserts as rows
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Arrival, Person
from hustings.people.signups import hooks
from hustings.people.signups.actions.arrivals import agreed_before, note_arrival
from hustings.people.signups.actions.mailed_links import MAILS_PER_ADDRESS, WINDOW, mail_link_again
from hustings.people.signups.actions.newcomers import take_in
from hustings.people.signups.models import SignUp
from hustings.people.signups.tasks import send_sign_up_mail
from mailguard.identifiers.addresses import Address

log = logging.getLogger(__name__)
SECOND_CLICK = timedelta(minutes=1)  # in which the same words are the same form, sent twice


class TooManySignUps(Exception):
    """This visitor has signed up many people within the hour."""


def request_sign_up(
    *,
    address: Address,
    language: str,
    source: str,
    consents: Mapping[str, int],
    given_name: str = "",
    family_name: str = "",
    phone: str = "",
    postcode: str = "",
    zone: Zone | None = None,
    visitor: str = "",
    recruiter: Person | None = None,
    ref: str = "",
    came: Mapping[str, str] | None = None,
    form_key: str = "",
) -> SignUp | None:
    """Keep what was typed and queue the mail; None for too many, or the same ``form_key`` again.

    ``consents``: purpose to wording; ``ref``: the letter, ``came``: the campaign and site they came by.
    """
    recent = _recent(address.key, visitor)
    is_nobodys = trap_addresses.is_reserved(address.key, where=source, visitor=visitor)
    where = zone.pk if zone else None
    words = (address.key, given_name, family_name, phone, postcode, where, source[:200], dict(consents))
    if any(one.is_soon and one.words == words for one in recent):
        log.info("sign-up sent twice: done once")
        return None
    if sum(1 for one in recent if visitor and one.visitor == visitor) >= settings.SIGN_UPS_PER_HOUR:
        raise TooManySignUps("Too many sign-ups from one network within an hour.")
    if is_nobodys:
        log.info("sign-up not kept: the address is nobody's")
        return None
    if sum(1 for one in recent if one.words[0] == address.key) >= MAILS_PER_ADDRESS:
        log.warning("sign-up not mailed again: %s in an hour", MAILS_PER_ADDRESS)
        return None
    sign_up = SignUp(
        address=str(address),
        key=address.key,
        given_name=given_name,
        family_name=family_name,
        phone=phone,
        postcode=postcode,
        zone=zone,
        language=language,
        consents=dict(consents),
        source=source[:200],
        visitor=visitor,
        recruiter=recruiter,
        came=dict(came) if came else None,
        form_key=form_key or None,
    )
    return sign_up if _keep(sign_up, ref) else None


def _keep(sign_up: SignUp, ref: str) -> bool:
    """Whether it was new. Counted before it, so that the only writer of SQLite is held shortly."""

    def follow() -> None:
        hooks.asked(sign_up, ref)
        send_sign_up_mail.enqueue(sign_up.pk)

    if not rows.add_once(sign_up, "form_key", follow):
        log.info("sign-up sent twice: done once")
        return False
    log.info("sign-up requested id=%s", sign_up.pk)
    return True


# By hand: the compiler of queries takes longer than the database, and each sign-up asks this.
_RECENT = """
    SELECT visitor, requested_at > %s,
        key, given_name, family_name, phone, postcode, zone_id, source, consents
    FROM signups_signup
    WHERE requested_at > %s AND (key = %s OR (visitor = %s AND visitor <> ''))
    LIMIT %s
"""


class _Recent(NamedTuple):
    """An earlier sign-up: by which visitor, whether a moment ago, and what was typed."""

    visitor: str
    is_soon: bool
    words: tuple[Any, ...]


def _recent(key: str, visitor: str) -> list[_Recent]:
    now, adapt = timezone.now(), connection.ops.adapt_datetimefield_value
    most = settings.SIGN_UPS_PER_HOUR + MAILS_PER_ADDRESS
    with connection.cursor() as cursor:
        cursor.execute(_RECENT, [adapt(now - SECOND_CLICK), adapt(now - WINDOW), key, visitor, most])
        rows = cursor.fetchall()
    return [
        _Recent(by, bool(is_soon), (*words, consents if isinstance(consents, dict) else json.loads(consents)))
        for by, is_soon, *words, consents in rows
    ]


def mail_sign_up_again(*, sign_up: SignUp) -> bool:
    """Queue the mail once more, unless one left just now or it is confirmed."""
    return mail_link_again(row=sign_up, enqueue=send_sign_up_mail.enqueue)


@transaction.atomic
def confirm_sign_up(*, sign_up: SignUp) -> Person:
    """Make or complete the person. Twice is like once; their yes counts from this click."""
    locked = SignUp.objects.select_for_update(of=("self",)).select_related("zone", "recruiter", "person")
    sign_up = locked.get(pk=sign_up.pk)
    if sign_up.confirmed_at and sign_up.person:
        return sign_up.person
    was_brought = bool(sign_up.recruiter or "via" in (sign_up.came or {}))
    came_before = was_brought and agreed_before(sign_up.key)
    person, is_new = take_in(typed=sign_up, kind="sign_up.confirmed")
    note_arrival(
        person=person, act=_act(sign_up), came=sign_up.came, came_before=came_before,
        recruiter=sign_up.recruiter,
    )  # fmt: skip
    hooks.confirmed(sign_up, person, is_new=is_new)
    sign_up.confirmed_at, sign_up.person = timezone.now(), person
    sign_up.save(update_fields=["confirmed_at", "person"])
    log.info("sign-up confirmed id=%s person=%s", sign_up.pk, person.pk)
    return person


def _act(sign_up: SignUp) -> Arrival.Act:
    """What they came to; a form's answers are confirmed by a sign-up too."""
    is_form = bool(sign_up.came) and hooks.sent_with(sign_up)
    return Arrival.Act.ANSWER if is_form else Arrival.Act.SIGN_UP


def forget_sign_ups() -> int:
    n_gone, _ = SignUp.objects.forgotten(timezone.now()).delete()
    log.info("sign-ups forgotten n=%s", n_gone)
    return n_gone
