"""Calls for projects of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from hustings.foundation.accounts.roles import Role
from hustings.networks.initiatives import actions
from hustings.networks.initiatives.rights import DECIDE_CALLS, RUN_CALLS
from tests.cast.networks.initiatives.fixtures import begun, opened, paper, written

HOLDERS = {
    RUN_CALLS: {Role.DIRECTOR, Role.ORGANISER},
    DECIDE_CALLS: {Role.DIRECTOR, Role.ORGANISER, Role.TREASURER, Role.COMMUNICATIONS},
}
WITHOUT_NEEDS = {  # who runs calls or decides
    f"initiatives_hq:{name}": frozenset(HOLDERS[DECIDE_CALLS])
    for name in ("calls", "call", "round", "applications", "export", "application", "file")
}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    round_ = opened("walked")
    row = begun(round_, "walked@example.org")
    file = actions.add_file(application=row, file=paper())
    actions.write(application=row, values=written(row))
    actions.hand_in(application=row)
    criterion, reason = round_.criteria.first(), round_.reasons.first()
    assert criterion and reason
    found: dict[str, list[Any]] = {
        f"initiatives_hq:{name}": [round_.call_id] for name in ("call", "edit", "showing", "rounds")
    }
    of_round = ("round", "criterion_new", "reason_new", "letters", "applications", "export")
    found |= {f"initiatives_hq:{name}": [round_.pk] for name in of_round}
    found |= {
        "initiatives_hq:criterion": [round_.pk, criterion.pk],
        "initiatives_hq:reason": [round_.pk, reason.pk],
        "initiatives_hq:removal": [round_.pk, "reasons", reason.pk], "initiatives_hq:application": [row.pk],
        "initiatives_hq:screening": [row.pk], "initiatives_hq:file": [row.pk, file.pk],
    }  # fmt: skip
    return found


def _sent(person: Any, call: Any) -> bool:
    return any(
        each.sent_at and not each.withdrawn_at and each.round.call_id == call.pk for each in _of(person)
    )


def _drafting(person: Any, call: Any) -> bool:
    mine = [each for each in _of(person) if each.round.call_id == call.pk and not each.withdrawn_at]
    return any(each.confirmed_at and not each.sent_at for each in mine)


def _of(person: Any) -> list[Any]:
    return list(person.applications.select_related("round"))


MEANINGS = {
    "call applied": _sent,
    "call not_applied": lambda person, call: not _sent(person, call),
    "call drafting": _drafting,
}
