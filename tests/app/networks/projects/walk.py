"""Projects of the whole campaign: see ``tests/walks.py``."""

from typing import Any

from hustings.foundation.accounts.roles import Role
from tests.cast.networks.initiatives.projects import followed

_SEES = frozenset({Role.DIRECTOR, Role.ORGANISER, Role.TREASURER, Role.COMMUNICATIONS})
WITHOUT_NEEDS = {f"projects_hq:{name}": _SEES for name in ("projects", "project", "file")}


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """Views -> the arguments of their addresses."""
    row = followed(dora, "walked-projects")
    milestone, report, instalment = row.milestones.get(), row.reports.get(), row.instalments.get()
    found: dict[str, list[Any]] = {f"projects_hq:{name}": [row.pk] for name in ("project", "edit", "showing")}
    return found | {
        "projects_hq:additions": [row.pk, "milestone"], "projects_hq:milestone": [row.pk, milestone.pk],
        "projects_hq:acceptance": [row.pk, report.pk], "projects_hq:file": [row.pk, report.pk],
        "projects_hq:payment": [row.pk, instalment.pk],
    }  # fmt: skip
