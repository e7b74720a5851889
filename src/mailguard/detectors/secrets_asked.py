"""Secrets that no honest letter asks for."""

from collections.abc import Iterator

from mailguard.facts import Facts, asks, history, identity, lures, phrases
from mailguard.facts.excerpts import quote
from mailguard.facts.phrases import Want
from mailguard.signals import Evidence, detector, found

_MET = 3  # messages after which somebody is no stranger
_FEW = 3  # links


@detector
def secrets_asked(facts: Facts) -> Iterator[Evidence]:
    """A stranger wants card numbers, PINs, voting codes, passwords or identity papers."""
    author, relation = facts.author, facts.relation
    if not author.address or relation.n_sent or relation.n_received >= _MET or facts.bulk.has_post:
        return
    if identity.is_in_profile(author, facts) or identity.is_service(author, facts):
        return
    typed, papers = asks.asked(facts, "secret_typed"), asks.asked(facts, "proof_sent")
    if asks.asked(facts, "shown_there").n:  # at the door
        papers = Want()
    sure = 0.8 if typed.n else 0.0
    if not typed.n and facts.bulk.unsubscribe and 0 < len(facts.clicked) <= _FEW:
        typed = phrases.lured(
            facts, "borrowed_sign_in"
        )  # nobody leaves a newsletter with the key of a mailbox
        sure = 0.75 if typed.n and lures.is_half_made(facts.author.domain) else 0.0
        typed = typed if sure else Want()
    leads = bool(facts.clicked or facts.files)  # papers are asked for in answers by those whom one applied to
    if papers.n and leads:
        sure = max(sure, 0.65) + 0.15 * bool(typed.n)
    if not sure:
        return
    sure += 0.15 * (typed.n > 1) + 0.1 * bool(asks.asked(facts, "pressed").n)
    if lures.is_house(facts) and lures.leads_home(facts):
        sure *= 0.3
    if not history.has_past(facts):
        sure *= 0.5 * history.telling(facts)
    yield found("It says “{words}”.", min(1.0, sure), words=quote(facts, typed if typed.n else papers))
