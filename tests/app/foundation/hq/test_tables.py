"""Tables of HQ: each cell knows its column and its row, from Python as from a template."""

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from hustings.foundation.hq.tables import Code, Column, Day, Moment, Number, Table, Tick, Title, YesNo

pytestmark = pytest.mark.usefixtures("english")
ANA = SimpleNamespace(pk=7, name="Ana <b>", n=1234, note=("first", ""), at=None, is_in=True, sub={"x": "y"})


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def drawn(columns: list[Column], rows: list[Any], query: str = "", **more: Any) -> str:
    request = RequestFactory().get(f"/?{query}")
    html = Table(columns, rows, **more).render_html(Context({"request": request}))
    return re.sub(r"\s+", " ", str(html))


def test_a_cell_names_its_column_and_a_row_has_a_head():
    html = drawn([Title("name", "Name", url=lambda row: f"/p/{row.pk}/"), Number("n", "Clicks")], [ANA])
    assert '<th scope="row" role="rowheader" class="title"><a href="/p/7/">Ana &lt;b&gt;</a></th>' in html
    assert '<td role="cell" class="number" data-head="Clicks">1,234</td>' in html
    assert html.count('<th scope="col" role="columnheader"') == 2


def test_the_first_column_that_is_seen_heads_the_row_where_none_says_so():
    html = drawn([Tick("name"), Column("name", "Name"), Column("n", "N")], [ANA])
    assert '<th scope="row" role="rowheader">Ana' in html
    assert 'name="row" value="7" aria-label="Choose Ana &lt;b&gt;"' in html
    assert '<span class="w-sr-only">Choose</span>' in html and 'data-head="Choose"' not in html
    assert ' name="who" value="7" aria-label="Choose Ana &lt;b&gt;" form="many">' in drawn(
        [Tick("name", "who", form="many"), Column("n", "N")], [ANA]
    )


def test_what_is_empty_shows_a_dash_and_what_is_under_it_a_line_each():
    html = drawn(
        [Column("sub.x", "Deep", under="note"), Moment("at", "When"), Column("no.way", "None")], [ANA]
    )
    assert 'y<span class="hq-under">first</span></th>' in html
    assert html.count(">–</td>") == 2
    assert ">never</td>" in drawn([Column("n", "N"), Day("at", "Day", empty="never")], [ANA])


def test_values_are_written_as_the_language_does():
    at = dt.datetime(2027, 4, 1, 21, 30, tzinfo=dt.UTC)
    row = SimpleNamespace(pk=1, at=at, on=at.date(), key="a<b", is_in=False)
    with translation.override("fr"):
        html = drawn(
            [Code("key", "K"), Day("at", "D"), Day("on", "O"), Moment("at", "M"), YesNo("is_in", "I")], [row]
        )
    assert (
        "<code>a&lt;b</code>" in html
        and html.count("1er") + html.count("01/04/2027") >= 2
        and "23:30" in html
        and ">non<" in html
    )


def test_a_sorted_column_says_so_and_turns_round():
    columns = [Title("name", "Name", sort="name"), Number("n", "N", sort="n"), Column("pk", "Key")]
    html = drawn(columns, [ANA], "q=x&after=y", ordering="name")
    assert 'class="title" aria-sort="ascending"><a href="?q=x&amp;ordering=-name">Name</a>' in html
    assert '<a href="?q=x&amp;ordering=n">N</a>' in html and html.count("aria-sort") == 1
    assert 'aria-sort="descending"><a href="?ordering=name">' in drawn(columns, [ANA], ordering="-name")


def test_a_table_has_a_name():
    assert '<caption class="w-sr-only">People</caption>' in drawn([Column("n", "N")], [ANA], caption="People")
    assert 'aria-labelledby="head"' in drawn([Column("n", "N")], [ANA], labelled_by="head")


def tagged(body: str, **words: Any) -> str:
    template = Template("{% load hq %}" + body)
    return re.sub(r"\s+", " ", template.render(Context({"header_title": "All of them", **words})))


def test_a_template_says_heading_and_cell_in_one_place():
    html = tagged(
        '{% table one, n in rows %}{% column "Name" title %} <b>{{ one }}</b> {% endcolumn %}'
        '{% if may %}{% column "N" number %}{{ n }}{% endcolumn %}{% endif %}'
        '{% column "Do" hidden %}<button>{{ outer }}</button>{% endcolumn %}{% empty %}none{% endtable %}',
        rows=[("<ana>", 3)], may=True, outer="go",
    )  # fmt: skip
    assert '<caption class="w-sr-only">All of them</caption>' in html
    assert '<th scope="row" role="rowheader" class="title"><b>&lt;ana&gt;</b></th>' in html
    assert '<td role="cell" class="number" data-head="N">3</td>' in html
    assert '<td role="cell"><button>go</button></td>' in html


def test_columns_in_conditions_and_loops_keep_what_is_around_them():
    body = (
        '{% table counts in rows caption="C" class="wide" %}{% for name in names %}{% column name %}'
        "{{ name }}:{{ counts|at:forloop.counter0 }}{% endcolumn %}{% endfor %}"
        '{% if no %}{% column "No" %}no{% endcolumn %}{% endif %}{% endtable %}'
    )
    assert "b:<" in tagged(body, rows=[[1]], names=["a", "b"], no=False), "a row may be shorter"
    html = tagged(body, rows=[[1, 2], [3, 4]], names=["a", "b"], no=False)
    assert [re.sub("<.*?>", "", each) for each in re.findall(r">(\w:\d)<", html)] == [
        "a:1",
        "b:2",
        "a:3",
        "b:4",
    ]
    assert 'class="listing wide"' in html and ">No<" not in html


def test_an_empty_table_shows_what_to_do_instead():
    assert (
        tagged("{% table a in rows %}{% column 'A' %}{% endcolumn %}{% empty %}Add one{% endtable %}")
        == "Add one"
    )
    assert tagged("{% table a in rows %}{% column 'A' %}{% endcolumn %}{% endtable %}", rows=iter(())) == ""


def test_a_word_that_no_column_knows_is_refused():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load hq %}{% table a in b %}{% column 'A' wide %}{% endcolumn %}{% endtable %}")
