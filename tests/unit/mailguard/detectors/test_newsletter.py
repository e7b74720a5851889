"""It is a newsletter you can unsubscribe from, and its links lead to its sender."""

from tests.cast.mailguard.detectors.html import NEWS
from tests.cast.mailguard.maker import facts, fires


def test_a_newsletter_is_one_when_its_links_stay_at_home():
    assert fires("newsletter", facts(bulk=NEWS, links=("https://stranger.example/a",)))
    assert not fires(
        "newsletter", facts(bulk=NEWS, links=("https://evil.example/a", "https://worse.example/"))
    )
    assert not fires("newsletter", facts(links=("https://stranger.example/a",)))
