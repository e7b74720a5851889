"""Say yes or no: whoever offers first, then whoever asks. Two yeses show the addresses."""

import logging

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.threads.relay.replies import own_words
from hustings.foundation import jobs
from hustings.foundation.accounts.models import User
from hustings.networks.exchange import conversations, endings, loads, notices, proposals
from hustings.networks.exchange.models import Match, Member, Notice, Outcome, Post, Source
from hustings.networks.exchange.partners import telling
from hustings.networks.exchange.tasks import turn_clock
from hustings.people.persons.refusals import Refused

log = logging.getLogger(__name__)
ANSWERED, AGREED = "exchange.answered", "exchange.agreed"


class TooLate(Refused):
    """The question has gone to somebody else, or needs no answer any more."""


class NotFree(Refused):
    """Whoever offers can't be asked now."""


def _held(match: Match) -> Match:
    """The match as it is now, held until the transaction ends; raises TooLate where it is over."""
    held = Match.objects.select_for_update(of=("self",)).filter(pk=match.pk).first()
    if held is None or held.ended_at:
        raise TooLate(_("This question is closed: it went to someone else, or was withdrawn. Thank you!"))
    return Match.objects.whole().get(pk=match.pk)


@transaction.atomic
def answer(*, match: Match, is_yes: bool, said: str = "") -> Match:
    """Answer for whoever offers; their words go to the asker without addresses. May raise TooLate."""
    held = _held(match)
    helper = held.helper
    assert helper
    if held.answered_at and is_yes:
        return held  # twice is once
    loads.heard(helper.pk)
    held.said = own_words(said)[0][:1_000] or _("I can help.")
    if held.answered_at is None:
        held.answered_at = timezone.now()
        helper.person.log(ANSWERED, title=held.ask.title, yes=is_yes)
    held.save(update_fields=["answered_at", "said"])
    if not is_yes:
        was_agreed = held.agreed_at
        endings.end(held, Outcome.NO)
        if was_agreed or match.answered_at:
            notices.of_match(held.asker, Notice.About.ENDED, held)
        jobs.enqueue_once(turn_clock, "exchange.turn")
    else:
        conversations.begin(held)
        notices.of_match(held.asker, Notice.About.ANSWERED, held)
        telling.of_yes(held)
    log.info("exchange.match answered match=%s yes=%s", held.pk, is_yes)
    return held


@transaction.atomic
def decide(*, match: Match, is_yes: bool) -> Match:
    """Answer for whoever asks, once the other one said yes. May raise TooLate."""
    held = _held(match)
    if held.answered_at is None:
        raise TooLate(_("They haven’t answered yet."))
    if not is_yes:
        endings.end(held, Outcome.DECLINED)
        notices.of_match(held.helper, Notice.About.ENDED, held)
        jobs.enqueue_once(turn_clock, "exchange.turn")
    elif held.agreed_at is None:
        held.agreed_at = timezone.now()
        held.save(update_fields=["agreed_at"])
        for member in filter(None, (held.asker, held.helper)):
            member.person.log(AGREED, title=held.ask.title)
        if held.partner:
            telling.of_contact(held)  # theirs comes back
            return held
        for each in (held.asker, held.helper):
            notices.of_match(each, Notice.About.AGREED, held)
    log.info("exchange.match decided match=%s yes=%s", held.pk, is_yes)
    return held


@transaction.atomic
def give_up(*, match: Match, member: Member) -> None:
    """Say after both yeses that nothing will come of it; the ask goes to the next one."""
    held = _held(match)
    endings.end(held, Outcome.FAILED)
    notices.of_match(held.helper if held.is_asked_by(member) else held.asker, Notice.About.ENDED, held)
    jobs.enqueue_once(turn_clock, "exchange.turn")


@transaction.atomic
def ask_directly(*, ask: Post, offer: Post, user: User | None = None) -> Match:
    """Ask one offer, chosen by whoever asks or by the team. May raise NotFree."""
    source = Source.HAND if user else Source.DIRECT
    if Match.objects.live().filter(ask=ask).exists():
        raise NotFree(_("Someone is being asked already. Wait for their answer."))
    if ask.kind != offer.kind or not offer.is_live:
        raise NotFree(_("This offer doesn’t fit, or is closed."))
    try:
        return proposals.propose(ask=ask, offer=offer, source=source)
    except proposals.NoRoom as full:
        raise NotFree(_("They can’t be asked now: they’re busy, away, or were asked before.")) from full
