"""Amendments in the open data."""

import pytest
from django.utils import timezone

from hustings.deliberation.consultations.models import Item
from hustings.deliberation.texts import actions
from tests.cast.deliberation.consultations.fixtures import voice
from tests.cast.deliberation.open_data.told import told
from tests.cast.deliberation.texts.fixtures import passage, published, suggested

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_open_data_tells_what_became_of_each_amendment_and_repeats_nothing_hidden() -> None:
    text = published()
    of = text.phase.consultation
    ada, bea = (voice(text.phase, f"{name}@example.org") for name in ("ada", "bea"))
    about = passage(text, "The mayor")
    taken, other = suggested(ada, about, "alone", "with the council"), suggested(bea, about, "three", "two")
    binned = suggested(bea, about, "price", "secret price")
    Item.objects.filter(pk=binned.item_id).update(hidden_at=timezone.now())
    actions.accept(text=text, amendments=[taken.pk], user=None, why="Better so")
    actions.publish(text=text, user=None, why="First changes")
    rows = {row["contribution"]: row for row in told("amendments", of)}
    mine = rows[taken.item_id]
    assert (mine["state"], mine["reason"], mine["published_in_version"]) == ("accepted", "Better so", 2)
    assert mine["base_version"] == 1 and "council" in mine["words"] and mine["about"] == about.item_id
    assert rows[other.item_id]["state"] == "open" and rows[binned.item_id]["words"] is None
    moved = {row["contribution"]: row for row in told("amendments_moved", of)}
    assert moved[other.item_id]["text_version"] == 2 and moved[other.item_id]["fate"] == "moved"
