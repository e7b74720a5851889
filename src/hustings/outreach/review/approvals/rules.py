"""Whether a mailing needs a second pair of eyes, whose those may be, and whether they have looked at it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Revision

from hustings.foundation.accounts import access
from hustings.foundation.accounts.models import Grant, User
from hustings.foundation.accounts.roles import Right, Role
from hustings.foundation.elections.rights import WAIVE_RULES
from hustings.foundation.territories.models import Containment
from hustings.outreach.mailings import audience, look_snapshot
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.mailings.sending_rights import CHANGE_MAILINGS, SEND_MAILINGS
from hustings.outreach.preflight import fingerprints as checks
from hustings.outreach.review.models import Approval, Precaution

_Zones = frozenset[int | None]  # numbers of territories; None: everywhere
EVERYWHERE: _Zones = frozenset({None})


def is_needed(mailing: Mailing, sender: User, n_readers: int | None = None) -> bool:
    """Whether it may leave, sent by ``sender``, only after somebody else has looked at it."""
    rule = Precaution.current()
    if not is_asked(rule, mailing, sender):
        return False
    if mailing.is_step or passes_rules(mailing, sender):  # of a step nobody knows how many will come
        return True
    if n_readers is not None:
        return n_readers > rule.above
    return bool(audience.readers(mailing, sender).order_by()[rule.above : rule.above + 1])


def is_asked(rule: Precaution, mailing: Mailing, sender: User) -> bool:
    """Whether the campaign has such mailings looked at, however many they reach, and somebody could."""
    is_wanted = rule.asks_second and (rule.asks_sequences or not mailing.is_step)
    return (is_wanted or passes_rules(mailing, sender)) and bool(others(sender))


def passes_rules(mailing: Mailing, sender: User) -> bool:
    """Whether its writer lets it pass rules as an answer without the right to: somebody else has to agree."""
    return mailing.says == Mailing.Says.SERVICE and not access.everywhere(sender, WAIVE_RULES)


def stands(mailing: Mailing, sender: User, seen: str) -> Approval | None:
    """The yes to exactly this, of somebody who may still say it."""
    return standing([mailing], sender, {mailing.pk: seen}).get(mailing.pk)


def standing(mailings: Collection[Mailing], sender: User, seen: Mapping[int, str]) -> dict[int, Approval]:
    """The same of many, by their numbers, and after the last no to each; as many questions as of one."""
    decided = Approval.objects.filter(mailing__in=[each.pk for each in mailings]).exclude(verdict="")
    given: dict[int, list[Approval]] = defaultdict(list)
    noes: dict[int, Any] = {}
    for each in decided.select_related("decided_by").order_by("-pk"):
        if not each.is_approved:
            no: Any = each.decided_at
            noes[each.mailing_id] = max(no, noes.get(each.mailing_id, no))
        elif each.seen == seen[each.mailing_id]:
            given[each.mailing_id].append(each)
    if not given:
        return {}
    able, wrote = others(sender, include_self=True), writers(mailings)
    found: dict[int, Approval] = {}
    for pk, yeses in given.items():
        for yes in yeses:
            is_last = pk not in noes or (yes.decided_at and yes.decided_at > noes[pk])
            if is_last and yes.decided_by_id in able - wrote[pk]:
                found.setdefault(pk, yes)
    return found


def lacks(mailing: Mailing, sender: User, seen: str, n_readers: int | None = None) -> bool:
    """Whether a yes is needed and nobody has given it."""
    return not stands(mailing, sender, seen) and is_needed(mailing, sender, n_readers)


def lacking(steps: QuerySet[Mailing], sender: User) -> list[Mailing]:
    """Letters of a sequence that lack a yes as they are now, look included; queries don't grow with them."""
    of_all = is_needed(Mailing(kind=Mailing.Kind.STEP), sender)
    if not of_all and not is_needed(Mailing(kind=Mailing.Kind.STEP, says=Mailing.Says.SERVICE), sender):
        return []
    letters = list(steps.select_related("latest_revision"))
    old = look_snapshot.old(letters)
    changed = [each for each in letters if each.is_draft or each.has_unpublished_changes or each.pk in old]
    if not changed:
        return []
    typed = {each.pk: each.as_typed() for each in changed}
    approved = standing(changed, sender, checks.seen_of(list(typed.values())))
    asked = {pk for pk, each in typed.items() if of_all or each.says == Mailing.Says.SERVICE}
    return [each for each in changed if each.pk in asked - set(approved)]


def reviewers(mailing: Mailing, sender: User) -> set[int]:
    """Who may look at it: they may send wherever ``sender`` may, and wrote nothing of it."""
    return others(sender, include_self=True) - writers([mailing])[mailing.pk]


def may_review(user: Any, mailings: Collection[Mailing], senders: Mapping[int, User]) -> set[int]:
    """The numbers of those that ``user`` may say yes or no to; ``senders``: who asked for each."""
    if not access.may(user, SEND_MAILINGS):
        return set()
    wrote = writers(mailings)
    able: dict[int, bool] = {}
    for sender in senders.values():
        if sender.pk not in able:
            able[sender.pk] = user.pk in others(sender, include_self=True)
    return {
        each.pk
        for each in mailings
        if each.may_be_written
        and user.pk not in wrote[each.pk]
        and each.pk in senders
        and able[senders[each.pk].pk]
    }


def writers(mailings: Collection[Mailing]) -> dict[int, set[int]]:
    """Who wrote something of each: who began it, whoever saved it, and whoever wrote what it began with."""
    found: dict[int, set[int]] = {each.pk: {*each.begun_by, each.user_id} - {None} for each in mailings}
    kind = ContentType.objects.get_for_model(Mailing)
    saved = Revision.objects.filter(base_content_type=kind, object_id__in=[str(pk) for pk in found])
    for pk, user in saved.exclude(user=None).order_by().values_list("object_id", "user").distinct():
        found[int(pk)].add(user)
    return found


def others(
    sender: User, *, include_self: bool = False, right: Right = SEND_MAILINGS, write: Right = CHANGE_MAILINGS
) -> set[int]:
    """Those who may send wherever ``sender`` may; ``right`` and ``write``: to send such, to write."""
    live = Grant.objects.live().filter(user__is_active=True, role__in=Role.values)
    zones: dict[int, set[int | None]] = defaultdict(set)
    theirs: dict[int | None, set[Right]] = defaultdict(set)
    for user, zone, role in live.values_list("user", "zone", "role"):
        rights = Role(role).rights_in(is_everywhere=zone is None)
        if right in rights:
            zones[user].add(zone)
        if user == sender.pk:
            theirs[zone] |= rights
    wanted = zones.get(sender.pk) or {z for z, rights in theirs.items() if write in rights}
    around = _around({zone for zone in wanted if zone is not None})
    found = {
        user
        for user, mine in zones.items()
        if None in mine or all(zone is not None and mine & around[zone] for zone in wanted or EVERYWHERE)
    }
    return found if include_self else found - {sender.pk}


def _around(zones: set[int]) -> dict[int, set[int | None]]:
    found: dict[int, set[int | None]] = {zone: {zone} for zone in zones}
    for outer, inner in Containment.objects.filter(inner__in=zones).values_list("outer", "inner"):
        found[inner].add(outer)
    return found


def fingerprint(mailing: Mailing) -> str:
    """Of what was sent: its criteria and conditions as they were copied."""
    return checks.seen(mailing, mailing.conditions)
