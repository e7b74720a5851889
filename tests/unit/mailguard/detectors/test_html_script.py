"""The message tries to run code in your e-mail program, which legitimate messages never do."""

import pytest

from tests.cast.mailguard.detectors.html import page
from tests.cast.mailguard.maker import facts, fires, link, strength


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_script", page("script")),
        ("html_script", page("meta_refresh")),
    ],
)
def test_a_trick_in_the_page_is_seen(name, html):
    assert fires(name, facts(html=(html,)))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_script", page("tracking_pixel", "conditional_links")),
    ],
)
def test_what_newsletters_do_is_left_alone(name, html):
    assert not fires(name, facts(html=(html,)))


def test_a_page_that_goes_elsewhere_by_itself_is_worse_than_one_that_goes_home():
    html = page("meta_refresh")
    away = facts(html=(html,), links=(link("https://evil.example/", where="meta"),))
    home = facts(html=(html,), links=(link("https://stranger.example/", where="meta"),))
    assert strength("html_script", away) > strength("html_script", home)
