"""Moderation after publication: reports, rulings, the two-person rule, mails, the log."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.deliberation.consultations import actions, refusals
from hustings.deliberation.consultations.models import Item, ItemKind
from hustings.deliberation.moderation import actions as moderation
from hustings.deliberation.moderation import waiting
from hustings.deliberation.moderation.actions.rulings import NoReason, SameModerator, Settled
from hustings.deliberation.moderation.models import Report, Ruling, Verdict
from hustings.foundation.accounts.roles import Role
from hustings.people.persons.models import Email, Person
from hustings.people.privacy.actions.erasure import erase_person
from hustings.people.selfservice import parts
from tests.cast.deliberation.consultations.fixtures import opened, voice, written
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def max_(db: None) -> Any:
    """Moderates, and sees nobody's data."""
    return user("max", Role.MODERATOR)


@pytest.fixture
def nora(db: None) -> Any:
    """Moderates, too."""
    return user("nora", Role.MODERATOR)


def reported(item: Item) -> Report:
    return moderation.report(item=item, participant=None, visitor="v", reason="insult", words="Look!")


def hidden(item: Item, by: Any, verdict: str = Verdict.HIDE) -> Ruling:
    made = moderation.rule(item=item, verdict=verdict, reason="insult", words="Rule 2", user=by)
    assert made
    return made


def test_what_is_hidden_leaves_lists_and_counts_and_can_come_back(max_: Any) -> None:
    phase = opened()
    ada = voice(phase, "a@example.org")
    item = written(phase, ada)
    argument = written(phase, ada, "It leaks", kind=ItemKind.FOR, parent=item)
    reported(argument)
    hidden(argument, max_)
    item.refresh_from_db()
    assert item.n_for == 0 and not Report.objects.filter(settled_at=None).exists()
    assert list(Item.objects.live()) == [item]
    with pytest.raises(Settled):
        hidden(argument, max_)
    moderation.rule(item=argument, verdict=Verdict.RESTORE, user=max_)
    item.refresh_from_db()
    assert item.n_for == 1 and Item.objects.live().count() == 2


def test_nothing_is_hidden_without_a_reason(max_: Any) -> None:
    phase = opened()
    item = written(phase, voice(phase, "a@example.org"))
    with pytest.raises(NoReason):
        moderation.rule(item=item, verdict=Verdict.HIDE, user=max_)
    assert Item.objects.live().exists()


def test_the_author_is_told_once_and_appeals_to_another_moderator(
    client: Client, max_: Any, nora: Any, run_tasks: Any, site: Any
) -> None:
    phase = opened()
    item = written(phase, voice(phase, "ada@example.org"), "You fools")
    hidden(item, max_)
    run_tasks()
    run_tasks()
    [message] = mail.outbox
    assert message.to == ["ada@example.org"] and "You fools" in message.body and "Rule 2" in message.body
    link = re.search(r"https?://[^/]+(/\S+/consultations/appeals/\S+/)", message.body)
    assert link
    assert client.get(link[1]).status_code == 200 and not Ruling.objects.get().appealed_at
    assert client.post(link[1], {"words": "It was a quotation."}).status_code == 302
    first = Ruling.objects.get()
    assert first.appeal == "It was a quotation."
    client.post(link[1], {"words": "And again"})
    assert Ruling.objects.get().appeal == "It was a quotation.", "once"
    with pytest.raises(SameModerator):
        moderation.rule(item=item, verdict=Verdict.RESTORE, user=max_)
    made = moderation.rule(item=item, verdict=Verdict.RESTORE, user=nora)
    assert made and made.answers == first and Item.objects.live().exists()
    run_tasks()
    assert len(mail.outbox) == 2 and not Ruling.objects.appealed().exists()


@pytest.mark.parametrize(("language", "quoted"), [("en", "“You fools”"), ("fr", "«\xa0You fools\xa0»")])
def test_mails_quote_as_the_language_does(max_: Any, run_tasks: Any, language: str, quoted: str) -> None:
    phase = opened()
    item = written(phase, voice(phase, "ada@example.org"), "You fools")
    Person.objects.update(language=language)
    hidden(item, max_)
    run_tasks()
    assert quoted in mail.outbox[0].body


def test_a_ruling_is_mailed_to_the_address_that_was_confirmed(max_: Any, run_tasks: Any) -> None:
    phase = opened()
    ada = voice(phase, "ada@example.org")
    Email.objects.create(person=ada.person, address="old@example.org", key="old@example.org", position=0)
    Email.objects.filter(key="ada@example.org").update(position=1)
    hidden(written(phase, ada), max_)
    run_tasks()
    assert [each.to for each in mail.outbox] == [["ada@example.org"]]


def test_a_dismissed_appeal_is_final(max_: Any, nora: Any, run_tasks: Any) -> None:
    phase = opened()
    item = written(phase, voice(phase, "ada@example.org"))
    first = hidden(item, max_)
    assert moderation.appeal(ruling=first, words="Why?")
    made = moderation.rule(item=item, verdict=Verdict.KEEP, user=nora)
    assert made and made.verdict == Verdict.HIDE and made.answers == first
    made.refresh_from_db()
    assert not moderation.may_appeal(Ruling.objects.get(pk=made.pk)) and not Item.objects.live().exists()


@pytest.mark.parametrize("link", ["nothing", "1.abc"])
def test_a_link_that_is_not_ours_says_so(client: Client, site: Any, link: str) -> None:
    assert client.get(reverse("moderation:appeal", args=[link])).status_code == 404


def test_the_queue_leads_from_one_to_the_next_and_never_two_to_the_same(
    client: Client, max_: Any, nora: Any
) -> None:
    phase = opened()
    ada = voice(phase, "a@example.org")
    first, second = written(phase, ada, "First idea"), written(phase, ada, "Second idea")
    there = reverse("moderation_hq:queue", args=[phase.consultation_id]) + "?queue=new"
    client.force_login(max_)
    page = client.get(there)
    assert page.context["item"] == first and not re.search(r"(?i)\bada\b", page.content.decode())
    other = Client()
    other.force_login(nora)
    assert other.get(there).context["item"] == second
    said = {"verdict": "keep", "queue": "new", "place": page.context["place"]}
    answer = client.post(reverse("moderation_hq:ruling", args=[first.pk]), said)
    assert answer.status_code == 302 and not Ruling.objects.exists(), "nothing was said against it"
    assert list(waiting.unchecked(phase.consultation)) == [second]
    actions.edit(item=first, title="", text="Quite another idea", participant=ada)
    assert first in waiting.unchecked(phase.consultation), "its words are new"


def test_reports_come_first_and_are_settled_by_keeping(client: Client, max_: Any) -> None:
    phase = opened()
    item = written(phase, voice(phase, "a@example.org"))
    reported(item)
    client.force_login(max_)
    page = client.get(reverse("moderation_hq:queue", args=[phase.consultation_id]))
    assert page.context["item"] == item and "Look!" in page.content.decode()
    there = reverse("moderation_hq:ruling", args=[item.pk])
    assert client.post(there, {"verdict": "hide", "queue": "reported"}).status_code == 422
    queue = reverse("moderation_hq:queue", args=[phase.consultation_id]) + "?queue=reported&after=999"
    assert client.get(queue).context["is_later"], "one before it waits"
    client.post(there, {"verdict": "keep", "queue": "reported"})
    assert not client.get(queue).context["is_later"], "nothing is left to start again with"
    assert Ruling.objects.get().verdict == Verdict.KEEP and item.is_live
    page = client.get(reverse("moderation_hq:queue", args=[phase.consultation_id]))
    assert "item" not in page.context


def test_a_report_that_waits_for_a_day_is_urgent(max_: Any) -> None:
    phase = opened()
    report = reported(written(phase, voice(phase, "a@example.org")))
    [todo] = waiting.due(max_)
    assert not todo.is_urgent
    Report.objects.filter(pk=report.pk).update(sent_at=timezone.now() - dt.timedelta(hours=25))
    [todo] = waiting.due(max_)
    assert todo.is_urgent


def test_whoever_hid_it_is_not_asked_about_the_appeal(max_: Any, nora: Any) -> None:
    phase = opened()
    ruling = hidden(written(phase, voice(phase, "a@example.org")), max_)
    moderation.appeal(ruling=ruling, words="Why?")
    assert not list(waiting.due(max_)) and len(list(waiting.due(nora))) == 1


def test_an_excluded_participant_acts_no_more_until_let_in_again(client: Client, max_: Any) -> None:
    phase = opened()
    ada = voice(phase, "a@example.org")
    item = written(phase, ada)
    client.force_login(max_)
    there = reverse("moderation_hq:exclusion", args=[item.pk])
    client.post(there, {"why": "Insults"})
    ada.refresh_from_db()
    assert ada.barred_by == max_ and ada.barred_why == "Insults"
    with pytest.raises(refusals.Barred):
        written(phase, ada, "Something else")
    page = reverse("moderation_hq:participants", args=[phase.consultation_id])
    assert list(client.get(f"{page}?state=barred").context["rows"]) == [ada]
    client.post(page, {"deed": "unbar", "row": [ada.pk]})
    ada.refresh_from_db()
    written(phase, ada, "Something else")


def test_everybody_takes_the_log_along_without_names(client: Client, max_: Any, site: Any) -> None:
    phase = opened()
    ada = voice(phase, "ada@example.org")
    sealed = written(phase, ada, "Something illegal")
    hidden(sealed, max_, Verdict.SEAL)
    answer = client.get(reverse("moderation:log", args=[phase.consultation_id]))
    text = b"".join(answer.streaming_content).decode()
    head, line = text.strip().splitlines()
    assert str(sealed.pk) in line and "Rule 2" in line and len(head.split(",")) == 10
    assert not any(word in text for word in ("Max", "max@", "Ada", "ada@", ada.pseudonym, "illegal"))


def test_people_get_and_erase_what_they_said_to_moderators(max_: Any) -> None:
    phase = opened()
    ada, bea = voice(phase, "ada@example.org"), voice(phase, "b@example.org")
    item = written(phase, ada)
    moderation.report(item=item, participant=bea, visitor="", reason="insult", words="He means me")
    moderation.appeal(ruling=hidden(item, max_), words="I mean nobody")
    rows = {part.name: part.rows for part in parts.my_data.all()}
    assert "He means me" in str(rows["consultation_reports"](bea.person))
    assert "I mean nobody" in str(rows["consultation_rulings"](ada.person))
    assert not rows["consultation_rulings"](bea.person) and not rows["consultation_reports"](ada.person)
    for one in (ada, bea):
        assert one.person
        erase_person(person=one.person)
    assert not Ruling.objects.get().appeal and not Report.objects.get().words
