"""The detectors that look at how a message is built, and the good signs."""

import pytest

from mailguard.facts import Bulk, File, Form, Html, Part, Trait
from tests.mailguard.maker import facts, fires, link, strength

NEWS = Bulk(list_id="news.stranger.example", unsubscribe=("https://stranger.example/u",), is_one_click=True)
TALK = Bulk(list_id="talk.example.org", has_post=True)


def page(*traits, **values):
    return Html(traits=tuple(Trait(name) for name in traits), **values)


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_form", page(forms=(Form("https://evil.example", "post", ("password:pw",)),))),
        ("html_form", page(forms=(Form("https://evil.example", "post", ("text:name",)),))),
        ("html_hidden_text", page("hidden_in_words", hidden="xkq zzv")),
        ("html_broken_words", page("zero_width")),
        ("html_broken_words", page("table_letters")),
        ("html_overlay", page("overlay")),
        ("html_overlay", page("link_covers_all")),
        ("html_script", page("script")),
        ("html_script", page("meta_refresh")),
        ("text_differs", page("alternatives_differ")),
    ],
)
def test_a_trick_in_the_page_is_seen(name, html):
    assert fires(name, facts(html=(html,)))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("html_form", page()),
        ("html_hidden_text", page("preheader", hidden="Our week in five lines")),
        ("html_broken_words", page("preheader")),
        ("html_overlay", page("image_only", "link_covers_all")),
        ("html_script", page("tracking_pixel", "conditional_links")),
        ("text_differs", page("images_remote")),
        ("html_image_only", page("image_only", n_images=1)),
    ],
)
def test_what_newsletters_do_is_left_alone(name, html):
    assert not fires(name, facts(html=(html,)))


def test_a_picture_with_a_link_in_place_of_text_is_seen():
    html = page("image_only", n_images=1)
    assert fires("html_image_only", facts(html=(html,), links=("https://evil.example/",)))


def test_a_field_for_a_password_is_surer_than_a_search_box():
    asks = page(forms=(Form("https://evil.example", "post", ("password:pw",)),))
    plain = page(forms=(Form("https://evil.example", "get", ("text:q",)),))
    assert strength("html_form", facts(html=(asks,))) > strength("html_form", facts(html=(plain,)))


@pytest.mark.parametrize("text", ["Votre сompte est suspendu", "𝐕𝐞𝐫𝐢𝐟𝐲 your mailbox", "Раypal"])
def test_foreign_letters_that_look_like_ours_are_seen(text):
    assert fires("text_mixed_scripts", facts(text))


@pytest.mark.parametrize(
    "text", ["Привет из Киева", "Un été à Évreux, cœur léger", "Ωmega-3 and β-carotene", "№ 5"]
)
def test_other_alphabets_are_not_suspect(text):
    assert not fires("text_mixed_scripts", facts(text))


def test_bytes_that_programs_read_differently_are_seen():
    assert fires("structure_ambiguous", facts(parts=(Part("1", problems=("encoding_twice",)),)))
    assert fires("structure_ambiguous", facts(problems=("from_twice",)))
    assert not fires("structure_ambiguous", facts(problems=("date_missing",)))


def test_what_is_closed_to_us_is_said():
    assert fires("content_encrypted", facts(problems=("pgp_encrypted",)))
    assert fires("content_unreadable", facts(problems=("base64_bad",)))
    for name in ("content_encrypted", "content_unreadable", "content_cut"):
        assert not fires(name, facts(problems=("bare_lf",)))


def test_a_discussion_list_is_a_good_sign():
    assert fires("discussion_list", facts(bulk=TALK))
    assert not fires("discussion_list", facts(bulk=NEWS))


def test_a_newsletter_is_one_when_its_links_stay_at_home():
    assert fires("newsletter", facts(bulk=NEWS, links=("https://stranger.example/a",)))
    assert not fires(
        "newsletter", facts(bulk=NEWS, links=("https://evil.example/a", "https://worse.example/"))
    )
    assert not fires("newsletter", facts(links=("https://stranger.example/a",)))


def test_a_plain_letter_has_no_hook():
    assert fires("no_hook", facts("See you on Tuesday."))
    assert not fires("no_hook", facts("See https://evil.example/", links=("https://evil.example/",)))
    assert not fires("no_hook", facts("Call 01 99 00 12 34 now"))
    assert not fires("no_hook", facts("See the file", files=(File("2", "a.pdf"),)))


def test_links_at_home_are_a_good_sign_unless_home_is_anybodys():
    assert fires("links_at_home", facts(links=("https://www.stranger.example/",)))
    assert not fires("links_at_home", facts(links=("https://www.stranger.example/", "https://evil.example/")))
    assert not fires(
        "links_at_home", facts(author="a@shop.blogspot.com", links=(link("https://shop.blogspot.com/"),))
    )


def test_nothing_to_click_is_said_only_where_there_is_nothing():
    assert fires("no_hook", facts("See you at seven.", links=("mailto:ada@stranger.example",)))
    for url in ("https://stranger.example/a", "javascript:go()", "data:text/html,x", "tel:+33123456789"):
        assert not fires("no_hook", facts("See you at seven.", links=(link(url),)))


def test_a_page_that_goes_elsewhere_by_itself_is_worse_than_one_that_goes_home():
    html = page("meta_refresh")
    away = facts(html=(html,), links=(link("https://evil.example/", where="meta"),))
    home = facts(html=(html,), links=(link("https://stranger.example/", where="meta"),))
    assert strength("html_script", away) > strength("html_script", home)
