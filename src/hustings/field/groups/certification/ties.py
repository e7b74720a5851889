"""Groups of one host that would be certified in the same moment: the first in order is, as the rule lets."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from hustings.field.groups.certification.evaluation import Found, known
from hustings.field.groups.models import GroupRole, Membership, Rule


def held_back(found: Sequence[Found], rules: Sequence[Rule], certified: Collection[int]) -> list[Found]:
    """The verdicts, where each newly certified group counts for those of its host that follow."""
    limits = {each.rule.pk: each.limit for each in known(rules) if each.measure.name == "certified_of_host"}
    fresh = [each for each in found if each.n_missing == 0 and each.group not in certified]
    if not limits or not fresh:
        return list(found)
    rows = Membership.objects.live().filter(role=GroupRole.HOST, group__in=[each.group for each in fresh])
    hosts, taken = dict(rows.values_list("group", "person")), Counter[int]()
    changed = {}
    for each in sorted(fresh, key=lambda one: one.group):
        host = hosts.get(each.group)
        if host is None:
            continue
        numbers = [(rule, n + (taken[host] if rule in limits else 0)) for rule, n in each.numbers]
        missing = [rule for rule, n in numbers if rule in limits and n > limits[rule]]
        changed[each.group] = replace(each, numbers=numbers, missing=missing)
        taken[host] += not missing
    return [changed.get(each.group, each) for each in found]
