"""Representatives and a file of them, for the walk over things of others."""

from typing import Any

from hustings.people.models import Person
from hustings.representatives import actions
from hustings.representatives.models import Representative


def of_representatives(person: Person, dora: Any) -> dict[str, list[Any]]:
    """By view: the arguments of its address."""
    one = Representative.objects.create(office="mp", zone=person.zone, family_name="Roche", name_key="roche")
    file = actions.bring(
        office="mp", kind="commune", source="", file_name="r.csv", content=b"code;nom\n69123;Roche\n",
        user=dora,
    )  # fmt: skip
    found: dict[str, list[Any]] = {}
    for name in ["representative", "leaving"]:
        found[f"representatives_hq:{name}"] = [one.pk]
    for name in ["", "_progress", "_run", "_check", "_undoing", "_removal"]:
        found[f"representatives_hq:import{name}"] = [file.pk]
    return found
