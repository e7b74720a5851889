"""There is nothing to click, open or call."""

from dataclasses import replace

from mailguard.facts import File
from tests.cast.mailguard.detectors.office_life import of
from tests.cast.mailguard.maker import facts, fires, link


def test_a_plain_letter_has_no_hook():
    assert fires("no_hook", facts("See you on Tuesday."))
    assert not fires("no_hook", facts("See https://evil.example/", links=("https://evil.example/",)))
    assert not fires("no_hook", facts("Call 01 99 00 12 34 now"))
    assert not fires("no_hook", facts("See the file", files=(File("2", "a.pdf"),)))


def test_nothing_to_click_is_said_only_where_there_is_nothing():
    assert fires("no_hook", facts("See you at seven.", links=("mailto:ada@stranger.example",)))
    for url in ("https://stranger.example/a", "javascript:go()", "data:text/html,x", "tel:+33123456789"):
        assert not fires("no_hook", facts("See you at seven.", links=(link(url),)))


def test_a_photo_beside_a_letter_is_no_hook():
    text = "Hello, this came with the post on Tuesday and I can't make out whether we shall answer. Can you?"
    photo = File("a.jpg", "a.jpg", "image/jpeg", kind="jpeg")
    assert fires("no_hook", of(text, "Jo <jo@arden.example>", files=(photo,)))
    assert not fires("no_hook", of("See photo", "Jo <jo@arden.example>", files=(photo,)))
    coded = replace(photo, text="https://evil.example")
    assert not fires("no_hook", of(text, "Jo <jo@arden.example>", files=(coded,)))
