"""People who amended a text are erased: their words go, and all others' work goes on."""

import pytest
from django.test import Client

from hustings.deliberation.texts import actions, documents, proposals
from hustings.deliberation.texts.algebra.subamendments import inside
from hustings.deliberation.texts.models import Amendment, Placement
from hustings.people.persons.models import Person
from hustings.people.privacy.actions.erasure import erase_person
from tests.cast.deliberation.consultations.fixtures import voice
from tests.cast.deliberation.texts.fixtures import passage, published, suggested, words

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]


def erase(name: str) -> None:
    erase_person(person=Person.objects.get(emails__address=f"{name}@example.org"))


def test_words_that_no_version_took_go_and_what_others_made_of_them_stands(client: Client) -> None:
    text = published()
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule = passage(text, "The mayor")
    one = suggested(ada, rule, "alone", "with a big council of citizens")
    waiting = suggested(ada, rule, "water", "lemonade")
    refused = suggested(ada, rule, "three", "ninety")
    actions.refuse(text=text, amendments=[refused.pk], user=None)
    sub = suggested_inside(bob, one, "big", "small")
    actions.accept(text=text, amendments=[sub.pk, waiting.pk], user=None)
    mine = suggested(bob, rule, "The mayor", "The council")
    erase("ada")
    for each in (one, waiting, refused):
        each.refresh_from_db()
        each.item.refresh_from_db()
        assert (each.words, each.item.data) == ("", {}) and each.end > each.start
    assert client.get(f"/en/consultations/items/{sub.item_id}/").status_code == 200
    actions.accept(text=text, amendments=[mine.pk], user=None)
    actions.publish(text=text, user=None)
    assert words(rule.item) == "The council decides alone about the price of water for three years."
    for begins in ("The council", "Everybody"):
        there = f"/en/consultations/items/{passage(text, begins).item_id}/"
        assert client.get(there).status_code == 200


def test_new_passages_of_the_erased_lose_their_words_and_keep_their_place() -> None:
    text = published()
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule = passage(text, "The mayor")
    document = documents.read(rule.text_version)
    put = proposals.added(document.digest, rule.key, ["Ada may stop this.", "Twice."])
    [one] = actions.suggest(participant=ada, about=rule.item, base=document.digest, changes=[put])
    kept = [each[0] for each in one.blocks]
    sub = suggested_inside(bob, one, "stop", "delay")
    erase("ada")
    one.refresh_from_db()
    assert [each[:2] for each in one.blocks] == [[key, ""] for key in kept]
    assert one.item.amendment.on(document.digest).row == tuple(kept)
    actions.accept(text=text, amendments=[sub.pk], user=None)
    sub.refresh_from_db()
    assert sub.is_waiting


def test_what_was_published_is_the_campaigns_text(client: Client) -> None:
    text = published()
    ada, bob = voice(text.phase, "ada@example.org"), voice(text.phase, "bob@example.org")
    rule = passage(text, "The mayor")
    one, late = suggested(ada, rule, "alone", "in public"), suggested(ada, rule, "three", "ninety")
    actions.accept(text=text, amendments=[one.pk], user=None)
    actions.publish(text=text, user=None)
    assert late.placements.get().words == "ninety"
    erase("ada")
    one.refresh_from_db()
    said = "The mayor decides in public about the price of water for three years."
    assert one.words == "in public" and words(rule.item) == said
    assert not Placement.objects.exclude(words="").exists()
    again = suggested(bob, passage(text, "The mayor"), "public", "the town hall")
    actions.accept(text=text, amendments=[again.pk], user=None)
    made = actions.publish(text=text, user=None)
    assert "in the town hall" in words(rule.item)
    there = f"/en/consultations/texts/{text.pk}/versions/{made.number}/"
    assert client.get(there).status_code == 200


def suggested_inside(who: object, over: Amendment, old: str, new: str) -> Amendment:
    """Other words for some that an amendment proposes."""
    document = inside(over.on(""))
    block = document.blocks[0]
    changes = proposals.replacements(document.digest, block, block.text.replace(old, new, 1))
    over.item.refresh_from_db()
    said = {"about": over.item, "base": document.digest, "changes": changes}
    [made] = actions.suggest(participant=who, **said)  # type: ignore[arg-type]
    return made
