"""Sign a petition: asked for, mailed, confirmed; taken back, or disowned by whose address it is."""

import logging
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hustings.foundation.lib.sql import sql_inserts
from hustings.foundation.territories.models import Zone
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.persons.models import Arrival
from hustings.people.persons.refusals import Refused
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.mailed_links import MAILS_PER_ADDRESS, WINDOW
from hustings.site.petitions import doubts, erasure, meter, proof
from hustings.site.petitions.models import CommentState, Petition, Shown, Signature
from hustings.site.petitions.tasks import send_signature_mail
from hustings.site.website.serving import site_version
from mailguard.identifiers.addresses import Address

log = logging.getLogger(__name__)
SIGNED, DISOWNED, WITHDRAWN = "petition.signed", "petition.disowned", "petition.withdrawn"


class TooManySignatures(Exception):
    """This visitor has signed for many people within the hour."""


class NotOpen(Refused):
    """The petition is not open yet, or not any more."""


def sign(
    *,
    petition: Petition,
    address: Address,
    language: str,
    source: str,
    consents: Mapping[str, int],
    given_name: str,
    family_name: str = "",
    postcode: str = "",
    zone: Zone | None = None,
    phone: str = "",
    shown: str = Shown.NO,
    comment: str = "",
    visitor: str = "",
    ref: str = "",
    came: Mapping[str, str] | None = None,
    form_key: str = "",
) -> Signature | None:
    """Keep what was typed and queue the mail; None: barred, too many mails, or sent before."""
    if not petition.is_open:
        raise NotOpen("This petition can't be signed now.")
    mailbox = counted_as(address.key)
    n_of_visitor, n_of_mailbox = _recent(petition, mailbox, visitor)
    if n_of_visitor >= settings.SIGN_UPS_PER_HOUR:
        raise TooManySignatures("Too many signatures from one network within an hour.")
    is_barred = address_bars.is_barred(petition, address.key, mailbox, visitor=visitor)
    if n_of_mailbox >= MAILS_PER_ADDRESS or is_barred:
        log.warning("signature not mailed: the mailbox has had enough, or is barred")
        return None
    signature = Signature(
        petition=petition, address=str(address), key=address.key, mailbox=mailbox,
        given_name=given_name, family_name=family_name, postcode=postcode, zone=zone, phone=phone,
        name_key=doubts.name_key(given_name, family_name, postcode), language=language,
        consents=dict(consents), source=source[:200], visitor=visitor, ref=ref[:100],
        came=dict(came) if came else None, origin=_origin(came or {}), form_key=form_key or None,
        shown=shown, comment=comment.strip(),
        comment_state=CommentState.WAITING if comment.strip() else CommentState.NONE,
    )  # fmt: skip
    return signature if _keep(signature) else None


def _origin(came: Mapping[str, str]) -> str:
    """What figures group by: the campaign's word, else the link's, else the site around it or before."""
    return next((came[name] for name in ("campaign", "source", "embed", "site") if came.get(name)), "")[:60]


def _keep(signature: Signature) -> bool:
    """Whether it was new: the form's key is there but once, whoever sends it twice and at the same moment."""
    if not sql_inserts.add_once(signature, "form_key", lambda: send_signature_mail.enqueue(signature.pk)):
        log.info("signature sent twice: done once")
        return False
    log.info("signature asked id=%s petition=%s", signature.pk, signature.petition_id)
    return True


# By hand: the compiler of queries takes longer than the database, and each signature asks this.
_RECENT = """
    SELECT
        (SELECT COUNT(*) FROM (SELECT 1 FROM petitions_signature
          WHERE visitor = %s AND visitor <> '' AND asked_at > %s LIMIT %s) AS ours),
        (SELECT COUNT(*) FROM petitions_signature WHERE mailbox = %s AND asked_at > %s AND petition_id = %s)
"""


class _Recent(NamedTuple):
    of_visitor: int
    of_mailbox: int


def _recent(petition: Petition, mailbox: str, visitor: str) -> _Recent:
    """How often this visitor, and this mailbox for this petition, signed lately; in one query."""
    since = connection.ops.adapt_datetimefield_value(timezone.now() - WINDOW)
    with connection.cursor() as cursor:
        values = [visitor, since, settings.SIGN_UPS_PER_HOUR, mailbox, since, petition.pk]
        cursor.execute(_RECENT, values)
        return _Recent(*cursor.fetchone())


def mail_again(*, signature: Signature) -> bool:
    """Queue the mail once more, unless one left just now or it is confirmed."""
    return people.mail_link_again(row=signature, enqueue=send_signature_mail.enqueue)


def confirm(*, signature: Signature) -> Signature:
    """Count it, make or complete the person, write down what they agreed to. Twice is like once.

    Who signed with this address before keeps that signature: this one goes. One with another spelling of a
    mailbox that counts already is kept and not counted, unless a person says that it is somebody else's.
    """
    try:
        return _confirm(signature)
    except (
        IntegrityError
    ):  # another link to the same mailbox was followed in this very moment: it is seen now
        return _confirm(signature)


@transaction.atomic
def _confirm(signature: Signature) -> Signature:
    locked = Signature.objects.select_for_update(of=("self",)).select_related("petition", "zone")
    signature = locked.get(pk=signature.pk)
    if signature.confirmed_at:
        return signature
    if not signature.petition.takes(signature.asked_at):
        raise NotOpen("This petition can't be signed any more.")
    if found := Signature.objects.all().of_address(signature.petition_id, signature.key):
        signature.delete()
        _count_again(found)
        return found
    has_link = "via" in (signature.came or {})
    came_before = has_link and people.agreed_before(signature.key)
    signature.person, _is_new = people.take_in(
        typed=signature, kind=SIGNED, petition=signature.petition_id, title=signature.petition.titles
    )
    signature.confirmed_at, signature.salt, signature.phone = timezone.now(), proof.salt(), ""
    signature.doubts, counts_already = doubts.of(signature)
    if counts_already:
        signature.set_aside_at = signature.confirmed_at
    signature.save(
        update_fields=["person", "confirmed_at", "salt", "phone", "doubts", "set_aside_at"]
    )  # the constraints hold: one for an address, and one that counts for a mailbox
    people.note_arrival(
        person=signature.person, act=Arrival.Act.SIGNATURE, came=signature.came, came_before=came_before
    )
    meter.add(signature.petition_id, 1 if signature.is_counted else 0)
    log.info("signature confirmed id=%s person=%s", signature.pk, signature.person.pk)
    return signature


def _count_again(signature: Signature) -> None:
    """Count one that stood aside for another spelling of its mailbox, which was taken back since."""
    waits = Signature.objects.filter(pk=signature.pk, set_aside_at__isnull=False, judged_at=None)
    if not doubts.counts_already(signature) and waits.update(set_aside_at=None):
        site_version.renew()
        meter.add(signature.petition_id, 1)


@transaction.atomic
def withdraw(*, signature: Signature) -> bool:
    """The signer takes it back: it counts no more, and neither name nor comment is shown."""
    signature = Signature.objects.select_for_update(of=("self",)).get(pk=signature.pk)
    if signature.confirmed_at is None or signature.withdrawn_at:
        return False
    was_counted = signature.is_counted
    signature.withdrawn_at, signature.shown = timezone.now(), Shown.NO
    signature.comment, signature.comment_state = "", CommentState.NONE
    signature.save(update_fields=["withdrawn_at", "shown", "comment", "comment_state"])
    if signature.person:
        signature.person.log(WITHDRAWN, petition=signature.petition_id, title=signature.petition.titles)
    site_version.renew()
    meter.add(signature.petition_id, -1 if was_counted else 0)
    log.info("signature withdrawn id=%s", signature.pk)
    return True


@transaction.atomic
def disown(*, signature: Signature) -> None:
    """ "This wasn't me": the signature and its consents go; a fingerprint bars the mailbox for a while."""
    found = Signature.objects.select_for_update(of=("self",)).select_related("petition", "person")
    signature = found.get(pk=signature.pk)
    if signature.person:
        people.take_back(typed=signature)
        signature.person.log(DISOWNED, petition=signature.petition_id, title=signature.petition.titles)
    same = Signature.objects.filter(petition=signature.petition_id, key=signature.key)
    address_bars.bar(signature.petition, signature.mailbox)
    site_version.renew()
    erasure.remove(same)
    log.info("signature disowned petition=%s", signature.petition_id)


def forget_unconfirmed() -> int:
    n_gone: Any
    n_gone, _ = Signature.objects.forgotten(timezone.now()).delete()
    log.info("signatures forgotten n=%s", n_gone)
    return int(n_gone)
