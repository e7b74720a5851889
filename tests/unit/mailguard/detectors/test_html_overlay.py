"""An invisible layer makes every click follow one link."""

import pytest

from tests.cast.mailguard.detectors.html import page
from tests.cast.mailguard.maker import facts, fires


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_overlay", page("overlay")),
        ("html_overlay", page("link_covers_all")),
    ],
)
def test_a_trick_in_the_page_is_seen(name, html):
    assert fires(name, facts(html=(html,)))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_overlay", page("image_only", "link_covers_all")),
    ],
)
def test_what_newsletters_do_is_left_alone(name, html):
    assert not fires(name, facts(html=(html,)))
