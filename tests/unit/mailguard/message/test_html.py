"""Pages: what a reader sees, what is hidden, where it leads."""

import pytest

from mailguard.message import html
from mailguard.message.meanings import TRAITS


def page(source: str):
    return html.read(source).html


def links(source: str):
    return [(link.url, link.text, link.where) for link in html.read(source).links]


def visible_links(source: str):
    return [link.url for link in html.read(source).links if not link.is_hidden]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one<br>two", "one\ntwo"),
        ("<b>l</b>in<i>k</i>", "link"),
        ("a  \n b&nbsp;c", "a b c"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a b\nc"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("&#x41;&eacute;&amp;", "Aé&"),
        ("a<!-- b -->c<!-->d<!--->e", "acde"),
        ("<script>if (a < b) { '<p>' }</script>x", "x"),
        ("<style>p { color: red }</style>x", "x"),
        ("<title>t</title>x", "x"),
        ("<textarea><b>x</b></textarea>", "<b>x</b>"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("<p title='a>b'>x</p>", "x"),
        ('<p a="x>y" b=c\'>z', "z"),
        ("<P\nCLASS=x/>y", "y"),
        ("x</p a='>'>y", "x\ny"),
        ("<head><title>t</title></head><body>x", "x"),
        ("<head><title>t</title><p>x", "x"),
        ("x<a href=", "x"),
        ("v\u00adi\u200ba\u200cg\u2060ra", "viagra"),
        ("<![CDATA[x]]>y<?php z ?>w", "yw"),
    ],
)
def test_the_text_is_what_a_reader_sees(source, text):
    assert page(source).text == text


HIDING = {
    "display": '<div style="display:none">secret</div>',
    "display, shouted": '<DIV STYLE="DISPLAY : NONE !IMPORTANT">secret</DIV>',
    "visibility": '<div style="visibility:hidden">secret</div>',
    "size": '<span style="font-size:0">secret</span>',
    "a pixel": '<span style="font-size:1px">secret</span>',
    "font": '<span style="font:0px Arial">secret</span>',
    "opacity": '<span style="opacity:0.01">secret</span>',
    "colour": '<span style="color:#fff">secret</span>',
    "colour, nearly": '<span style="color:#fefdfe">secret</span>',
    "colour on a cell": '<table><tr><td bgcolor="#123456"><font color="#123457">secret</font></table>',
    "transparent": '<span style="color:transparent">secret</span>',
    "rgba": '<span style="color:rgba(1, 2, 3, 0)">secret</span>',
    "left": '<div style="position:absolute;left:-9999px">secret</div>',
    "indent": '<div style="text-indent:-999em">secret</div>',
    "height": '<div style="max-height:0;overflow:hidden">secret</div>',
    "clip": '<div style="position:absolute;clip:rect(0 0 0 0)">secret</div>',
    "attribute": "<div hidden>secret</div>",
    "inside": '<div style="display:none"><p><b>secret</b></p></div>',
    "sheet": "<style>.x{display:none}</style><p class='y x'>secret</p>",
    "sheet behind": "<p id=x>secret</p><style>#x { visibility : hidden }</style>",
    "template": "<template>secret</template>",
}


@pytest.mark.parametrize("how", HIDING)
def test_hidden_text_is_not_seen(how):
    read = page(f"<p>seen {HIDING[how]} again")
    assert "secret" not in read.text
    assert read.text.split() == ["seen", "again"]
    assert how == "template" or read.hidden == "secret"


SHOWN = {
    "white on blue": '<div style="background:#00f"><span style="color:#fff">shown</span></div>',
    "white on a picture": '<td background="x.png"><font color="white">shown</font></td>',
    "visible again": '<div style="visibility:hidden"><b style="visibility:visible">shown</b></div>',
    "large again": '<td style="font-size:0"><span style="font-size:14px">shown</span></td>',
    "a link in white text": '<div style="color:#fff"><a href="//a.example">shown</a></div>',
    "closed": '<div style="display:none">x</div>shown',
    "inline wins": '<style>.x{display:none}</style><p class=x style="display:block">shown</p>',
    "for phones": "<style>@media (max-width:600px){.x{display:none}}</style><p class=x>shown</p>",
    "commented out": "<p style='/* display:none */ color:red'>shown</p>",
}


@pytest.mark.parametrize("how", SHOWN)
def test_what_only_seems_hidden_is_seen(how):
    assert page(SHOWN[how]).text == "shown"


@pytest.mark.parametrize(
    ("source", "trait"),
    [
        ('<div style="display:none">Our offers of this week</div><p>Hello dear reader</p>', "preheader"),
        ('<p>Hello dear reader</p><div style="display:none">words</div>', "hidden_text"),
        (f'<p>Hello</p><div style="display:none">{"lorem ipsum dolor " * 50}</div>', "hidden_long"),
        (f'<p>Hello</p><div style="display:none">{"xq7 zk9 " * 120}</div>', "hidden_filler"),
        ('<p>Hello</p><span style="color:#fff">words</span>', "hidden_by_trick"),
        ('P<b style="font-size:0">x</b>ay<b style="font-size:0">x</b>pal', "hidden_in_words"),
        ('<a href="//a.example" style="display:none">x</a>', "hidden_link"),
        ("pa\u200byp\u200bal", "zero_width"),
        ("invoice\u202efdp.exe", "bidi_override"),
        ('<bdo dir="rtl">moc.elpmaxe</bdo>', "bidi_override"),
        ("".join(f"&#{ord(each)};" for each in "please sign in right here"), "encoded_letters"),
        (f"<!-- {'words ' * 500} -->x", "comment_filler"),
        ("<xa>" * 20, "unknown_tags"),
        ("<table><tr>" + "<td>x</td>" * 15, "table_letters"),
        ("a" + "<br>" * 40 + "b", "blank_gap"),
        ('<img src="https://a.example/x.png">', "image_only"),
        ('<img src="https://a.example/x.png">', "images_remote"),
        ('<img src="data:image/png;base64,AAAA">', "images_inside"),
        ('<img src="https://a.example/x.png" width=1 height="1">', "tracking_pixel"),
        ("<form action=//a.example>", "form"),
        ("<input type=PASSWORD>", "password_field"),
        ("<script>x</script>", "script"),
        ("<p onclick=x>", "event_script"),
        ('<a href="java\nscript:x">y</a>', "script_link"),
        ('<a href="data:text/html,x">y</a>', "data_link"),
        ('<a href="\\\\host\\share">y</a>', "file_link"),
        ('<meta http-equiv=refresh content="0; url=https://a.example/">', "meta_refresh"),
        ('<base href="https://a.example/">', "base"),
        ("<iframe src=//a.example></iframe>", "frame"),
        ("<embed src=//a.example>", "object"),
        ("<svg></svg>", "svg"),
        ('<map><area href="//a.example"></map>', "image_map"),
        ('<div style="position:fixed;top:0;left:0;width:100%;height:100%">x</div>', "overlay"),
        ('<a href="//a.example"><p>All of this letter is one single link, from its start.</p></a>',
         "link_covers_all"),
        ('<!--[if mso]><v:rect href="https://a.example/">x</v:rect><![endif]-->', "conditional_links"),
        ("<style>@import url(//a.example/x.css)</style>", "style_import"),
    ],
)  # fmt: skip
def test_what_is_remarkable_is_a_trait(source, trait):
    assert trait in TRAITS
    assert page(source).has(trait)


def test_an_ordinary_letter_has_no_trait():
    assert page("<html><head><title>x</title></head><body><p>Dear Alice,</p><p>see you.</p>").traits == ()


def test_a_preheader_with_filler_is_still_one():
    filler = "&zwnj;&nbsp;" * 150
    read = page(f'<div style="display:none">News of the week{filler}</div><p>Hello dear reader</p>')
    assert [trait.name for trait in read.traits] == ["preheader"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<a href="https://a.example/x">here <b>now</b></a>', ("https://a.example/x", "here now", "a")),
        ('<a href="https://a.example/?a=1&amp;b=2">x</a>', ("https://a.example/?a=1&b=2", "x", "a")),
        ('<a href="//a.example/"><img alt="Sign in" src=cid:x></a>', ("https://a.example/", "Sign in", "a")),
        ('<area href="https://a.example/" alt=x>', ("https://a.example/", "x", "area")),
        ('<form action="https://a.example/post">', ("https://a.example/post", "", "form")),
        ('<button formaction="https://a.example/">', ("https://a.example/", "", "button")),
        ('<img src="https://a.example/x.png">', ("https://a.example/x.png", "", "img")),
        ('<meta http-equiv="Refresh" content="5;URL=\'//a.example/\'">', ("https://a.example/", "", "meta")),
        ('<script src="//a.example/x.js"></script>', ("https://a.example/x.js", "", "script")),
        ('<p style="background:url(https://a.example/b.png)">', ("https://a.example/b.png", "", "style")),
        ('<iframe src="https://a.example/">', ("https://a.example/", "", "frame")),
        ("see https://a.example/x.", ("https://a.example/x", "https://a.example/x", "text")),
        ('<base href="https://a.example/b/c"><a href="d">x</a>', ("https://a.example/b/d", "x", "a")),
        ('<svg><a xlink:href="https://a.example/">x</a></svg>', ("https://a.example/", "x", "a")),
        ('<v:roundrect href="https://a.example/">x</v:roundrect>', ("https://a.example/", "", "a")),
        ('<a href="www.example.com">x</a>', ("http://www.example.com/", "x", "a")),
    ],
)  # fmt: skip
def test_links_are_found_wherever_they_stand(source, expected):
    assert expected in links(source)


def test_the_address_shown_in_a_link_is_no_link_of_its_own():
    assert links('<a href="https://mallory.example/">https://bank.example/</a>') == [
        ("https://mallory.example/", "https://bank.example/", "a")
    ]


@pytest.mark.parametrize(
    "source",
    [
        '<a href="//a.example" style="display:none">x</a>',
        '<div style="font-size:0"><a href="//a.example" style="font-size:0">x</a></div>',
        '<a href="//a.example"></a>',
        '<a href="//a.example"><span style="display:none">x</span></a>',
    ],
)
def test_links_that_nobody_sees_are_hidden(source):
    assert visible_links(source) == []


def test_a_form_is_read_with_its_fields():
    (form,) = page(
        "<form action=//a.example method=POST><input name=u><input type=password name=p><select name=s>"
    ).forms
    assert (form.action, form.method) == ("https://a.example/", "post")
    assert form.fields == ("text:u", "password:p", "select:s")
    assert form.asks_password


def test_quoted_mail_in_a_page_is_set_apart():
    reading = html.read("<p>Yes.</p><div class=gmail_quote>On Monday<blockquote>old words</blockquote></div>")
    assert reading.own == "Yes."
    assert "old words" in reading.quoted


def test_the_same_tag_means_what_surrounds_it_makes_of_it():
    white = '<font color="white" onclick="a()">word</font>'
    read = page(f'{white}<div style="background: navy">{white}</div>')
    assert (read.hidden, read.text) == ("word", "word")
    assert [trait.detail for trait in read.traits if trait.name == "event_script"] == ["2"]


def test_an_attribute_behind_a_long_one_is_read():
    source = f"<img src='data:image/png;base64,{'A' * 90_000}' {'x=1 ' * 40} onload='a()' alt=b>"
    assert html.read(f"<a href='https://a.example/'>{source}</a>").links[0].text == "b"
    assert page(source).has("event_script")


def test_white_space_of_every_kind_is_one_space_and_no_line():
    assert page("a\tb\u2003c\u00a0 d\x0ce\x1f <p>\u3000f\u2028</p> \t").text == "a b c d e\nf"


def test_depth_beyond_the_limit_is_named():
    assert "html_too_deep" in html.read("<div>" * 2_000 + "x").problems
    assert "html_too_long" in html.read("<p>x" * 200_000).problems
