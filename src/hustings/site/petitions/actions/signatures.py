"""Sign a petition: asked for, mailed, confirmed; taken back, or disowned by whose address it is."""

import logging
from collections import Counter
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.foundation.lib.sql import sql_cursors
from hustings.foundation.webhooks import outbox
from hustings.outreach.tracking.attribution import conversions
from hustings.people.duplicates.search.mailboxes import counted_as
from hustings.people.persons.models import Arrival
from hustings.people.signups import actions as people
from hustings.people.signups import address_bars
from hustings.people.signups.actions.submissions import MAILS_PER_ADDRESS, WINDOW, TooMany, keep
from hustings.people.signups.kinds import Closed, SubmissionKind
from hustings.site.petitions import doubts, mailing_signatures, meter, proof, webhook_events
from hustings.site.petitions.models import CommentState, Petition, Shown, Signature
from hustings.site.website.serving import site_version


def remove(rows: QuerySet[Any]) -> int:
    """Delete signatures in the caller's transaction: chains say which are gone, meters count them no more."""
    found = list(rows.order_by("pk").select_for_update(of=("self",)))
    changes = Counter(each.petition_id for each in found if each.is_counted)
    Signature.objects.filter(pk__in=[each.pk for each in found]).delete()
    proof.seal_gone((each.petition_id, each.pk) for each in found if each.seal_id)
    meter.add_all({petition: -n for petition, n in changes.items()})
    return len(found)


log = logging.getLogger(__name__)
SIGNED, DISOWNED, WITHDRAWN = "petition.signed", "petition.disowned", "petition.withdrawn"


def sign(*, signature: Signature) -> Signature | None:
    """Keep it and queue the mail; None: barred, too many mails, or sent before."""
    petition = signature.petition
    if not petition.is_open:
        raise Closed
    signature.mailbox = counted_as(signature.key)
    n_of_visitor, n_of_mailbox = _recent(petition, signature.mailbox, signature.visitor)
    if n_of_visitor >= settings.SIGN_UPS_PER_HOUR:
        raise TooMany("Too many signatures from one network within an hour.")
    keys = signature.key, signature.mailbox
    is_barred = address_bars.is_barred(petition, *keys, visitor=signature.visitor)
    if n_of_mailbox >= MAILS_PER_ADDRESS or is_barred:
        log.warning("signature not mailed: the mailbox has had enough, or is barred")
        return None
    signature.name_key = doubts.name_key(signature.given_name, signature.family_name, signature.postcode)
    signature.origin = _origin(signature.came or {})
    signature.comment = signature.comment.strip()
    signature.comment_state = CommentState.WAITING if signature.comment else CommentState.NONE
    ref, signature.ref = signature.ref, ""  # told to whom it concerns, and kept by them alone

    def tell() -> None:
        if ref:
            conversions.begin(mailing_signatures.KIND, ref, whose=signature.key)

    return signature if keep(signature, tell) else None


def _origin(came: Mapping[str, str]) -> str:
    """What figures group by: the campaign's word, else the link's, else the site around it or before."""
    return next((came[name] for name in ("campaign", "source", "embed", "site") if came.get(name)), "")[:60]


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
    with sql_cursors.ready(connection) as cursor:
        values = [visitor, since, settings.SIGN_UPS_PER_HOUR, mailbox, since, petition.pk]
        cursor.execute(_RECENT, values)
        return _Recent(*cursor.fetchone())


def _confirm(signature: Signature) -> Signature:
    """Count it, make or complete the person, write down what they agreed to.

    Who signed with this address before keeps that signature: this one goes. One with another spelling of a
    mailbox that counts already is kept and not counted, unless a person says that it is somebody else's.
    """
    if not signature.petition.takes(signature.asked_at):
        raise Closed
    if found := Signature.objects.all().of_address(signature.petition_id, signature.key):
        signature.delete()
        _count_again(found)
        return found
    has_link = "via" in (signature.came or {})
    came_before = has_link and people.agreed_before(signature.key)
    signature.person, is_new = people.take_in(
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
    conversions.settle(mailing_signatures.KIND, whose=signature.key, person=signature.person, is_new=is_new)
    meter.add(signature.petition_id, 1 if signature.is_counted else 0)
    outbox.tell(webhook_events.SIGNED, signature.pk)
    return signature


def _count_again(signature: Signature) -> None:
    """Count one that stood aside for another spelling of its mailbox, which was taken back since."""
    waits = Signature.objects.filter(pk=signature.pk, set_aside_at__isnull=False, judged_at=None)
    if not doubts.counts_already(signature) and waits.update(set_aside_at=None):
        site_version.renew()
        meter.add(signature.petition_id, 1)


def _withdraw(signature: Signature) -> None:
    """The signer takes it back: it counts no more, and neither name nor comment is shown."""
    was_counted = signature.is_counted
    signature.withdrawn_at, signature.shown = timezone.now(), Shown.NO
    signature.comment, signature.comment_state = "", CommentState.NONE
    signature.save(update_fields=["withdrawn_at", "shown", "comment", "comment_state"])
    if signature.person:
        signature.person.log(WITHDRAWN, petition=signature.petition_id, title=signature.petition.titles)
    site_version.renew()
    meter.add(signature.petition_id, -1 if was_counted else 0)
    outbox.tell(webhook_events.WITHDRAWN, signature.pk, **webhook_events.withdrawn(signature))


def _disown(signature: Signature) -> None:
    """The signature and its consents go; a fingerprint bars the mailbox for a while."""
    if signature.person:
        people.take_back(typed=signature)
        signature.person.log(DISOWNED, petition=signature.petition_id, title=signature.petition.titles)
    same = Signature.objects.filter(petition=signature.petition_id, key=signature.key)
    address_bars.bar(signature.petition, signature.mailbox)
    outbox.tell(webhook_events.WITHDRAWN, signature.pk, **webhook_events.withdrawn(signature))
    site_version.renew()
    remove(same)


def _mail_words(signature: Signature) -> dict[str, Any]:
    rows, petition = Signature.objects.all(), signature.petition_id
    same = rows.of_address(petition, signature.key)
    has_signed = bool(same and same.judged_at) or bool(rows.of_mailbox(petition, signature.mailbox))
    return {"has_signed": has_signed}


def _closed(request: HttpRequest, signature: Signature) -> HttpResponse:
    return render(request, "petitions/not_open.html", {"petition": signature.petition}, status=410)


KIND = SubmissionKind(
    name="petitions", model=Signature, related=("petition", "zone"), templates="petitions",
    mail="petitions/mails/signature",
    subject=lambda row: _("Confirm your signature: %(petition)s") % {"petition": row.petition.title},
    words=lambda row: {"signature": row, "petition": row.petition}, mail_words=_mail_words,
    thanks_words=lambda row: {"meter": meter.read(row.petition_id, row.petition.goal)},
    confirm=_confirm, closed=_closed, withdraw=_withdraw, disown=_disown, remove=remove,
    withdrawn=gettext_lazy("Your signature no longer counts. You can sign again at any time."),
)  # fmt: skip
