"""A well-known provider wrote it (authenticated), and its links lead only to providers."""

from tests.cast.mailguard.detectors.baits import PROVEN, of
from tests.cast.mailguard.maker import fires


def test_a_proven_provider_that_leads_to_itself_speaks_for_the_message():
    author = "Microsoft account team <no-reply@accountprotection.microsoft.com>"
    page = "https://account.live.com/activity"
    assert fires("provider_verified", of(author, link=page, authentication=PROVEN))
    assert not fires("provider_verified", of(author, link=page))
    assert not fires("provider_verified", of(author, link="https://bruyere.example/", authentication=PROVEN))
    assert not fires("provider_verified", of(author, link="https://1drv.ms/x/s", authentication=PROVEN))
    assert not fires("provider_verified", of("Eve <eve@gmail.com>", link=page, authentication=PROVEN))
