"""Formatted text in letters: safe as HTML, well formed as text."""

import pytest

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails.blocks import builder
from hustings.outreach.emails.merge_fields import BadMerge, Merge
from hustings.outreach.emails.rendering import rich_text
from hustings.outreach.emails.rendering.canvas import Sheet

MARKDOWN = """Hello **you**, read
[our plan](https://example.org/?a=1&b=2):

1. rails
2. roads
   - bridges
   - lanes

> First.
>
> Then.

---

<https://example.net/> & write to [a@example.org](mailto:a@example.org)"""

TEXT = """Hello you, read
our plan (https://example.org/?a=1&b=2):

1. rails
2. roads
  - bridges
  - lanes

> First.

> Then.

--------------------

https://example.net/ & write to a@example.org"""


def drawn(source):
    sheet = Sheet(Campaign(), "en")
    return (*rich_text.draw(source, sheet), sheet)


def test_text_is_well_formed():
    html, text, _sheet = drawn(builder.text(MARKDOWN)["value"])
    assert text == TEXT
    assert 'href="https://example.org/?a=1&amp;b=2"' in html


def test_what_could_do_harm_is_left_out():
    evil = (
        '<p onclick="x()">a<script>alert(1)</script><a href="javascript:x">b</a><img src="x"></p>'
        "<style>p{}</style><p>1 &lt; 2 &lt;b&gt;</p>"
    )
    html, text, _sheet = drawn(evil)
    assert html == '<p style="margin:0 0 16px">ab</p><p style="margin:0 0 16px">1 &lt; 2 &lt;b&gt;</p>'
    assert text == "ab\n\n1 < 2 <b>"


def test_merge_fields_stand_in_words_and_not_in_addresses():
    html, text, sheet = drawn('<p>Dear {{ given_name|"you" }}</p>')
    assert sheet.marks.cut(text) == ["Dear ", Merge("given_name", "you")]
    assert Merge("given_name", "you") in sheet.marks.cut(html)
    for address in ("https://example.org/{{ email }}", "https://example.org/%7B%7Bemail%7D%7D"):
        with pytest.raises(BadMerge, match=r"address|adresse"):
            drawn(f'<p><a href="{address}">x</a></p>')


@pytest.mark.parametrize(
    "text", ["{{ nick }}", "{{ name", "name }}", "{{ name|friend }}", "{{ <b>name</b> }}"]
)
def test_a_field_that_cannot_be_understood_is_told(text):
    with pytest.raises(BadMerge):
        drawn(f"<p>{text}</p>")
