"""Juries of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from hustings.foundation.accounts.roles import Role
from hustings.networks.juries import actions
from hustings.networks.juries.models import Appeal
from tests.cast.networks.initiatives.rounds import read, seated

_SEES = frozenset({Role.DIRECTOR, Role.ORGANISER, Role.TREASURER, Role.COMMUNICATIONS})
WITHOUT_NEEDS = {  # who runs calls or decides
    f"juries_hq:{name}": _SEES for name in ("jury", "decision", "count", "minutes", "progress")
}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    round_ = read(2, slug="judged")
    seated(round_, dora)
    rows = list(round_.applications.order_by("number"))
    for row in rows:
        actions.vote(application=row, user=dora, is_yes=row.number == 1)
    actions.announce(round_=round_, by=dora)
    Appeal.objects.create(application=rows[1], text="Why?")
    juror = round_.jurors.first()
    of_round = (
        "jury", "assignment", "nudges", "decision", "count", "members", "letters", "minutes", "signature",
    )  # fmt: skip
    found: dict[str, list[Any]] = {f"juries_hq:{name}": [round_.pk] for name in of_round}
    found |= {f"juries_hq:{name}": [rows[1].pk] for name in ("vote", "waiting", "feedback", "appeal")}
    run = round_.runs.create(deed="count")
    found["juries_hq:progress"] = [run.pk]
    return found | {"juries_hq:removal": [round_.pk, juror.pk if juror else 0]}


def _accepted(person: Any, call: Any) -> bool:
    rows = person.applications.filter(round__call=call, withdrawn_at=None).select_related("round")
    return any(each.state == "accepted" and each.round.announced_at for each in rows)


def _juror(person: Any, call: Any) -> bool:
    rows = person.juries.filter(round__call=call)
    return any(each.agreed_at and not each.declined_at and not each.ended_at for each in rows)


MEANINGS = {"jury accepted": _accepted, "jury juror": _juror}
