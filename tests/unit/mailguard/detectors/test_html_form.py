"""The message itself contains a form to fill in."""

import pytest

from mailguard.facts import Form
from tests.cast.mailguard.detectors.html import page
from tests.cast.mailguard.maker import facts, fires, strength


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_form", page(forms=(Form("https://evil.example", "post", ("password:pw",)),))),
        ("html_form", page(forms=(Form("https://evil.example", "post", ("text:name",)),))),
    ],
)
def test_a_trick_in_the_page_is_seen(name, html):
    assert fires(name, facts(html=(html,)))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_form", page()),
    ],
)
def test_what_newsletters_do_is_left_alone(name, html):
    assert not fires(name, facts(html=(html,)))


def test_a_field_for_a_password_is_surer_than_a_search_box():
    asks = page(forms=(Form("https://evil.example", "post", ("password:pw",)),))
    plain = page(forms=(Form("https://evil.example", "get", ("text:q",)),))
    assert strength("html_form", facts(html=(asks,))) > strength("html_form", facts(html=(plain,)))
