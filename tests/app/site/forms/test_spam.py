"""The campaign's own rules of what is put aside, and the look through it."""

import time
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.signups.public_forms import stamp
from hustings.site.forms.answering import spam
from hustings.site.forms.models import Questionnaire, Response, SpamRules
from hustings.site.forms.waiting import due
from tests.app.site.forms.test_answering import Fill, follow
from tests.cast.site.forms.fixtures import respond
from tests.conftest import user

pytestmark = pytest.mark.django_db
WHERE = "/hq/surveys/spam/"
RULES = {"words": "", "domains": "", "links": "2", "alike": "3", "seconds": "0", "an_hour": ""}


def test_hq_writes_the_rules_and_they_hold(inside: Client, fill: Fill, form: Questionnaire) -> None:
    assert inside.get(WHERE).status_code == 200
    typed = {
        **RULES, "words": "Casino\n free   money \ncasino\n\n",
        "domains": "@Throwaway.example\nbücher.example", "links": "0",
    }  # fmt: skip
    assert inside.post(WHERE, typed).url == WHERE
    rules = SpamRules.current()
    assert rules.words == ["Casino", "free money", "casino"]
    assert rules.domains == ["throwaway.example", "xn--bcher-kva.example"]
    for n, (why, domain) in enumerate([
        ("A CASÍNO for all", "example.org"), ("get Free  Money now", "example.org"),
        ("hello", "throwaway.example"), ("hello", "mail.throwaway.example"), ("see www.a.example", "b.org"),
        ("casinos, freemoney", "notthrowaway.example"),
    ]):  # fmt: skip
        fill(why=why, email=f"c{n}@{domain}")
    assert list(Response.objects.order_by("pk").values_list("why", flat=True)) == [
        "words", "words", "site", "site", "links", ""
    ]  # fmt: skip
    typed = {**RULES, "domains": "no domain", "links": "-1", "alike": "1", "words": "casino\n´"}
    wrong = inside.post(WHERE, typed)
    assert wrong.status_code == 422
    assert set(wrong.context["form"].errors) == {"domains", "links", "alike", "words"}
    rules.words = ["´", "\u0301"]
    assert not spam.said(rules, ["Nothing, at all."]), "an accent alone is found nowhere"
    assert SpamRules.objects.count() == 1


def test_who_is_faster_than_anybody_reads_is_put_aside(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    SpamRules(pk=1, seconds=20).save()
    fill()
    began = time.time() - 30
    monkeypatch.setattr(stamp, "time", lambda: began)
    fill_slowly = stamp.now("/en/forms/help/", {})
    monkeypatch.undo()
    assert Response.objects.get().why == "fast"
    assert fill_slowly.age > 20


def test_rules_tell_what_they_would_have_done(inside: Client, form: Questionnaire) -> None:
    for n in range(3):
        respond(form, n, **{"Why?": {"text": "free money" if n else "trains"}})
    SpamRules(pk=1, words=["Free money"]).save()
    assert spam.would_hold(SpamRules.current()) == (2, 3)
    assert "2 of the last 3" in inside.get(WHERE).content.decode()


def test_rules_tell_of_whom_they_would_have_put_aside_for_their_provider(
    inside: Client, fill: Fill, form: Questionnaire, run_tasks: Any
) -> None:
    for who in ("zoe@spam.example", "ana@mail.spam.example", "ida@notspam.example"):
        mail.outbox.clear()
        fill(email=who)
        follow(inside, run_tasks)
    assert Response.objects.live().count() == 3
    SpamRules(pk=1, domains=["spam.example"]).save()
    assert spam.would_hold(SpamRules.current()) == (2, 3)


def test_many_are_decided_at_once_and_nothing_goes_silently(
    inside: Client, fill: Fill, form: Questionnaire, dora: Any, run_tasks: Any
) -> None:
    SpamRules(pk=1, words=["casino"]).save()
    for n in range(5):
        fill(why="casino", email=f"c{n}@example.org")
    (deed,) = due(dora)
    assert deed.text.startswith("5 ") and inside.get(deed.url).status_code == 200
    where = f"/hq/surveys/{form.pk}/responses/decisions/"
    keys = list(Response.objects.order_by("pk").values_list("pk", flat=True))
    inside.post(where, {"do": "back"})
    inside.post(where, {"do": "explode", "who": keys})
    assert Response.objects.filter(aside_at=None).count() == 0
    inside.post(where, {"do": "back", "who": [*keys[:2], "x", 10**30]})
    run_tasks()
    assert sorted(message.to[0] for message in mail.outbox) == ["c0@example.org", "c1@example.org"]
    inside.post(where, {"do": "remove", "who": keys[2:3], "page": keys[2:4], "all": "yes"})
    assert list(Response.objects.order_by("pk").values_list("pk", flat=True)) == [*keys[:2], keys[4]]
    inside.post(where, {"do": "remove", "who": keys[:2]})
    assert Response.objects.count() == 3, "what is not put aside isn't deleted"
    inside.post(where, {"do": "aside", "who": keys[:2]})
    assert Response.objects.filter(aside_at=None).count() == 0


def test_forms_of_others_and_people_elsewhere_are_left_alone(
    client: Client, form: Questionnaire, rhone: Zone, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    here, elsewhere = respond(form, 1), respond(form, 2)
    other = Questionnaire.objects.create(slug="other", texts={"en": {"title": "O"}})
    client.force_login(user("eve", Role.ORGANISER, rhone))
    assert client.get(WHERE).status_code == 403
    keys = [here.pk, elsewhere.pk]
    client.post(f"/hq/surveys/{other.pk}/responses/decisions/", {"do": "aside", "who": keys})
    assert not Response.objects.exclude(aside_at=None)
    client.post(f"/hq/surveys/{form.pk}/responses/decisions/", {"do": "aside", "who": keys})
    assert list(Response.objects.exclude(aside_at=None)) == [here]
