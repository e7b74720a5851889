"""Say that one met, and endorse each other afterwards."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.threads.relay.replies import own_words
from hustings.foundation.webhooks import outbox
from hustings.networks.exchange import endings, webhook_events
from hustings.networks.exchange.models import Endorsement, Match, Member, Outcome
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
MET, ENDORSED = "exchange.met", "exchange.endorsed"


class NotMet(Refused):
    """They didn’t both confirm that they met."""


@transaction.atomic
def say_met(*, match: Match, member: Member, on: dt.date) -> Match:
    """Note that one of both says so. The second one's word confirms it, and fulfils the ask."""
    held = Match.objects.select_for_update(of=("self",)).get(pk=match.pk)
    if held.agreed_at is None or (held.ended_at and held.outcome != Outcome.MET):
        raise NotMet(_("First you both say yes, then you meet."))
    if on > timezone.localdate():
        raise NotMet(_("This day is still to come. Confirm the meeting afterwards."))
    whole, now = Match.objects.whole().get(pk=match.pk), timezone.now()
    is_asker = whole.is_asked_by(member)
    whole.met_on = whole.met_on or on
    whole.asker_met_at = whole.asker_met_at or (now if is_asker or whole.asker is None else None)
    whole.helper_met_at = whole.helper_met_at or (now if not is_asker or whole.helper is None else None)
    whole.save(update_fields=["met_on", "asker_met_at", "helper_met_at"])
    if whole.is_confirmed and endings.end(whole, Outcome.MET):
        outbox.tell(webhook_events.MET, whole.pk)
        for each in filter(None, (whole.asker, whole.helper)):
            each.person.log(MET, title=whole.ask.title)
    log.info("exchange.match met match=%s member=%s", match.pk, member.pk)
    return Match.objects.whole().get(pk=match.pk)


@transaction.atomic
def endorse(*, match: Match, author: Member, text: str) -> Endorsement:
    """Write about whoever one met; again to change it. May raise NotMet."""
    held = Match.objects.whole().select_for_update(of=("self",)).get(pk=match.pk)
    about = held.helper if held.is_asked_by(author) else held.asker
    if not held.is_confirmed or about is None:
        raise NotMet(_("You can endorse each other once you both confirmed that you met."))
    words = own_words(text)[0][:600]
    made, is_new = Endorsement.objects.update_or_create(
        match=held, author=author, defaults={"about": about, "text": words, "written_at": timezone.now()}
    )
    if is_new:
        author.person.log(ENDORSED, title=held.ask.title)
    log.info("exchange.endorsement written endorsement=%s", made.pk)
    return made


@transaction.atomic
def hide_endorsement(*, endorsement: Endorsement, is_hidden: bool = True) -> None:
    """Take it out of sight, or show it again: whoever it is about decides, and the team."""
    rows = Endorsement.objects.filter(
        Q(hidden_at=None) if is_hidden else ~Q(hidden_at=None), pk=endorsement.pk
    )
    rows.update(hidden_at=timezone.now() if is_hidden else None)
    log.info("exchange.endorsement hidden endorsement=%s hidden=%s", endorsement.pk, is_hidden)
