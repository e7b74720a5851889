"""A grave wish out of a true mailbox that is not used as it was."""

from collections.abc import Iterator

from mailguard.facts import Facts, identity, unknown_senders
from mailguard.identifiers import ibans
from mailguard.signals import Evidence, detector, found

_FROM_HOME = ("key_asked", "code_request", "password_request", "gift_card")
_GRAVEST = frozenset({"code_request", "gift_card", "payroll_change"})


@detector
def stolen_mailbox(facts: Facts) -> Iterator[Evidence]:
    """Someone we know makes a serious request, but not from the usual place or in their usual way."""
    relation = facts.relation
    if facts.bulk.is_list or facts.insight.is_stranger:
        return
    if not (
        identity.is_ours(facts.author, facts) or relation.n_sent or identity.is_partner(facts.author, facts)
    ):
        return
    habits = (relation.client_known, relation.origin_known, relation.zone_known, relation.structure_known)
    changed = [each is False for each in habits]
    if not any(changed):
        yield from _of_own_mailbox(facts)
        return
    grave: tuple[str, ...] = unknown_senders.GRAVE_FROM_FRIENDS
    if not identity.is_ours(facts.author, facts):
        grave = (*grave, "internal_request", "private_request")
    wants = [(facts.insight.asked(name), name) for name in grave]
    wants = [each for each in wants if each[0].n]
    if not wants:
        return
    sure = (0.0, 0.45 if any(changed[:3]) else 0.15, 0.65, 0.8, 0.9)[sum(changed)]
    sure += 0.08 * bool(facts.insight.asked("pressed").n) + 0.12 * bool(facts.insight.asked("hushed").n)
    sure += 0.1 * (len(wants) > 1) + 0.3 * any(name in _GRAVEST for _, name in wants)
    sure += 0.35 * _is_abroad(facts)
    yield found(
        "{author} says “{words}”.",
        min(1.0, sure),
        author=facts.author.address,
        words=facts.insight.quote(wants[0][0]),
    )


def _of_own_mailbox(facts: Facts) -> Iterator[Evidence]:
    """A mailbox at home is nobody's but its owner's to guard: no key and no money is given to it unasked."""
    key = facts.author.key
    if not any(key == each.lower() for insider in facts.profile.insiders for each in insider.private):
        return
    for name in _FROM_HOME:
        if (want := facts.insight.asked(name)).n:
            sure = 0.8 + 0.1 * bool(facts.insight.asked("hushed").n)
            yield found(
                "{author} says “{words}”.", sure, author=facts.author.address, words=facts.insight.quote(want)
            )
            return


def _is_abroad(facts: Facts) -> bool:
    """Money is to go to an new account, in a country where no partner of ours has one."""
    if facts.relation.accounts_known is True:
        return False
    partners = {ibans.normal(account) for each in facts.profile.partners for account in each.accounts}
    countries = {account[:2] for account in partners}
    return any(
        each[:2] not in countries
        for each in map(ibans.normal, facts.insight.accounts)
        if each not in partners
    )
