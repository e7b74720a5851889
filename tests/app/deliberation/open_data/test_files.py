"""Consultations of other tools come in whole, once, or not at all with the line that is wrong."""

import io
import json
import lzma
import os
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import override

from hustings.deliberation.consultations import actions
from hustings.deliberation.consultations.models import Item, ItemKind, Kind, Participant, Version
from hustings.deliberation.open_data.files import cap_collectif, decidim, plain_html, writing
from hustings.deliberation.open_data.files.records import BadLine
from hustings.deliberation.open_data.tables import tables
from tests.cast.deliberation.consultations.fixtures import opened, voice, written

pytestmark = [pytest.mark.django_db, pytest.mark.both]
REAL = Path(os.environ.get("HUSTINGS_CONSULTATION", "nowhere"))  # République numérique, as lines of JSON, .xz


def opinion(pk: int = 7, **more: Any) -> dict[str, Any]:
    argument = {
        "id": 70, "type": 0, "author": 3, "body": "Trop <b>tard</b>.", "votes": 4,
        "created_at": "2027-01-05T10:00:00+0100", "is_trashed": False,
    }  # fmt: skip
    source = {
        "id": 71, "title": "Rapport", "body": "", "link": "https://example.org/r", "category": "Étude",
        "author": 2, "created_at": "2027-01-05T11:00:00+0100", "votes": 0,
    }  # fmt: skip
    return {
        "id": pk, "title": "Article 1 - L’eau", "body": "<p>Un.</p><ul><li>Deux</li></ul>", "author": 2,
        "created_at": "2027-01-04T10:00:00+0100", "section": {"id": 1, "title": "S", "subtitle": "Réseaux"},
        "votes_ok": 10, "votes_mitige": 2, "votes_nok": 3, "voters_shown": [3, 9], "is_trashed": False,
        "arguments": [argument], "sources": [source], **more,
    }  # fmt: skip


def lines(*rows: dict[str, Any]) -> list[str]:
    return [json.dumps(row) for row in rows]


def test_an_article_comes_with_all_below_it_and_its_counts() -> None:
    phase = opened(kind=Kind.TEXT)
    done = writing.write(phase, cap_collectif.read(lines(opinion())), language="fr")
    assert (dict(done.items), done.n_votes, done.n_voices) == (
        {ItemKind.BLOCK: 1, ItemKind.AGAINST: 1, ItemKind.SOURCE: 1}, 19, 3
    )  # fmt: skip
    item = Item.objects.get(kind=ItemKind.BLOCK)
    assert item.version.text == "Un.\n\n– Deux" and item.question.title == "Réseaux"
    assert (item.n_for, item.n_against, item.n_sources) == (0, 1, 1)
    assert item.version.elsewhere == {"agree": 10, "mixed": 2, "disagree": 3} and item.version.n_votes == 15
    against = item.children.get(kind=ItemKind.AGAINST)
    assert against.version.text == "Trop tard." and against.participant.foreign_id == "3"


def test_twice_is_like_once_and_what_is_new_is_added() -> None:
    phase = opened(kind=Kind.TEXT)
    writing.write(phase, cap_collectif.read(lines(opinion())))
    more = opinion()
    more["arguments"] = [*more["arguments"], {**more["arguments"][0], "id": 99, "type": 1}]
    done = writing.write(phase, cap_collectif.read(lines(more, opinion(8, arguments=[], sources=[]))))
    assert done.n_known == 3 and dict(done.items) == {ItemKind.BLOCK: 1, ItemKind.FOR: 1}
    assert Item.objects.get(foreign_id="o7").n_for == 1 and Participant.objects.count() == 3


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "no JSON"),
        (json.dumps({"id": 1}), "“title” is missing"),
        (json.dumps(opinion(votes_ok=-1)), "votes_ok is -1"),
        (json.dumps(opinion(created_at="2027-01-04")), "2027-01-04"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_written(line: str, says: str) -> None:
    phase = opened(kind=Kind.TEXT)
    with override("en"), pytest.raises(BadLine) as bad:
        writing.write(phase, cap_collectif.read([*lines(opinion()), "", line]))
    assert bad.value.line == 3 and says in bad.value.problem
    assert not Item.objects.exists() and not Participant.objects.exists()


def test_scripts_and_tags_leave_no_trace() -> None:
    html = "<h2>A</h2><script>alert(1)</script><p>b<br>c &amp; d</p><p></p>"
    assert plain_html.text_of(html) == "A\n\nb\n\nc & d"


@pytest.mark.skipif(not REAL.exists(), reason="HUSTINGS_CONSULTATION names no file: its licence keeps it out")
def test_a_real_consultation_comes_in_whole() -> None:
    phase = opened(kind=Kind.TEXT)
    with lzma.open(REAL, "rt") as rows:
        done = writing.write(phase, cap_collectif.read(rows), language="fr")
    assert sum(done.items.values()) == 696 + 3_994 + 326 and done.n_voices == 2_072
    top = Version.objects.filter(item__kind__in=[ItemKind.BLOCK, ItemKind.CONTRIBUTION])
    sums = top.aggregate(a=Sum("n_agree"), m=Sum("n_mixed"), d=Sum("n_disagree"))
    assert sums == {"a": 71_940, "m": 5_947, "d": 10_735}


DECIDIM = """id;category/id;category/name/en;title/en;body/en;state;supports;published_at
12;3;Roads;Mend the bridge;<p>It shakes.</p>;accepted;41;2027-01-04 10:00:00 UTC
13;;;Plant trees;;;;2027-01-05T10:00:00+00:00
"""


def test_proposals_come_over_from_decidim_and_go_back() -> None:
    phase = opened()
    writing.write(phase, decidim.read(io.StringIO(DECIDIM)))
    bridge, trees = Item.objects.order_by("foreign_id").for_lists()
    assert (bridge.version.title, bridge.version.text, bridge.version.n_agree) == (
        "Mend the bridge", "It shakes.", 41
    )  # fmt: skip
    assert bridge.question.title == "Roads" and trees.question is None and trees.version.text == ""
    back = list(decidim.rows(phase.consultation, [bridge]))
    named = dict(zip(decidim.COLUMNS, back[0], strict=True))
    assert (named["title"], named["supports"], named["category/name"]) == ("Mend the bridge", 41, "Roads")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("name;title\n1;x\n", 1, "no column “id”"),
        ("id,title,body\n1,a,b\n", 2, "“published_at” is missing"),
        ("id,title,body,published_at\n1,a,b,2027-01-01\nx,a,b,2027-01-01\n", 3, "wrong kind"),
    ],
)
def test_a_bad_line_of_decidim_is_named(text: str, line: int, says: str) -> None:
    phase = opened()
    with override("en"), pytest.raises(BadLine) as bad:
        writing.write(phase, decidim.read(io.StringIO(text)))
    assert bad.value.line == line and says in bad.value.problem and not Item.objects.exists()


def test_open_data_leads_to_no_voter() -> None:
    phase = opened()
    ada, bea = voice(phase, "ada@example.org", shown="name"), voice(phase, "bea@example.org")
    item = written(phase, ada, "Repair the pipes")
    hidden = written(phase, bea, "Buy my pills")
    Item.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    for who in (ada, bea):
        actions.vote(participant=who, version=item.version_id, choice="agree")
    told = {
        table.name: [dict(zip(table.columns, row, strict=True)) for row in table.rows(phase.consultation)]
        for table in tables.all()
    }
    mine, other = told["contributions"]
    assert (mine["author_name"], mine["text"], mine["agree"]) == ("Ada", "Repair the pipes", 2)
    assert (other["state"], other["text"]) == ("hidden", None)
    voters = {row["voter"] for row in told["votes"]}
    known = {str(ada.pk), str(bea.pk), str(ada.number), str(bea.number)}
    assert len(voters) == 2 and not voters & known
    assert [row["text"] for row in told["versions"]] == ["Repair the pipes", ""]
