"""Local groups from files."""

import pytest
from django.urls import reverse

from hustings.field.groups import actions as groups
from hustings.field.groups.files.group_target import TARGET
from hustings.field.groups.models import LocalGroup
from hustings.foundation.file_imports import actions

pytestmark = pytest.mark.django_db
FILE = """nom;code INSEE;lieu;responsable;accord;lien
Lyon Centre;69123;Gare;Zoé;oui;lyon.example
Nîmes;30189;;Jo;;
Nîmes Sud;30189;Halles;;;
Nulle part;99999;;;;
"""


@pytest.fixture
def bring(site, carla, run_tasks):
    def brought(text=FILE):
        options = {"kind": "commune", "are_shown": True}
        imported = actions.bring(
            target=TARGET, options=options, file_name="g.csv", content=text.encode(), user=carla
        )
        actions.start(imported=imported, skip_bad=True)
        run_tasks()
        imported.refresh_from_db()
        return imported

    return brought


def test_groups_come_from_a_file_and_go_but_for_those_that_were_changed_since(bring, carla, run_tasks):
    imported = bring()
    assert (imported.state, imported.counts) == ("done", {"new": 2, "bad": 2})
    lyon = LocalGroup.objects.get(name="Lyon Centre")
    assert (lyon.zone.name, lyon.organiser, lyon.link) == ("Lyon", "Zoé", "https://lyon.example")
    assert lyon.organiser_agreed_at and lyon.is_shown
    assert bring().counts["same"] == 2
    changed = bring(FILE.replace("Gare", "Halle").replace("Zoé", "Ana"))
    lyon.refresh_from_db()
    assert (changed.counts["changed"], lyon.place, lyon.organiser) == (1, "Halle", "Ana")
    groups.change(group=LocalGroup.objects.get(name="Nîmes Sud"), values={"place": "Mairie"})
    for file in (changed, imported):
        actions.undo(imported=file, user=carla)
        run_tasks()
    assert imported.report()["kept"] == ["Nîmes Sud"]
    assert list(LocalGroup.objects.values_list("name", flat=True)) == ["Nîmes Sud"]


def test_only_those_who_publish_bring_groups_in(client, site, carla, alice):
    for user, status in ((carla, 200), (alice, 403)):
        client.force_login(user)
        assert client.get(reverse("groups:imports")).status_code == status
