"""What readers see of a text, and how they amend it: without scripts, and without an account."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from hustings.deliberation.consultations.models import Item, ItemKind, Kind
from hustings.deliberation.texts import actions, documents
from hustings.deliberation.texts.algebra import kinds
from hustings.deliberation.texts.models import Amendment, Text
from tests.cast.deliberation.consultations.fixtures import counted, opened, voice
from tests.cast.deliberation.consultations.visits import enter, html, last_link, send, stamp_in
from tests.cast.deliberation.texts.fixtures import passage, published, suggested

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[[], int]


@pytest.fixture
def text() -> Text:
    return published()


def step(text: Text) -> str:
    return f"/en/consultations/steps/{text.phase_id}/"


def test_a_text_is_read_with_its_contents_and_counts(client: Client, text: Text) -> None:
    ada = voice(text.phase, "ada@example.org")
    suggested(ada, passage(text, "The mayor"), "alone", "with the council")
    page = html(client, step(text))
    for said in ("Version 1 of", "Article 1", "The mayor decides alone", "1 amendment", "Suggest a change"):
        assert said in page
    assert "Contents" in page and not client.cookies
    assert "isn’t published yet" in html(client, f"/en/consultations/steps/{opened(kind=Kind.TEXT).pk}/")


def test_a_long_text_is_read_a_page_at_a_time(client: Client) -> None:
    text = published("\n\n".join(f"Rule {n} stands." for n in range(1, 71)))
    first = html(client, step(text))
    assert "Rule 60 stands" in first and "Rule 61 stands" not in first and "?from=60" in first
    assert "Rule 70 stands" in html(client, f"{step(text)}?from=60")


def test_a_passage_shows_amendments_and_those_that_exclude_each_other(client: Client, text: Text) -> None:
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "three years", "one year", "Power tires")
    suggested(bob, rule, "for three years", "for ever")
    page = html(client, f"/en/consultations/items/{rule.item_id}/")
    assert "These can’t all be accepted" in page and "<mark>three years</mark>" in page
    assert "Power tires" in page and "<del>three years</del><ins>one year</ins>" in page
    own = html(client, f"/en/consultations/items/{one.item_id}/")
    assert (
        "What it changes" in own
        and "These can’t all be accepted" in own
        and "Suggest other words for it" in own
    )
    assert "« three years » → « one year »" in own, "quoted as in the campaign's language"
    rest = html(client, f"/en/consultations/items/{rule.item_id}/amendments/")
    assert "<del>three years</del><ins>one year</ins>" in rest


def test_a_change_that_somebody_suggested_already_is_shown_to_vote_on(client: Client, text: Text) -> None:
    rule = passage(text, "The mayor")
    one = suggested(voice(text.phase, "ada@example.org"), rule, "alone", "with the council")
    here = f"/en/consultations/items/{rule.item_id}/amend/"
    base = re.search(r'name="base" value="(\w+)"', html(client, here))
    assert base
    said = {"base": base[1], "why": "", "deed": "edit"}
    again = send(client, here, here, text=rule.words.text.replace("alone", "with the council"), **said)
    assert f'/items/{one.item_id}/">Vote on it' in again.content.decode()
    other = send(client, here, here, text=rule.words.text.replace("alone", "with everybody"), **said)
    assert "Your amendment" in other.content.decode() and "Vote on it" not in other.content.decode()


def test_inserted_words_are_amended_without_the_space_after_them(client: Client, text: Text) -> None:
    rule = passage(text, "The mayor")
    one = suggested(voice(text.phase, "ada@example.org"), rule, "price", "fair price")
    assert one.words == "fair "
    here = f"/en/consultations/items/{one.item_id}/amend/"
    base = re.search(r'name="base" value="(\w+)"', html(client, here))
    assert base
    shown = send(client, here, here, base=base[1], text="very fair", why="").content.decode()
    assert "Your amendment" in shown, "one change, and not the loss of a space besides"


def test_a_visitor_amends_by_editing_the_words(client: Client, text: Text, run_tasks: Run) -> None:
    rule = passage(text, "The mayor")
    here = f"/en/consultations/items/{rule.item_id}/amend/"
    page = html(client, here)
    assert rule.words.text in page
    base = re.search(r'name="base" value="(\w+)"', page)
    assert base
    new = "The council decides alone about the price of water for one year."
    said = {"base": base[1], "text": new, "why": "Fairer", "deed": "edit"}
    shown = send(client, here, here, **said)
    assert shown.status_code == 200 and not Amendment.objects.exists()
    assert "Your 2 amendments" in shown.content.decode() and "<ins>council</ins>" in shown.content.decode()
    asked = client.post(here, {"stamp": stamp_in(shown.content.decode()), "send": "1", **said})
    assert asked.status_code == 200 and not Amendment.objects.exists()
    enter(client, asked.content.decode())
    run_tasks()
    assert mail.outbox[-1].to == ["charlie@example.org"]
    link = last_link()
    page = html(client, link)
    assert "Your 2 amendments" in page and "Fairer" in page
    client.post(link)
    found = Amendment.objects.order_by("start")
    assert [(row.words, row.item.version and row.item.version.text) for row in found] == [
        ("council", "Fairer"), ("one year", "Fairer"),
    ]  # fmt: skip
    assert Item.objects.get(pk=rule.item_id).n_amendments == 2


def test_words_of_an_older_version_are_shown_beside_the_present_ones(client: Client, text: Text) -> None:
    rule = passage(text, "The mayor")
    here = f"/en/consultations/items/{rule.item_id}/amend/"
    page = html(client, here)
    one = suggested(voice(text.phase, "ada@example.org"), rule, "alone", "with the council")
    actions.accept(text=text, amendments=[one.pk], user=None)
    old = text.version.digest if text.version else ""
    actions.publish(text=text, user=None)
    said = {"stamp": stamp_in(page), "base": old, "text": "The king decides.", "deed": "edit", "send": "1"}
    answer = client.post(here, said)
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "The text has changed meanwhile" in shown and "The king decides." in shown
    assert "decides with the council" in shown


def test_nothing_changed_says_so_and_a_passage_can_be_added_or_removed(client: Client, text: Text) -> None:
    rule = passage(text, "The mayor")
    here = f"/en/consultations/items/{rule.item_id}/amend/"
    assert text.version
    base = text.version.digest
    same = send(client, here, here, base=base, text=rule.words.text, deed="edit")
    assert same.status_code == 422 and "Nothing has changed" in same.content.decode()
    added = send(client, here, here, base=base, text="", added="The council can stop it.", deed="add")
    assert "The council can stop it." in added.content.decode() and added.status_code == 200
    removed = send(client, here, here, base=base, text="", deed="remove")
    assert "Your amendment" in removed.content.decode()


def test_versions_are_compared_with_the_amendments_behind_each_change(client: Client, text: Text) -> None:
    rule = passage(text, "The mayor")
    one = suggested(voice(text.phase, "ada@example.org"), rule, "alone", "with the council")
    actions.accept(text=text, amendments=[one.pk], user=None, why="Wise")
    actions.publish(text=text, user=None, why="More heads")
    page = html(client, f"/en/consultations/texts/{text.pk}/versions/2/")
    assert "<del>alone</del><ins>with the council</ins>" in page and "More heads" in page
    assert f"/en/consultations/items/{one.item_id}/" in page and "4 passages are the same" in page
    own = html(client, f"/en/consultations/items/{one.item_id}/")
    assert "in the text since version 2" in own and "Wise" in own and "accepted" in own
    block = html(client, f"/en/consultations/items/{rule.item_id}/")
    assert "accepted" in block
    for form in ("docx", "md"):
        answer = client.get(f"/en/consultations/texts/{text.pk}/versions/2/text.{form}?with=1")
        assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    assert client.get(f"/en/consultations/texts/{text.pk}/versions/2/text.pdf").status_code == 404


def test_what_is_no_part_of_the_text_any_more_says_so(client: Client, text: Text) -> None:

    rule = passage(text, "Everybody")
    digest = documents.read(rule.text_version).digest
    actions.amend_by_hand(text=text, changes=[kinds.Remove("0", digest, (rule.key,))], user=None)
    actions.publish(text=text, user=None)
    page = html(client, f"/en/consultations/items/{rule.item_id}/")
    assert "stood in the text up to version 1" in page
    assert client.get(f"/en/consultations/items/{rule.item_id}/amend/").status_code == 302
    assert Item.objects.filter(kind=ItemKind.BLOCK).count() == 5
    assert counted(rule.item) == (0, 0, 0, 0)


def test_no_question_is_asked_per_row(client: Client, django_assert_max_num_queries: Any) -> None:
    text = published("\n\n".join(f"Rule {n} stands for three years." for n in range(40)))
    rule = passage(text, "Rule 7 ")
    for n in range(12):
        who = voice(text.phase, f"ada{n}@example.org")
        suggested(who, rule, "three", f"the next {n + 20}")
    for path in (
        f"steps/{text.phase_id}/", f"items/{rule.item_id}/", f"items/{rule.item_id}/amendments/",
        f"items/{rule.item_id}/amend/",
    ):  # fmt: skip
        client.get(f"/en/consultations/{path}")
        with django_assert_max_num_queries(34):
            assert client.get(f"/en/consultations/{path}?a=1").status_code == 200
