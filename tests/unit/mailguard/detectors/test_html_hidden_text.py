"""It contains hidden text, as used to deceive filters."""

import pytest

from tests.cast.mailguard.detectors.html import page
from tests.cast.mailguard.maker import facts, fires


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_hidden_text", page("hidden_in_words", hidden="xkq zzv")),
    ],
)
def test_a_trick_in_the_page_is_seen(name, html):
    assert fires(name, facts(html=(html,)))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_hidden_text", page("preheader", hidden="Our week in five lines")),
    ],
)
def test_what_newsletters_do_is_left_alone(name, html):
    assert not fires(name, facts(html=(html,)))
