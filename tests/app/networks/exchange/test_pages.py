"""Pages of members, of everybody and of HQ; no address anywhere before both said yes."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from hustings.field.threads.models import Notice as ThreadNotice
from hustings.field.threads.tasks import wake
from hustings.networks.exchange import actions, answer_clock, links, waiting
from hustings.networks.exchange.models import Cohort, Match, Member, OfficeHour, Post, SpeedDating
from hustings.people.segments.criteria import compiler
from tests.cast.networks.exchange.fixtures import agreed, ask, offer, person
from tests.cast.people.devices import known_browser, own_page_browser

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Run = Callable[..., int]


def html(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return str(answer.content.decode())


def test_whoever_is_recognised_joins_asks_and_closes(site: Any) -> None:
    browser = known_browser(person("Zoe", language="en"))
    answer = browser.get("/en/exchange/me/")
    assert answer.status_code == 302 and answer["Location"].endswith("/exchange/me/profile/")
    said = {
        "organisation": "Quai", "city": "Paris", "time_zone": "Europe/Paris", "languages": ["fr", "en"],
        "times": ["0", "1"], "most_at_once": "2", "rest_days": "7",
    }  # fmt: skip
    assert browser.post("/en/exchange/me/profile/", said | {"languages": []}).status_code == 422
    assert browser.post("/en/exchange/me/profile/", said).status_code == 302
    page = browser.post("/en/exchange/me/new/ask/", {"kind": "room", "title": "A room, call 06 12 34 56 78"})
    assert page.status_code == 302
    post = Post.objects.get()
    assert "34" not in post.title and post.member == Member.objects.get()
    assert "A room" in html(Client(), "/en/exchange/")
    assert browser.get("/en/exchange/me/new/else/").status_code == 404
    browser.post(f"/en/exchange/me/posts/{post.pk}/closing/")
    assert "A room" not in html(Client(), "/en/exchange/")


def test_the_link_in_the_mail_answers_without_a_log_in(lea: Member, max_: Member, run_tasks: Run) -> None:
    offer(max_)
    ask(lea)
    run_tasks()
    found = re.search(r"https?://[^/]+(/\S+/exchange/answers/\S+)", str(mail.outbox[-1].body))
    assert found
    page = html(Client(), found[1])
    assert "Lire un bilan" in page and "@example.org" not in page
    assert Client().post(found[1], {"answer": "yes", "said": "Bonjour"}).status_code == 302
    run_tasks()
    match = Match.objects.get()
    assert match.said == "Bonjour"
    with translation.override("fr"):
        path = re.sub(r"^https?://[^/]+", "", links.answer(match, lea))
    Client().post(path, {"answer": "yes"})
    match.refresh_from_db()
    assert match.agreed_at and "@example.org" not in html(Client(), path), "the address is in the mail alone"
    assert html(Client(), found[1][:-4] + "xyz/", 404)


def test_renewal_is_one_click_from_the_mail(lea: Member) -> None:
    post = ask(lea)
    Post.objects.filter(pk=post.pk).update(expires_at=timezone.now() + dt.timedelta(days=1))
    path = re.sub(r"^https?://[^/]+", "", links.renewal(post))
    assert "2" in html(Client(), path)
    Client().post(path, {"answer": "yes"})
    post.refresh_from_db()
    assert post.expires_at > timezone.now() + dt.timedelta(days=20)


def test_an_invitation_leads_to_the_form_and_joins(site: Any, dora: Any, run_tasks: Run) -> None:
    made = actions.invite(
        given_name="Ann",
        family_name="B",
        email="ann@example.org",
        organisation="Quai",
        language="en",
        user=dora,
    )
    run_tasks()
    found = re.search(r"https?://[^/]+(/\S+/exchange/invitations/\S+)", str(mail.outbox[-1].body))
    assert found and "Quai" in html(Client(), found[1])
    said = {
        "organisation": "Quai", "time_zone": "Europe/London", "languages": ["en"], "most_at_once": "1",
        "rest_days": "0",
    }  # fmt: skip
    assert Client().post(found[1], said).status_code == 302
    made.refresh_from_db()
    assert made.state == "active"


def test_a_stranger_to_a_match_sees_nothing_of_it(lea: Member, max_: Member, nora: Member) -> None:
    match = agreed(lea, max_)
    assert own_page_browser(nora.person).get(f"/fr/exchange/matches/{match.pk}/").status_code == 404
    assert "max@example.org" in html(own_page_browser(lea.person), f"/fr/exchange/matches/{match.pk}/")
    remembered = html(known_browser(lea.person), f"/fr/exchange/matches/{match.pk}/")
    assert "max@example.org" not in remembered, "a device that is only remembered reads no address"


def paths(match: Match) -> Iterator[str]:
    """All pages of the exchange, in HQ too."""
    from hustings.networks.exchange import urls, urls_public

    keys = {"pk": match.pk, "side": "ask", "endorsement": 1}
    for module, space in ((urls_public, "exchange"), (urls, "exchange_hq")):
        for pattern in module.urlpatterns:
            names = set(pattern.pattern.converters) - {"token"}
            if "token" in pattern.pattern.converters:
                continue
            for pk in {1, 2, match.pk, match.ask_id, match.offer_id}:
                yield reverse(
                    f"{space}:{pattern.name}", kwargs={n: keys[n] if n != "pk" else pk for n in names}
                )


def test_no_page_mail_or_export_shows_an_address_before_both_agreed(
    lea: Member, max_: Member, nora: Member, dora: Any, run_tasks: Run
) -> None:
    OfficeHour.objects.create(member=max_, starts_at=timezone.now() + dt.timedelta(days=1))
    given, wanted = offer(max_, text="Écrivez à max@example.org"), ask(lea, text="lea@example.org")
    run_tasks()
    match = Match.objects.get()
    Cohort.objects.create(name="C")
    SpeedDating.objects.create(name="D", starts_at=timezone.now())
    asked = "lea", "max"
    for step in ("asked", "answered"):
        browsers = {
            "lea": own_page_browser(lea.person), "max": own_page_browser(max_.person),
            "nora": own_page_browser(nora.person), "": Client(),
        }  # fmt: skip
        n = 0
        for name, browser in browsers.items():
            for path in paths(match):
                answer = browser.get(path)
                text = answer.content.decode()
                n += answer.status_code == 200
                for other in asked:
                    assert other == name or f"{other}@example.org" not in text, (step, name, path)
        assert n > 30
        for who in (lea, max_):
            text = str([list(part.rows(who.person)) for part in _parts()])
            for other in asked:
                assert other == who.person.given_name.lower() or f"{other}@example.org" not in text
        if step == "asked":
            actions.answer(match=match, is_yes=True, said="max@example.org")
        run_tasks()
        ThreadNotice.objects.update(due_at=timezone.now())  # even at night
        wake()
        run_tasks()
        answer_clock.hourly()
    assert len(mail.outbox) >= 3
    for each in mail.outbox:
        whole = str(each.message()) + str(each.body)
        for other in asked:
            assert f"{other}@example.org" in each.to or f"{other}@example.org" not in whole
    assert given.pk != wanted.pk


def _parts() -> Any:
    from hustings.people.selfservice.parts import my_data

    return [part for part in my_data.all() if part.name.startswith("exchange")]


def test_hq_shows_what_fits_and_asks_by_hand(lea: Member, max_: Member, client: Client, dora: Any) -> None:
    Member.objects.filter(pk=max_.pk).update(paused_until=timezone.now() + dt.timedelta(days=1))
    wanted, given = ask(lea), offer(max_)
    answer_clock.turn()
    client.force_login(dora)
    for name in (
        "overview",
        "members",
        "posts",
        "matches",
        "cohorts",
        "datings",
        "limits",
        "invite",
        "dating_new",
    ):
        html(client, reverse(f"exchange_hq:{name}"))
    Member.objects.filter(pk=max_.pk).update(paused_until=None)
    page = html(client, reverse("exchange_hq:post", args=[wanted.pk]))
    assert "Max M." in page
    client.post(reverse("exchange_hq:asking", args=[wanted.pk]), {"offer": given.pk})
    assert Match.objects.get().source == "hand"
    html(client, reverse("exchange_hq:member", args=[max_.pk]))
    assert html(client, reverse("exchange_hq:post", args=[given.pk]))
    client.post(reverse("exchange_hq:removal", args=[wanted.pk]))
    wanted.refresh_from_db()
    assert wanted.state == "hidden" and Match.objects.get().outcome == "withdrawn"


def test_a_local_organiser_sees_their_own_members_alone(lea: Member, client: Client, alice: Any) -> None:
    post = ask(lea)
    client.force_login(alice)
    assert client.get(reverse("exchange_hq:member", args=[lea.pk])).status_code == 404
    assert client.get(reverse("exchange_hq:post", args=[post.pk])).status_code == 404
    assert client.get(reverse("exchange_hq:cohorts")).status_code == 403
    assert "Lire un bilan" not in html(client, reverse("exchange_hq:posts"))


def test_cohorts_and_evenings_go_from_draft_to_published(
    lea: Member, max_: Member, client: Client, dora: Any, run_tasks: Run
) -> None:
    ask(lea), offer(max_)
    client.force_login(dora)
    client.post(reverse("exchange_hq:cohorts"), {"name": "Printemps", "kind": "mentor"})
    cohort = Cohort.objects.get()
    client.post(reverse("exchange_hq:cohort_deed", args=[cohort.pk]), {})
    assert "Lea M." in html(client, reverse("exchange_hq:cohort", args=[cohort.pk]))
    client.post(reverse("exchange_hq:cohort_deed", args=[cohort.pk]), {"publish": "yes"})
    assert Match.objects.get().source == "cohort"
    start = timezone.localtime() + dt.timedelta(days=2)
    said = {
        "name": "Soirée", "starts_at": f"{start:%Y-%m-%dT%H:%M}", "time_zone": "Europe/Paris", "minutes": 20,
        "break_minutes": 2, "n_rounds": 4, "guests": [lea.pk, max_.pk],
    }  # fmt: skip
    beyond = said | {"guests": ["9" * 20]}  # larger than any database's key
    assert client.post(reverse("exchange_hq:dating_new"), beyond).status_code == 422
    assert client.post(reverse("exchange_hq:dating_new"), said).status_code == 302
    dating = SpeedDating.objects.get()
    for posted in ({}, {"publish": "yes"}):
        client.post(reverse("exchange_hq:dating_deed", args=[dating.pk]), posted)
    assert "Max M." in html(client, reverse("exchange_hq:dating", args=[dating.pk]))
    assert "Max M." in html(known_browser(lea.person), "/fr/exchange/me/")


def test_office_hours_are_shown_by_each_ones_clock(lea: Member, max_: Member) -> None:
    day = (timezone.now() + dt.timedelta(days=3)).date()
    browser = known_browser(max_.person)
    said = {"starts_at": f"{day}T10:00", "minutes": 30, "times": 1, "place": "Zoom"}
    assert browser.post("/en/exchange/hours/", said).status_code == 302
    hour = OfficeHour.objects.get()
    page = html(known_browser(lea.person), "/fr/exchange/hours/")
    assert "11:00" in page and "Zoom" not in page, (
        "London’s ten is eleven in Paris; the place is for who books"
    )
    known_browser(lea.person).post(f"/fr/exchange/hours/{hour.pk}/booking/", {"topic": "Prix"})
    assert "Zoom" in html(known_browser(lea.person), "/fr/exchange/hours/")


def test_todos_search_segments_and_my_data_know_of_it(
    lea: Member, max_: Member, dora: Any, client: Client
) -> None:
    post = ask(lea)
    Post.objects.filter(pk=post.pk).update(posted_at=timezone.now() - dt.timedelta(days=8))
    assert len(list(waiting.due(dora))) == 1
    leaf = {"criterion": "exchange", "operator": "asks", "value": None}
    found = compiler.compile({"match": "all", "criteria": [leaf]})
    assert [each.pk for each in found] == [lea.person_id]
    agreed(lea, max_)
    rows = {part.name: list(part.rows(lea.person)) for part in _parts()}
    assert (
        len(rows["exchange"]) == 1 and len(rows["exchange_posts"]) == 2 and len(rows["exchange_matches"]) == 1
    )
    client.force_login(dora)
