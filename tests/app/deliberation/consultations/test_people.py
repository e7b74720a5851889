"""People of consultations are merged, parted, erased, and get all that is kept of them."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from hustings.deliberation.consultations import actions, cards
from hustings.deliberation.consultations.actions import entries
from hustings.deliberation.consultations.models import (
    Choice,
    Consultation,
    Item,
    ItemKind,
    Participant,
    Vote,
)
from hustings.deliberation.consultations.readers import Reader
from hustings.foundation.accounts.models import User
from hustings.people.duplicates.actions.merges import merge, part
from hustings.people.persons.models import Person
from hustings.people.privacy.actions.erasure import erase_person
from hustings.people.segments import criteria
from hustings.people.selfservice import parts
from tests.cast.deliberation.consultations.fixtures import counted, opened, voice, written

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def who(name: str) -> Person:
    return Person.objects.get(emails__address=f"{name}@example.org")


def test_two_voices_of_one_person_count_once_the_last_and_part_again(dora: User) -> None:
    phase = opened()
    item = written(phase, voice(phase, "ada@example.org"))
    bea, bee = voice(phase, "bea@example.org"), voice(phase, "bee@example.org")
    actions.vote(participant=bea, version=item.version_id, choice=Choice.AGREE)
    actions.vote(participant=bee, version=item.version_id, choice=Choice.DISAGREE)
    made = merge(kept=who("bea"), absorbed=who("bee"), user=dora)
    assert counted(item) == (0, 0, 1, 0), "the later vote stands"
    part(merge=made, user=dora)
    assert counted(item) == (1, 0, 1, 0)
    merge(kept=who("bee"), absorbed=who("bea"), user=dora)
    one = Person.objects.get(emails__address="bea@example.org")
    mine = actions.take_part(consultation=phase.consultation, person=one, key="bee@example.org")
    assert mine.pk == bea.pk, "one voice from now on"
    actions.vote(participant=mine, version=item.version_id, choice=Choice.MIXED)
    assert counted(item) == (0, 1, 0, 0)
    assert Vote.objects.counted().count() == 1


def test_a_change_of_spelling_carries_one_vote_of_a_person_with_two_voices(dora: User) -> None:
    phase = opened()
    ada = voice(phase, "ada@example.org")
    item = written(phase, ada, "Repaire all the pipes by 2030")
    bea, bee = voice(phase, "bea@example.org"), voice(phase, "bee@example.org")
    actions.vote(participant=bea, version=item.version_id, choice=Choice.AGREE)
    actions.vote(participant=bee, version=item.version_id, choice=Choice.DISAGREE)
    made = merge(kept=who("bea"), absorbed=who("bee"), user=dora)
    actions.edit(item=item, title="", text="Repair all the pipes by 2030", participant=ada)
    item.refresh_from_db()
    assert item.version.is_typo and counted(item) == (0, 0, 1, 0)
    assert Vote.objects.standing().counted().get().participant == bee
    part(merge=made, user=dora)
    assert counted(item) == (1, 0, 1, 0)


def test_a_person_with_two_voices_carries_the_vote_that_counted_over_and_once(dora: User) -> None:
    phase = opened()
    ada = voice(phase, "ada@example.org")
    item = written(phase, ada, "Repair the pipes of the whole town")
    bea, bee = voice(phase, "bea@example.org"), voice(phase, "bee@example.org")
    actions.vote(participant=bea, version=item.version_id, choice=Choice.AGREE)
    actions.vote(participant=bee, version=item.version_id, choice=Choice.DISAGREE)
    actions.edit(item=item, title="", text="Repair nothing but the bridges", participant=ada)
    item.refresh_from_db()
    merge(kept=who("bea"), absorbed=who("bee"), user=dora)
    bea.refresh_from_db()
    bee.refresh_from_db()
    actions.carry_over(participant=bea, item=item)
    assert counted(item) == (0, 0, 1, 0), "what they said last"
    [card] = cards.made([item], Reader(phase.consultation, None, bee), phase)
    assert card.mine == Choice.DISAGREE, "whichever address they read with"
    actions.edit(item=item, title="", text="Build a lighthouse in the bay", participant=ada)
    item.refresh_from_db()
    actions.vote(participant=bee, version=item.version_id, choice=Choice.MIXED)
    actions.carry_over(participant=bea, item=item)
    assert counted(item) == (0, 1, 0, 0) and Vote.objects.standing().counted().count() == 1


def test_a_disowned_address_gives_the_vote_of_the_other_one_back(dora: User) -> None:
    phase = opened()
    item, other = (written(phase, voice(phase, f"{name}@example.org")) for name in ("ada", "eve"))
    bea, bee = voice(phase, "bea@example.org"), voice(phase, "bee@example.org")
    for voter, choice in ((bea, Choice.AGREE), (bee, Choice.DISAGREE)):
        actions.vote(participant=voter, version=item.version_id, choice=choice)
        actions.vote(participant=voter, version=other.version_id, choice=choice)
    merge(kept=who("bea"), absorbed=who("bee"), user=dora)
    actions.vote(participant=bee, version=other.version_id, choice="")
    bee.refresh_from_db()
    entries.remove_voice(bee)
    assert counted(item) == (1, 0, 0, 0) and Vote.objects.counted().get().participant == bea
    assert counted(other) == (0, 0, 0, 0), "they themselves took it back before"


def test_the_erased_leave_votes_with_a_number_and_no_word(dora: User) -> None:
    phase = opened()
    ada, bea = voice(phase, "ada@example.org", shown="name"), voice(phase, "bea@example.org")
    item = written(phase, ada, "My street floods")
    actions.vote(participant=bea, version=item.version_id, choice=Choice.AGREE)
    actions.vote(participant=ada, version=item.version_id, choice=Choice.AGREE)
    assert str(ada) == "Ada"
    erase_person(person=who("ada"))
    item.refresh_from_db()
    ada.refresh_from_db()
    assert item.withdrawn_at and not item.version.text and counted(item) == (2, 0, 0, 0)
    assert (ada.person, ada.mailbox, ada.name) == (None, None, "") and str(ada) == ada.pseudonym
    again = voice(phase, "ada@example.org")
    assert again.pk != ada.pk, "whoever comes back is somebody new"


def test_what_was_hidden_of_the_erased_never_comes_back_empty(dora: User) -> None:
    phase = opened()
    ada = voice(phase, "ada@example.org")
    hidden = written(phase, ada, "My street floods")
    link = {"link": "https://ada.example.org/me"}
    source = written(phase, ada, "My page", kind=ItemKind.SOURCE, parent=hidden, data=link)
    Item.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    erase_person(person=who("ada"))
    hidden.refresh_from_db()
    source.refresh_from_db()
    assert hidden.hidden_at and hidden.withdrawn_at, "no moderator shows a page without words"
    assert source.data == {} and (hidden.n_sources, source.version.text) == (0, "")


def test_my_data_holds_words_and_votes() -> None:
    phase = opened()
    ada = voice(phase, "ada@example.org")
    item = written(phase, ada, "Repair the pipes")
    actions.vote(participant=ada, version=item.version_id, choice=Choice.AGREE)
    mine = [each for each in parts.my_data.all() if each.name.startswith("consultation")]
    with override("en"):
        told = {each.name: list(each.rows(ada.person)) for each in mine}
    assert told["consultation_voices"][0][1] == ada.pseudonym
    assert told["consultation_texts"][0][4] == "Repair the pipes"
    assert told["consultation_votes"][0][3] == "agree"


def test_a_segment_asks_who_took_part_and_not_what_they_think() -> None:
    phase = opened()
    voice(phase, "ada@example.org")
    other = Consultation.objects.create(titles={"en": "Bread"}, shown_at=timezone.now())
    rule = {"criterion": "consultation", "operator": "took_part", "value": phase.consultation_id}
    asked = {"match": "all", "criteria": [rule]}
    assert list(criteria.compile(asked)) == [Participant.objects.get().person]
    rule["value"] = other.pk
    assert not criteria.compile(asked).exists()
