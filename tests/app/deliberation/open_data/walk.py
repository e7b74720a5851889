"""Files that come in, for the walk over all views."""

from typing import Any

from hustings.deliberation.open_data.models import ContributionImport
from tests.cast.deliberation.consultations.fixtures import opened


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A step of a consultation of the whole campaign, and a file that came into it."""
    phase = opened()
    imported = ContributionImport.objects.create(phase=phase, file_name="x.csv", language="fr", user=dora)
    mine = {f"open_data_hq:{name}": [imported.pk] for name in ("file", "progress", "undoing")}
    return {"open_data_hq:import": [phase.pk], **mine}
