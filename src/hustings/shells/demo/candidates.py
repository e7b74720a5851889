"""The fictional campaign's candidates for the National Assembly, from the file that the guide shows."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import pgettext

from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.roles import Role
from hustings.foundation.elections import actions as elections
from hustings.foundation.file_imports import actions, run
from hustings.foundation.file_imports.models import FileImport
from hustings.foundation.lib.process.cli_language import gettext as _
from hustings.foundation.territories.models import Kind
from hustings.shells.demo import texts
from hustings.site.candidates.file_target import TARGET
from hustings.site.candidates.models import Candidacy

Say = Callable[[str], None]
_WEEKS_AHEAD = 27


@transaction.atomic
def fill(say: Say) -> None:
    """Bring them in as a team would, unless somebody stands already."""
    if Candidacy.objects.exists():
        return
    said = texts.read("candidates")
    say(_("Importing {n} candidates and creating their pages").format(n=len(said["candidates"])))
    from_today = timezone.localdate() + timedelta(weeks=_WEEKS_AHEAD)
    first = from_today + timedelta(days=6 - from_today.weekday())
    election = elections.save_election(
        name=said["election"]["names"][texts.language()], kind=said["election"]["kind"],
        days=[first, first + timedelta(weeks=1)],
    )  # fmt: skip
    user = User.objects.filter(grants__role=Role.DIRECTOR).order_by("pk").first()
    assert user is not None
    imported = actions.bring(
        target=TARGET, options={"election": election, "kind": Kind.CONSTITUENCY, "with_pages": True},
        file_name=pgettext("demo", "candidates.csv"), content=_file(said["candidates"]), user=user,
    )  # fmt: skip
    FileImport.objects.filter(pk=imported.pk).update(state=FileImport.State.WAITING)
    run.run(imported.pk)


def _file(rows: list[dict[str, str]]) -> bytes:
    """The candidates as the CSV file that a party hands out."""
    columns = [
        "zone",
        "family_name",
        "given_name",
        "ticket",
        "deputy",
        "links",
        "biography_fr",
        "biography_en",
    ]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([name.replace("_", " ") for name in columns])
    for row in rows:
        writer.writerow([row.get(name, "") for name in columns])
    return out.getvalue().encode()
