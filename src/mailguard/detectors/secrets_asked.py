"""Secrets that no honest letter asks for."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, sender_names
from mailguard.facts.phrases import Want
from mailguard.signals import Evidence, detector, found

_MET = 3  # messages after which somebody is no stranger
_FEW = 3  # links


@detector
def secrets_asked(facts: Facts) -> Iterator[Evidence]:
    """An unknown sender wants card numbers, PINs, voting codes, passwords or identity papers."""
    author, relation = facts.author, facts.relation
    if not author.address or relation.n_sent or relation.n_received >= _MET or facts.bulk.has_post:
        return
    if identity.is_in_profile(author, facts) or identity.is_service(author, facts):
        return
    typed, papers = facts.insight.asked("secret_typed"), facts.insight.asked("proof_sent")
    if facts.insight.asked("shown_there").n:  # at the door
        papers = Want()
    sure = 0.8 if typed.n else 0.0
    if not typed.n and facts.bulk.unsubscribe and 0 < len(facts.clicked) <= _FEW:
        typed = facts.insight.lured("borrowed_sign_in")  # no newsletter is left with a mailbox key
        sure = 0.75 if typed.n and sender_names.is_half_made(facts.author.domain) else 0.0
        typed = typed if sure else Want()
    leads = bool(facts.clicked or facts.files)  # papers are asked for in answers by those whom one applied to
    if papers.n and leads:
        sure = max(sure, 0.65) + 0.15 * bool(typed.n)
    if not sure:
        return
    sure += 0.15 * (typed.n > 1) + 0.1 * bool(facts.insight.asked("pressed").n)
    if facts.insight.is_house and facts.insight.leads_home:
        sure *= 0.3
    if not facts.insight.has_past:
        sure *= 0.5 * facts.insight.telling
    yield found("It says “{words}”.", min(1.0, sure), words=facts.insight.quote(typed if typed.n else papers))
