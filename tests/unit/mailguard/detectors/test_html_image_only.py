"""The message is a picture, so that filters can't read it."""

import pytest

from tests.cast.mailguard.detectors.html import page
from tests.cast.mailguard.maker import facts, fires


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_image_only", page("image_only", n_images=1)),
    ],
)
def test_what_newsletters_do_is_left_alone(name, html):
    assert not fires(name, facts(html=(html,)))


def test_a_picture_with_a_link_in_place_of_text_is_seen():
    html = page("image_only", n_images=1)
    assert fires("html_image_only", facts(html=(html,), links=("https://evil.example/",)))
