"""Words are split or disguised so that filters can't read them."""

import pytest

from tests.cast.mailguard.detectors.html import page
from tests.cast.mailguard.maker import facts, fires


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_broken_words", page("zero_width")),
        ("html_broken_words", page("table_letters")),
    ],
)
def test_a_trick_in_the_page_is_seen(name, html):
    assert fires(name, facts(html=(html,)))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_broken_words", page("preheader")),
    ],
)
def test_what_newsletters_do_is_left_alone(name, html):
    assert not fires(name, facts(html=(html,)))
