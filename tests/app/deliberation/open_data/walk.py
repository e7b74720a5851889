"""Files that come in, for the walk over all views."""

from typing import Any

from tests.cast.deliberation.consultations.fixtures import opened


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A step of a consultation of the whole campaign."""
    return {"open_data_hq:import": [opened().pk]}
