"""Addresses of the web, as browsers take them, in texts and inside each other."""

import base64

import pytest

from mailguard.message import plain, unwrap, urls
from mailguard.message.limits import Budget


@pytest.mark.parametrize(
    ("text", "url", "host"),
    [
        ("https://example.org", "https://example.org/", "example.org"),
        ("HTTPS://EXAMPLE.ORG/A", "https://example.org/A", "example.org"),
        ("http:\\\\example.org\\a", "http://example.org/a", "example.org"),
        ("http:example.org", "http://example.org/", "example.org"),
        ("https:/example.org/a", "https://example.org/a", "example.org"),
        ("https:////example.org", "https://example.org/", "example.org"),
        (" \x01https://exa\nmple.org/\ta ", "https://example.org/a", "example.org"),
        ("//example.org/a", "https://example.org/a", "example.org"),
        ("https://bank.example@example.org/", "https://bank.example@example.org/", "example.org"),
        ("https://bank.example:x@example.org", "https://bank.example:x@example.org/", "example.org"),
        ("https://example.org\\@bank.example/", "https://example.org/@bank.example/", "example.org"),
        ("https://example.org:443/a", "https://example.org/a", "example.org"),
        ("https://example.org:8443?a=b/c", "https://example.org:8443/?a=b/c", "example.org"),
        ("http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1"),
        ("http://0177.0.0.01/", "http://127.0.0.1/", "127.0.0.1"),
        ("http://2130706433/", "http://127.0.0.1/", "127.0.0.1"),
        ("http://192.0.2.7/", "http://192.0.2.7/", "192.0.2.7"),
        ("http://[2001:DB8::1]/", "http://[2001:db8::1]/", "[2001:db8::1]"),
        ("https://ex%61mple.org/", "https://example.org/", "example.org"),
        ("https://example\u3002org/", "https://example.org/", "example.org"),
        ("https://ｅxample．org/", "https://example.org/", "example.org"),
        ("https://exam\u00adple.org/", "https://example.org/", "example.org"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ("https://\U0001f4a9.example/", "https://xn--ls8h.example/", "xn--ls8h.example"),
        ("https://example.org./", "https://example.org/", "example.org"),
        ("www.example.com/a", "http://www.example.com/a", "www.example.com"),
        ("\\\\files.example\\a", "file://files.example/a", "files.example"),
        ("mailto:a@example.org", "mailto:a@example.org", ""),
        ("JavaScript:alert(1)", "javascript:alert(1)", ""),
        ("#top", "#top", ""),
        ("picture.png", "picture.png", ""),
        ("http://256.1.1.1/", "http://256.1.1.1/", ""),
        ("http://exa mple.org/", "http://exa mple.org/", ""),
        ("", "", ""),
    ],
)
def test_an_address_is_what_a_browser_makes_of_it(text, url, host):
    assert urls.read(text) == (url, host)


def test_relative_addresses_start_from_the_base():
    base = "https://example.org/a/b?c"
    assert urls.read("d", base)[0] == "https://example.org/a/d"
    assert urls.read("/d", base)[0] == "https://example.org/d"
    assert urls.read("//example.net/d", base)[1] == "example.net"


def encoded(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


AIM = "https://example.net/a"


@pytest.mark.parametrize(
    "url",
    [
        "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.net%2Fa&data=05%7C01",
        "https://urldefense.proofpoint.com/v1/url?u=https://example.net/a&k=x",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__example.net_a&d=DwMFaQ",
        "https://urldefense.com/v3/__https://example.net/a__;!!abc!def$",
        "https://www.google.com/url?q=https%3A%2F%2Fexample.net%2Fa&sa=D",
        "https://www.youtube.com/redirect?event=x&q=https%3A%2F%2Fexample.net%2Fa",
        "https://www.bing.com/ck/a?!&&p=1&u=a1" + encoded(AIM),
        "https://l.example.org/click/https://example.net/a",
        "https://l.example.org/?x=https%253A%252F%252Fexample.net%252Fa",
        "https://l.example.org/c/" + encoded(AIM),
        "https://l.example.org/?d=" + encoded("u=https://example.net/a&x=1"),
        "https://l.example.org/?h=" + AIM.encode().hex(),
        "https://l.example.org/?u=HTTPS%3a%2f%2fexample.net/a",
        "https://www.google.com/amp/s/example.net/a",
        "https://google.fr/amp/example.net/a".replace("/amp/", "/amp/s/"),
        "https://example-net.cdn.ampproject.org/c/s/example.net/a",
        "https://example-net.translate.goog/a?_x_tr_sl=fr",
        "https://net.translate.goog:443/a?_x_tr_hp=example-",
        "https://translate.google.com/translate?sl=fr&u=example.net/a&tl=en",
        "https://translate.google.fr/website?hl=fr&u=https%3A%2F%2Fexample.net%2Fa",
        "https://l.example.org/?next=//example.net/a",
        "https://l.example.org/?next=%2F%2Fexample.net%2Fa",
        "https://www.google.com/url?url=example.net/a&sa=t",
    ],
)
def test_the_address_inside_is_found(url):
    assert AIM in unwrap.inner(url)


@pytest.mark.parametrize(
    ("url", "aim"),
    [
        ("https://a--b-example-net.translate.goog/?_x_tr_sl=fr", "https://a-b.example.net/"),
        ("https://example-net.translate.goog/a?x=1&_x_tr_tl=en&y=2", "https://example.net/a?x=1&y=2"),
        ("https://example-net.translate.goog/?_x_tr_sch=http", "http://example.net/"),
        ("https://0-crme--brle--53a2ah-example.translate.goog/?_x_tr_enc=0", "https://xn--crme-brle-53a2ah.example/"),
        ("https://1-0-example-net.translate.goog/?_x_tr_enc=1", "https://0.example.net/"),
        ("https://translate.google.com/translate?u=example.net:8443/a", "https://example.net:8443/a"),
    ],
)  # fmt: skip
def test_a_translated_page_is_opened_up_as_google_says_it_is_named(url, aim):
    assert unwrap.inner(url) == (aim,)


def test_proofpoint_gives_its_characters_back():
    packed = base64.urlsafe_b64encode("ü?".encode()).decode().rstrip("=")
    assert unwrap.inner(f"https://urldefense.com/v3/__https://example.net/*a*b__;{packed}!!x!y$") == (
        "https://example.net/üa?b",
    )


def test_wrappers_in_wrappers_are_opened():
    once = "https://l.example.org/?u=https%3A%2F%2Fexample.net%2Fa"
    twice = (
        "https://m.example.org/?u=https%3A%2F%2Fl.example.org%2F%3Fu%3Dhttps%253A%252F%252Fexample.net%252Fa"
    )
    assert unwrap.inner(twice) == (once, AIM)


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://example.org/?next=%2Fhome",
        "https://example.org/http",
        "mailto:a@b.c",
        "https://example.org/amp/s/our-week",
        "https://example.org/?url=plan.of.the.hall",
    ],
)
def test_where_nothing_is_inside_nothing_is_found(url):
    assert unwrap.inner(url) == ()


def found(text: str) -> list[str]:
    return [link.url for link in plain.links(text, "", Budget())]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a_(b))", "https://example.org/a_(b)"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("go to www.example.com now", "http://www.example.com/"),
        ("go to example.com/login now", "http://example.com/login"),
        ("go to example.com, please", "http://example.com/"),
        ("write to Valbrune.org.uk.", "http://valbrune.org.uk/"),
        ("see valbrune.com.au/rally, or call", "http://valbrune.com.au/rally"),
        ("(news.valbrune.govt.nz)", "http://news.valbrune.govt.nz/"),
        ("see VALBRUNE.CO.NZ", "http://valbrune.co.nz/"),
        ("vote.page.valbrune.example.fr", "http://vote.page.valbrune.example.fr/"),
        ("see example.org.Nous y serons", "http://example.org/"),
        ("see example.org.At noon we go", "http://example.org/"),
        ("see example.org.uk.At noon we go", "http://example.org.uk/"),
        ("hxxps://example.org/a", "https://example.org/a"),
        ("hxxp://example[.]org/a", "http://example.org/a"),
        ("HTTP://EXAMPLE.ORG", "http://example.org/"),
        ("http:/\\example.org", "http://example.org/"),
    ],
)
def test_addresses_in_plain_text_are_found(text, url):
    assert found(text) == [url]


@pytest.mark.parametrize(
    "text",
    [
        "write to bob@example.com",
        "file.txt and v1.2.3",
        "end.Next",
        "the gov.The people",
        "example.gov and setup.edu",
        "e.g. this",
        "https://",
        "a@b.example.com",
    ],
)
def test_what_is_no_address_is_none(text):
    assert found(text) == []
