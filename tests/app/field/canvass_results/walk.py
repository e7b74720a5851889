"""Results at the doors, as the walks over all views know them."""

from typing import Any

from hustings.foundation.territories.models import Kind
from hustings.people.scripts import actions as scripts
from tests import conftest
from tests.cast.field import addresses, turfs
from tests.cast.field.canvassing import street


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A walk list of no territory, with a question."""
    script = scripts.save_script(
        name="Doors", texts={"en": "? Will you vote?\n- Yes\n- No\n? Why?"}, user=dora
    )
    made = street.walk_list(script=script)
    place = conftest.zone(Kind.COMMUNE, "01008", "Ameyzieu")
    addresses.building("1 rue Haute", "01008", latitude=45.9, longitude=5.7)
    plan = turfs.cut(place)
    asked = ["list", made.pk, script.pk, "q1"]
    return {f"canvass_results:results{name}": ["list", made.pk] for name in ("", "_csv", "_map")} | {
        "canvass_results:follow_ups": ["list", made.pk],
        "canvass_results:follow_ups_csv": ["list", made.pk],
        "canvass_results:answers": asked,
        "canvass_results:answers_csv": asked,
        "canvass_results:answers_map": asked,
        "canvass_results:board": [plan.pk],
        "canvass_results:leaderboard": [plan.pk],
        "canvass_results:sharing": [plan.pk],
        "canvass_results:hiding": [plan.pk],
        "canvass_results:take_back": [plan.pk, 1],
        "canvass_results:themes": [*asked[:3], "q2"],
    }
