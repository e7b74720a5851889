"""The plain-text version differs from the formatted one, so that filters see a different message."""

import pytest

from tests.cast.mailguard.detectors.html import page
from tests.cast.mailguard.maker import facts, fires


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("text_differs", page("alternatives_differ")),
    ],
)
def test_a_trick_in_the_page_is_seen(name, html):
    assert fires(name, facts(html=(html,)))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("text_differs", page("images_remote")),
    ],
)
def test_what_newsletters_do_is_left_alone(name, html):
    assert not fires(name, facts(html=(html,)))
