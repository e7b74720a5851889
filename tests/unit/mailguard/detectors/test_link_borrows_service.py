"""A link's address uses the name of a service, the team or a log-in page that it isn't."""

import pytest

from tests.cast.mailguard.detectors.baits import of
from tests.cast.mailguard.maker import fires


@pytest.mark.parametrize(
    "link",
    [
        "https://sharepoint-north.example/f",
        "https://docs.o365-gate.example/f",
        "https://valbrune.portal-site.example/f",
        "https://login.bruyere.example/",
        "https://bruyere.example/valbrune/agenda",
        "https://teams-meet.example/j",
    ],
)
def test_a_borrowed_name_in_an_address_is_seen(link):
    assert fires("link_borrows_service", of("Eve <eve@stranger.example>", link=link))


@pytest.mark.parametrize(
    "link",
    [
        "https://valbrune.sharepoint.com/sites/team",
        "https://teams.microsoft.com/l/meetup-join/1",
        "https://cloud.stranger.example/s/1",
        "https://bruyere.example/news/valbrune-speaks",
        "https://nuage-sorgue.example/login",
    ],
)
def test_true_services_and_other_peoples_pages_borrow_nothing(link):
    assert not fires("link_borrows_service", of("Eve <eve@stranger.example>", link=link))
