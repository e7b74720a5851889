"""Texts of those who may not publish wait for a yes, as their pages do."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from hustings.site.candidates.models import CandidatePage
from hustings.site.sharing import actions, rotation
from hustings.site.sharing.models import ShareText
from hustings.site.website.models import HomePage
from tests.cast.site.candidates.fixtures import carla, election, nominate, seats, site

__all__ = ["carla", "election", "nominate", "seats", "site"]  # fixtures
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_yet() -> Iterator[None]:
    rotation.forget()
    yield
    rotation.forget()


def test_who_may_not_publish_writes_and_whoever_may_says_yes(
    client: Client, site: HomePage, nominate: Any, carla: Any, dora: Any, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    ours = CandidatePage.objects.get(candidacy=nominate("Zoé Martin", "69-06"), locale__language_code="fr")
    key = f"page-{ours.pk}"
    [theirs] = [actions.write_text(about=key, text="The whole campaign’s", user=dora)]
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"

    def do(who: Any, text: ShareText, deed: str) -> int:
        client.force_login(who)
        return client.post(f"/hq/sharing/texts/{text.pk}/", {"do": deed}).status_code

    client.force_login(carla)
    client.get("/hq/")  # her pages as they are now
    page = client.get(f"/hq/sharing/{key}/").content.decode()
    assert "It is shown after approval" in page and "Retire: The whole" not in page
    for _twice in range(2):
        client.post(f"/hq/sharing/{key}/", {"text": "Zoé knows our valley", "channel": ""})
    text = ShareText.objects.get(user=carla)
    assert rotation.texts_of(key) == [theirs], "nothing of it is shown yet"
    for deed, of in [("approve", text), ("retire", theirs)]:
        assert do(carla, of, deed) in {302, 403}
    rotation.forget()
    assert rotation.texts_of(key) == [theirs], (
        "who wrote it can't say yes to it, nor retire what others wrote"
    )
    client.force_login(dora)
    assert "1 sharing text to approve" in client.get("/hq/").content.decode()
    assert "Approve: Zoé knows our valley" in client.get("/hq/sharing/").content.decode()
    for _twice in range(2):
        assert do(dora, text, "approve") == 302
    text.refresh_from_db()
    assert (text.waits_since, text.approver) == (None, dora)
    rotation.forget()
    assert set(rotation.texts_of(key)) == {theirs, text}
    do(dora, text, "retire")
    do(carla, text, "back")
    rotation.forget()
    assert rotation.texts_of(key) == [theirs], "what was taken out comes back by a yes alone"
    assert "waiting for approval" in client.get(f"/hq/sharing/{key}/").content.decode()
