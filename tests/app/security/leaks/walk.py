"""A case of somebody else's, for the walk over things of others."""

from typing import Any

from hustings.security.leaks.models import Case


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    case = Case.objects.create(name="C", dump="d", made_by=dora)
    names = ["case", "progress", "attempt", "mails", "register", "table", "statement", "removal", "keeping"]
    return {**{f"leaks:{name}": [case.uid] for name in names}, "leaks:mail": [case.uid, 1]}
