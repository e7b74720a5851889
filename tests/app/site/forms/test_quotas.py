"""Only so many of one kind: exactly, told early, given back; and the order in which choices stand."""

import re
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from hustings.foundation.territories.models import Zone
from hustings.site.forms import actions
from hustings.site.forms.answering import quotas, shuffle
from hustings.site.forms.models import Place, Question, Questionnaire, Quota, Response
from hustings.site.website.models import ContentPage, HomePage
from tests.cast.site.forms.fixtures import hidden, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.both]
Fill = Callable[..., Any]
PATH = "/en/forms/help/"


def limit(form: Questionnaire, option: str, most: int, zone: Zone | None = None) -> Quota:
    """At most so many who chose it."""
    how = question(form, "How?")
    value = next(str(one.pk) for one in how.options.all() if one.texts["en"]["label"] == option)
    return actions.set_quota(questionnaire=form, question=how, value=value, zone=zone, most=most)


def send(form: Questionnaire, n: int, option: str = "Doors", zone: Zone | None = None) -> Response:
    """As the page does."""
    how = question(form, "How?")
    value = next(str(one.pk) for one in how.options.all() if one.texts["en"]["label"] == option)
    who = {"given_name": "C", "family_name": "", "email": f"c{n}@example.org", "phone": "", "postcode": "",
           "zone": zone.pk if zone else None, "consents": {}, "ref": ""}  # fmt: skip
    return actions.answer(
        questionnaire=form, answers=[(how, value)], who=who, language="en", source="/", key=f"k{n}"
    )


def test_a_full_quota_is_told_at_once_and_nothing_is_kept(fill: Fill, form: Questionnaire) -> None:
    form.texts["en"]["full"] = "Come to our meeting."
    form.save()
    limit(form, "Doors", 1)
    assert fill(how="Doors").status_code == 302
    client, how = Client(), question(form, "How?")
    page = client.get(PATH).content.decode()
    full = client.post(PATH, {**hidden(page), how.name: str(how.options.all()[0].pk)})
    assert full.status_code == 409 and "We have enough answers" in full.content.decode()
    assert "Come to our meeting." in full.content.decode()
    assert fill(how="Calls", email="b@example.org").status_code == 302
    assert Response.objects.count() == 2
    [state] = quotas.fills(form)
    assert (state.n, state.n_waiting, state.is_full, state.percent) == (0, 1, True, 100)


def test_a_place_is_free_again_once_its_answer_does_not_count(form: Questionnaire) -> None:
    of_doors = limit(form, "Doors", 1)
    first = send(form, 1)
    with pytest.raises(quotas.QuotaFull):
        send(form, 2)
    assert Response.objects.count() == 1, "nothing of who came too late is kept"
    actions.put_aside(response=first)
    send(form, 3)
    actions.take_back(response=first)
    assert quotas.fills(form)[0].n_waiting == 2, "who is taken back by hand counts, beyond the most"
    actions.change_quota(quota=of_doors, most=3)
    send(form, 4)
    calls = send(form, 5, "Calls")
    with pytest.raises(quotas.QuotaFull):
        send(form, 5)
    assert calls.answers.get().option.texts["en"]["label"] == "Calls", (
        "a correction that is refused changes none"
    )  # type: ignore[union-attr]
    send(form, 4, "Calls")
    send(form, 5)
    assert Place.objects.count() == 3


def test_a_quota_of_a_territory_and_one_set_late(form: Questionnaire, rhone: Zone) -> None:
    lyon = Zone.objects.get(name="Lyon")
    for n in range(3):
        respond(form, n, **{"How sure?": {"number": 4}})
    send(form, 10, zone=lyon)
    there = limit(form, "Doors", 1, zone=rhone)
    sure = actions.set_quota(
        questionnaire=form, question=question(form, "How sure?"), value="4", zone=None, most=9
    )
    assert {one.quota: one.n + one.n_waiting for one in quotas.fills(form)} == {there: 1, sure: 3}
    with pytest.raises(quotas.QuotaFull):
        send(form, 11, zone=lyon)
    send(form, 12)
    send(form, 13, "Calls", zone=lyon)
    copy = actions.copy_question(question=question(form, "How?"))
    there.refresh_from_db()
    assert there.question == copy and there.value in {str(one.pk) for one in copy.options.all()}
    with pytest.raises(actions.QuotaThere):
        actions.set_quota(questionnaire=form, question=copy, value=there.value, zone=rhone, most=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, in one connection")
def test_of_many_at_once_exactly_so_many_get_a_place(form: Questionnaire) -> None:
    limit(form, "Doors", 5)

    def one(n: int) -> bool:
        try:
            return bool(send(form, n).pk)
        except quotas.QuotaFull:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        assert Counter(pool.map(one, range(16))) == {True: 5, False: 11}
    assert Response.objects.count() == Place.objects.count() == 5


def test_quotas_are_set_changed_and_taken_off_in_hq(
    inside: Client, form: Questionnaire, rhone: Zone, client: Client
) -> None:
    how, where = question(form, "How?"), f"/hq/surveys/{form.pk}/quotas/"
    doors = how.options.all()[0]
    respond(form, 1, **{"How?": {"option": doors}})
    assert "Choose an answer, a territory" in inside.post(where, {"most": "2"}).content.decode()
    typed = {"answer": f"{how.pk}:{doors.pk}", "most": "2"}
    refused = inside.post(where, typed | {"zone": rhone.label()})
    assert "Make the postcode required" in refused.content.decode()
    assert inside.post(where, typed).status_code == 302
    assert inside.post(where, typed).status_code == 422
    page = inside.get(where).content.decode()
    assert "How?: Doors" in page and "1 of 2" in page
    assert "1 of 2" in inside.get(f"/hq/surveys/{form.pk}/results/").content.decode()
    made = Quota.objects.get()
    inside.post(f"/hq/surveys/quotas/{made.pk}/", {"most": "1"})
    assert "full" in inside.get(where).content.decode()
    inside.post(f"/hq/surveys/quotas/{made.pk}/", {"do": "remove"})
    assert not Quota.objects.exists() and Response.objects.exists()


def test_choices_and_questions_stand_in_an_order_of_ones_own_which_is_kept(form: Questionnaire) -> None:
    how = question(form, "How?")
    how.order = Question.Order.MIXED
    how.save()
    actions.save_question(question=how, options=[{"en": word} for word in "ABCDEF"])
    form.mixed_steps = [2]
    form.save()
    client = Client()
    page = client.get(PATH).content.decode()
    names = rf'name="{how.name}" value="(\d+)"'
    seen = re.findall(names, page)
    wrong = client.post(PATH, hidden(page)).content.decode()
    assert re.findall(names, wrong) == seen, "the order stays"
    others = {tuple(re.findall(names, Client().get(PATH).content.decode())) for _n in range(8)}
    assert len(others) > 1 and all(sorted(one) == sorted(seen) for one in others)
    second = client.post(PATH, {**hidden(page), how.name: seen[0]}).content.decode()
    client.post(PATH, {**hidden(second), "given_name": "C", "email": "c@example.org"})
    kept = Response.objects.get().shown
    assert kept and kept[how.name] == [int(one) for one in seen] and kept["step2"]


def test_a_page_with_such_a_form_is_no_other_readers(
    form: Questionnaire, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    page = ContentPage(title="Ask", slug="ask", locale=home.locale, body=[("form", {"form": str(form.pk)})])
    home.add_child(instance=page)

    def orders() -> int:
        pages = [client.get("/en/ask/").content.decode() for _n in range(10)]
        return len({tuple(re.findall(rf'name="{how.name}" value="(\d+)"', one)) for one in pages})

    how = question(form, "How?")
    actions.save_question(question=how, options=[{"en": word} for word in "ABCDEF"])
    assert orders() == 1
    with django_capture_on_commit_callbacks(execute=True):
        Question.objects.filter(pk=how.pk).update(order=Question.Order.MIXED)
        page.save()
    assert orders() > 1


def test_the_last_choice_may_stay_last_and_all_may_be_turned(form: Questionnaire) -> None:
    how = question(form, "How?")
    actions.save_question(question=how, options=[{"en": word} for word in "ABCDEF"])
    written = list(how.options.all())
    how.order = Question.Order.LAST
    found = [shuffle.options(how, f"s{n}") for n in range(20)]
    assert {one[-1] for one in found} == {written[-1]} and len({one[0] for one in found}) > 2
    how.order = Question.Order.TURNED
    assert {tuple(shuffle.options(how, f"s{n}")) for n in range(20)} == {tuple(written), tuple(written[::-1])}
    assert shuffle.options(how, "") == written
