"""What became of mine: the page, its link, and one mail for each step."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from hustings.deliberation.consultations import actions as acts
from hustings.deliberation.consultations.announcements import links
from hustings.deliberation.consultations.models import AnnouncementMail, Item, Participant, Phase
from hustings.deliberation.moderation.models import Ruling
from hustings.deliberation.syntheses import actions, fates
from hustings.deliberation.syntheses.models import Telling
from hustings.people.duplicates.actions.merges import merge
from hustings.people.persons.models import Person
from hustings.people.privacy.actions.erasure import erase_person
from hustings.people.selfservice import parts
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.cast.deliberation.consultations.visits import enter, html, send

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("site", "patient")]
Run = Callable[..., int]


@pytest.fixture
def phase() -> Phase:
    return opened()


@pytest.fixture
def ada(phase: Phase) -> Participant:
    return voice(phase, "ada@example.org")


def path_to(participant: Participant) -> str:
    return f"/en/consultations/told/{links.token(participant.pk)}/"


def tell(phase: Phase) -> Telling:
    return actions.tell(phase=phase, texts={"fr": "Le texte est là.", "en": "The text is here."}, user=None)


def test_each_contribution_has_its_fate(client: Client, phase: Phase, ada: Participant) -> None:
    bea = voice(phase, "bea@example.org")
    pipes, trees = written(phase, ada, "Fix the pipes"), written(phase, ada, "Plant trees")
    hidden, gone = written(phase, ada, "Buy my pumps"), written(phase, ada, "Never mind")
    written(phase, bea, "Not mine")
    acts.vote(participant=bea, version=pipes.version_id, choice="agree")
    actions.answer(item=pipes, outcome="partly", reasons={"en": "Half of them."}, author="Us", user=None)
    Item.objects.filter(pk=hidden.pk).update(hidden_at=timezone.now())
    Ruling.objects.create(
        consultation=phase.consultation, item=hidden, version=hidden.version, verdict="hide",
        reason="advertising", words="No sales.",
    )  # fmt: skip
    acts.take_back(item=gone, participant=ada)
    page = html(client, path_to(ada))
    for words in ("Fix the pipes", "1 vote", "Half of them.", "Advertising", "No sales.",
                  "You took it back", "No answer yet", "Plant trees"):  # fmt: skip
        assert words in page
    assert "Not mine" not in page and "ada@example.org" not in page and trees.pk
    assert client.get("/en/consultations/told/5.x/").status_code == 404
    assert client.get(path_to(ada))["X-Robots-Tag"] == "noindex"


def test_votes_on_earlier_versions_stay_in_the_figure(client: Client, phase: Phase, ada: Participant) -> None:
    bea, cal = voice(phase, "bea@example.org"), voice(phase, "cal@example.org")
    pipes = written(phase, ada, "Fix the pipes")
    for who in (bea, cal):
        acts.vote(participant=who, version=pipes.version_id, choice="agree")
    acts.edit(item=pipes, title="", text="Dig a lake instead of it", why="", participant=ada)
    pipes.refresh_from_db()
    acts.carry_over(participant=bea, item=pipes)
    assert fates.sums(ada).n_votes == 2
    assert "1 vote on version 2" in html(client, path_to(ada))


def test_the_recognised_open_theirs_and_others_ask_for_their_link(
    client: Client, phase: Phase, ada: Participant, run_tasks: Run
) -> None:
    where = f"/en/consultations/mine/{phase.consultation_id}/"
    assert "/my-data/" in client.get(where).url
    item = written(phase, ada, "Fix the pipes")
    page = f"/en/consultations/items/{item.pk}/"
    asked = send(client, page, f"/en/consultations/versions/{item.version_id}/vote/", choice="agree")
    enter(client, asked.content.decode(), "me@example.org")
    run_tasks()
    link = mail.outbox[-1].body.split("/consultations/links/")[1].split()[0]
    client.post(f"/fr/consultations/links/{link}")
    assert "your votes count" in html(client, where)
    assert "What became of mine" in html(client, f"/en/consultations/{phase.consultation.path}")
    assert "Fix the pipes" not in html(client, where)


def test_everyone_who_took_part_gets_one_mail_a_step(phase: Phase, ada: Participant, run_tasks: Run) -> None:
    written(phase, ada, "My secret street")
    bea, eve = voice(phase, "bea@example.org"), voice(phase, "eve@example.org")
    Person.objects.filter(pk=eve.person_id).update(no_mail_since=timezone.now())
    acts.stop(participant=bea)
    tell(phase)
    run_tasks()
    assert AnnouncementMail.objects.get().mailed_at
    with pytest.raises(actions.ToldBefore):
        tell(phase)
    run_tasks()
    [message] = mail.outbox
    assert message.to == ["ada@example.org"]
    assert "Le texte est là." in message.body and "secret street" not in message.body
    assert links.token(ada.pk) in message.body
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    told = next(each for each in parts.my_data.all() if each.name == "consultation_mails")
    assert next(iter(told.rows(ada.person)))[0]


def test_two_voices_of_one_person_get_one_mail_and_one_page(
    client: Client, dora: Any, phase: Phase, ada: Participant, run_tasks: Run
) -> None:
    ida = voice(phase, "ida@example.org")
    written(phase, ada, "Fix the pipes")
    written(phase, ida, "Plant trees")
    kept, absorbed = Person.objects.get(pk=ada.person_id), Person.objects.get(pk=ida.person_id)
    merge(kept=kept, absorbed=absorbed, user=dora)
    tell(phase)
    run_tasks()
    assert len([each for each in mail.outbox if "told/" in each.body]) == 1
    page = html(client, path_to(ada))
    assert "Fix the pipes" in page and "Plant trees" in page
    erase_person(person=kept)
    assert client.get(path_to(ada)).status_code == 404


def test_the_team_mails_from_hq(
    client: Client, dora: Any, phase: Phase, ada: Participant, run_tasks: Run
) -> None:
    client.force_login(dora)
    where = f"/hq/syntheses/{phase.consultation_id}/mails/"
    assert "1 personne le recevra" in html(client, where)
    assert client.post(where, {"phase": phase.pk}).status_code == 422
    assert client.post(where, {"phase": phase.pk, "text_fr": "Voici."}).status_code == 302
    run_tasks()
    assert len(mail.outbox) == 1
    assert "Tout le monde a été informé" in html(client, where)


def test_a_step_is_not_spent_on_a_mail_to_nobody(client: Client, dora: Any) -> None:
    phase = opened()
    client.force_login(dora)
    where = f"/hq/syntheses/{phase.consultation_id}/mails/"
    assert "Aucun participant" in html(client, where) and 'name="text_fr"' not in html(client, where)
    client.post(where, {"phase": phase.pk, "text_fr": "Voici."})
    assert not Telling.objects.exists()
