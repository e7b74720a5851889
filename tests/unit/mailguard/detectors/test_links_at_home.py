"""All links lead to the sender's organisation."""

from tests.cast.mailguard.maker import facts, fires, link


def test_links_at_home_are_a_good_sign_unless_home_is_anybodys():
    assert fires("links_at_home", facts(links=("https://www.stranger.example/",)))
    assert not fires("links_at_home", facts(links=("https://www.stranger.example/", "https://evil.example/")))
    assert not fires(
        "links_at_home", facts(author="a@shop.blogspot.com", links=(link("https://shop.blogspot.com/"),))
    )
