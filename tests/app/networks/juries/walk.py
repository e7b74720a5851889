"""Juries of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from hustings.foundation.accounts.roles import Role
from hustings.networks.juries import actions
from hustings.networks.juries.models import Appeal
from tests.cast.networks.initiatives.rounds import read, seated

_SEES = frozenset({Role.DIRECTOR, Role.ORGANISER, Role.TREASURER, Role.COMMUNICATIONS})
WITHOUT_NEEDS = {  # who runs calls or decides
    f"juries_hq:{name}": _SEES for name in ("jury", "decision", "count", "minutes")
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
    return found | {"juries_hq:removal": [round_.pk, juror.pk if juror else 0]}
