"""The way to one's own page: asked for by anybody, opened only from the mailbox."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Email, Person
from hustings.people.privacy import actions as privacy_actions
from hustings.people.privacy.erasure import erase_many
from hustings.people.selfservice import actions as own_page
from hustings.people.selfservice import answers as answering
from hustings.people.selfservice import sessions
from hustings.people.selfservice.models import PageLink, PageRequest
from tests.cast.people.own_page import ASK, ME, Run, ask, charlie, english, inside, link_in

__all__ = ["charlie", "english", "inside"]  # fixtures
pytestmark = pytest.mark.django_db


def test_the_form_answers_the_same_whether_we_know_the_address_or_not(
    charlie: Person, client: Client, run_tasks: Run
) -> None:
    answers = [ask(client, address) for address in ("CHARLIE@example.org", "nobody@example.org")]
    assert [answer.url for answer in answers] == ["/en/my-data/sent/"] * 2
    rows = PageRequest.objects.order_by("pk")
    assert [row.person for row in rows] == [None, None], "known only where nobody waits"
    assert not PageLink.objects.exists()
    run_tasks()
    known, unknown = mail.outbox
    assert known.to == ["charlie@example.org"], "to the address as we hold it"
    assert "/en/my-data/links/" in known.body
    assert (unknown.to, "/links/" in unknown.body) == (["nobody@example.org"], False)
    assert "No one is registered with this e-mail address." in unknown.body
    assert set(rows.values_list("address", flat=True)) == {""}, "what was typed is not kept"


def test_the_mail_speaks_the_persons_language(charlie: Person, client: Client, run_tasks: Run) -> None:
    persons_actions.change_person(person=charlie, language="fr")
    ask(client, "charlie@example.org")
    run_tasks()
    assert mail.outbox[0].subject == "Vos données chez Rives Communes"
    assert link_in(mail.outbox[0]).startswith("/fr/my-data/links/")


def test_looking_at_the_link_opens_nothing_and_the_button_works_once(
    charlie: Person, client: Client, run_tasks: Run
) -> None:
    ask(client, "charlie@example.org")
    run_tasks()
    path = link_in(mail.outbox[0])
    for _scanner in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert client.get(ME).url == f"{ASK}?ended=1"
    assert PageLink.objects.get().used_at is None
    assert client.post(path).url == ME
    assert "Hello, Charlie" in client.get(ME).content.decode()
    assert Email.objects.get().status == Email.Status.CONFIRMED
    other = Client()
    assert other.post(path).status_code == 410
    assert other.get(ME).status_code == 302


def test_what_a_network_hears_that_asks_often_is_the_same_for_an_address_we_know(
    charlie: Person, client: Client, run_tasks: Run
) -> None:
    heard = []
    for address in ("charlie@example.org", "nobody@example.org"):
        for _n in range(own_page.ASKED_PER_NETWORK):
            assert ask(client, address).status_code == 302
            run_tasks()
        PageRequest.objects.update(requested_at=timezone.now() - timedelta(minutes=47, seconds=30))
        heard.append(ask(client, address))
    assert [answer.status_code for answer in heard] == [429, 429]
    known, unknown = (re.sub(r'name="stamp" value="[^"]+"', "", answer.content.decode()) for answer in heard)
    assert "your network. Try again in 13 minutes." in known
    assert known.replace("charlie@", "nobody@") == unknown


def test_a_link_that_was_used_says_so_and_offers_another_without_any_data(
    charlie: Person, inside: Client, run_tasks: Run
) -> None:
    ask(Client(REMOTE_ADDR="203.0.113.9"), "charlie@example.org")
    run_tasks()
    path = link_in(mail.outbox.pop())
    Client().post(path)
    for answer in [Client().get(path), Client().post(path), inside.get(path)]:
        page = answer.content.decode()
        assert answer.status_code == 410
        assert "This link was already used" in page
        assert 'name="address"' in page
        assert "charlie" not in page.lower()
    assert "was used" not in Client().get("/en/my-data/links/guessed/").content.decode()
    PageLink.objects.update(used_at=None, expires_at=timezone.now())
    assert "was used" not in Client().get(path).content.decode(), "too late is another story"


def test_a_link_is_good_for_an_hour_and_kept_as_a_digest_alone(
    charlie: Person, client: Client, run_tasks: Run
) -> None:
    ask(client, "charlie@example.org")
    run_tasks()
    path = link_in(mail.outbox[0])
    token = path.rstrip("/").rpartition("/")[2]
    kept = PageLink.objects.get()
    assert token not in str(vars(kept))
    PageLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410
    assert client.get("/en/my-data/links/guessed/").status_code == 410


def test_no_mailbox_and_no_network_gets_more_than_enough(
    client: Client, run_tasks: Run, settings: Any
) -> None:
    for _n in range(5):
        assert ask(client, "victim@example.org").url == "/en/my-data/sent/"
    assert PageRequest.objects.count() == 1, "one is on its way"
    for _n in range(5):
        run_tasks()
        ask(client, "victim@example.org")
    assert PageRequest.objects.count() == own_page.ASKED_PER_NETWORK
    run_tasks()
    assert len(mail.outbox) == 1, "a stranger hears once a day that we don't know them"
    answer = ask(client, "victim@example.org")
    assert answer.status_code == 429
    assert "from your network. Try again in 60 minutes." in answer.content.decode()
    settings.SIGN_UPS_PER_HOUR = 4
    assert ask(client, "other@example.org").status_code == 302
    assert ask(client, "third@example.org").status_code == 429
    assert ask(Client(REMOTE_ADDR="203.0.113.9"), "third@example.org").status_code == 302


def test_whoever_asks_often_neither_floods_a_mailbox_nor_shuts_its_owner_out(
    charlie: Person, client: Client, run_tasks: Run
) -> None:
    def asked(network: int, minutes: int = 0) -> int:
        """Mails that follow when somebody there asks so much later."""
        ago = timedelta(minutes=minutes)
        for row in PageLink.objects.all():
            created, expires = row.created_at - ago, row.expires_at - ago
            PageLink.objects.filter(pk=row.pk).update(created_at=created, expires_at=expires)
        PageRequest.objects.update(requested_at=timezone.now() - timedelta(minutes=59))
        ask(Client(REMOTE_ADDR=f"203.0.{network}.9"), "charlie@example.org")
        run_tasks()
        return len(mail.outbox)

    assert [asked(n) for n in range(20)] == [1] * 20, "the mailbox has a link that works"
    assert client.post(link_in(mail.outbox[0])).url == ME
    assert asked(100) == 2, "it was used: here is another"
    sent = [asked(n, 6) for n in range(101, 120)]
    assert sent[-1] == 2 + 8 + 1, "ten in all while one works, then one as soon as none does"
    path = link_in(mail.outbox[-1])
    assert client.post(path).url == ME


def test_a_robot_and_a_slip_of_the_finger_reach_nobody(client: Client) -> None:
    assert client.post(ASK, {"address": "x@example.org", "subject": "buy"}).status_code == 302
    assert ask(client, "no address").status_code == 422
    assert not PageRequest.objects.exists()


def test_what_comes_too_fast_or_without_the_page_is_shown_again_as_typed(client: Client) -> None:
    page = client.get(ASK).content.decode()
    [shown] = re.findall(r'name="stamp" value="([^"]+)"', page)
    for typed, status, said in [
        ({"stamp": shown}, 422, "That was very fast."),
        ({}, 410, "We couldn't tell which page this came from."),
    ]:
        answer = client.post(ASK, {"address": "charlie@example.org", **typed})
        [errors] = re.findall(
            r'<div class="errors" role="alert">(.*?)</div>', unescape(answer.content.decode())
        )
        assert answer.status_code == status and said in errors and errors.count("<p>") == 1
        assert 'value="charlie@example.org"' in answer.content.decode()
    assert not PageRequest.objects.exists()


def test_an_answer_that_runs_twice_sends_one_mail(charlie: Person, client: Client, run_tasks: Run) -> None:
    ask(client, "charlie@example.org")
    pk = PageRequest.objects.get().pk
    assert answering.answer(pk)
    assert not answering.answer(pk)
    run_tasks()
    assert (len(mail.outbox), PageLink.objects.count()) == (1, 1)


def test_a_session_ends_by_itself_by_the_button_and_by_a_forged_cookie(
    inside: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stolen = inside.cookies[sessions.cookie_name()].value
    forged = Client()
    forged.cookies[sessions.cookie_name()] = stolen[:-2] + "xx"
    assert forged.get(ME).status_code == 302
    copied = Client()
    copied.cookies[sessions.cookie_name()] = stolen
    assert copied.get(ME).status_code == 200
    inside.post("/en/my-data/me/exit/")
    assert copied.get(ME).status_code == 302, "closed is closed for a copy, too"


def test_a_session_lasts_half_an_hour_after_the_last_click_and_four_in_all(
    inside: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert inside.cookies[sessions.cookie_name()]["max-age"] == 1800
    assert inside.cookies[sessions.cookie_name()]["httponly"]
    PageLink.objects.update(used_at=timezone.now() - sessions.LONGEST)
    assert inside.get(ME).status_code == 302
    PageLink.objects.update(used_at=timezone.now())
    assert inside.get(ME).status_code == 200
    monkeypatch.setattr(sessions, "IDLE", timedelta(seconds=-1))
    assert inside.get(ME).status_code == 302


def test_another_site_can_neither_press_a_button_nor_open_its_own_page_here(
    charlie: Person, run_tasks: Run
) -> None:
    strict = Client(enforce_csrf_checks=True)
    ask(strict, "charlie@example.org")
    run_tasks()
    path = link_in(mail.outbox[0])
    refused = strict.post(path)
    assert refused.status_code == 403
    assert "security cookie" in refused.content.decode()
    assert "log in" not in refused.content.decode(), "nobody does here"
    speaks = {"accept-language": "en"}
    assert (
        "Cookies must be allowed to log in" in strict.post("/account/login/", headers=speaks).content.decode()
    )
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', strict.get(path).content.decode())
    assert token
    assert strict.post(path, {"csrfmiddlewaretoken": token[1]}).status_code == 302
    assert strict.post("/en/my-data/me/erasure/", {"last": "yes", "is_sure": "on"}).status_code == 403
    assert Person.objects.exists()


def test_what_was_asked_for_is_forgotten_after_a_day(charlie: Person, client: Client, run_tasks: Run) -> None:
    ask(client, "charlie@example.org")
    run_tasks()
    assert own_page.forget_links() == 0
    old = timezone.now() - timedelta(days=2)
    PageRequest.objects.update(requested_at=old)
    PageLink.objects.update(created_at=old)
    assert own_page.forget_links() == 2


def test_every_page_of_the_site_leads_there(client: Client) -> None:
    assert reverse("own_page:ask") == ASK
    assert "This site sets no cookie" not in client.get(ASK).content.decode()


def test_a_link_opens_nothing_once_the_team_has_taken_its_address_away(
    charlie: Person, client: Client, run_tasks: Run
) -> None:
    ask(client, "charlie@example.org")
    run_tasks()
    path = link_in(mail.outbox[0])
    persons_actions.remove_email(email=Email.objects.get(address="charlie@example.org"))
    assert client.post(path).status_code == 410
    assert client.get(ME).status_code == 302


def _removed(charlie: Person) -> None:
    persons_actions.remove_email(email=charlie.emails.get(address="charlie@example.org"))


def _marked(status: Email.Status) -> Callable[[Person], None]:
    return lambda charlie: persons_actions.set_status(way=charlie.emails.all()[0], status=status)


def _erased_with_others(charlie: Person) -> None:
    erase_many([charlie.pk], None)


@pytest.mark.parametrize("deed", [
    _removed, *map(_marked, [status for status in Email.Status if status != Email.Status.CONFIRMED]),
    lambda charlie: privacy_actions.erase_person(person=charlie), _erased_with_others,
])  # fmt: skip
def test_an_open_page_ends_with_the_mailbox_that_opened_it(
    inside: Client, charlie: Person, deed: Callable[[Person], None]
) -> None:
    persons_actions.add_email(person=charlie, address="new@example.org")
    assert inside.get(ME).status_code == 200
    deed(charlie)
    assert inside.get(ME).url == f"{ASK}?ended=1"
    assert not PageLink.objects.exists()


def test_who_takes_ones_own_address_off_stays_only_by_another_that_is_proven(
    inside: Client, charlie: Person
) -> None:
    old = Email.objects.get(address="charlie@example.org")
    persons_actions.add_email(person=charlie, address="new@example.org", status=Email.Status.CONFIRMED)
    inside.post(f"{ME}emails/{old.pk}/removal/")
    assert inside.get(ME).status_code == 200
    persons_actions.remove_email(email=Email.objects.get(address="new@example.org"))
    assert inside.get(ME).status_code == 302
