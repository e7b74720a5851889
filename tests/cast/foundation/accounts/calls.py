"""Call lists and scripts elsewhere, for the walk over things of others."""

from typing import Any
from uuid import uuid4

from hustings.foundation.territories.models import Zone
from hustings.outreach.calls import actions
from hustings.outreach.calls.models import CallList
from hustings.people.scripts import actions as scripts
from hustings.people.segments.models import Segment


def of_calls() -> dict[str, list[Any]]:
    """A list where no role reaches, with its script, and numbers that nobody calls."""
    script = scripts.save_script(name="Bonsoir", texts={"fr": "Bonsoir\n? Voterez-vous ?\n- Oui\n- Non"})
    criteria = {"match": "all", "criteria": [{"criterion": "born_on", "operator": "unknown"}]}
    segment = Segment.objects.create(name="Appels", criteria=criteria)
    there = Zone.objects.get(name="Nîmes")
    made = CallList.objects.create(name="Nîmes", segment=segment, script=script, zone=there)
    numbers = actions.read_numbers(lines=["0612345678"], name="Liste", file="liste.txt")
    found: dict[str, list[Any]] = {"calls:number_remove": [numbers.pk], "calls:next": [made.pk]}
    found |= {f"calls:{name}": [made.pk] for name in ("list", "list_edit", "list_state")}
    found |= {f"calls:{name}": [uuid4()] for name in ("result", "beat", "ring", "release")}
    return found | {f"scripts:{name}": [script.pk] for name in ("script", "script_edit", "script_archive")}
