"""What came, read in HQ: counted, one by one, put aside, taken out."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Look
from hustings.people.privacy import access_history
from hustings.people.privacy.models import Export
from hustings.site.forms import results
from hustings.site.forms.models import Questionnaire, Response
from tests.cast.site.forms.fixtures import question, respond
from tests.conftest import user

pytestmark = pytest.mark.django_db


def test_results_are_counted_by_few_queries(
    inside: Client, form: Questionnaire, django_assert_max_num_queries: Any
) -> None:
    how = question(form, "How?")
    doors, calls = how.options.all()
    for n in range(6):
        respond(
            form, n, **{"How?": {"option": calls if n == 5 else doors}, "How sure?": {"number": n % 3 + 1}}
        )
    respond(form, 9, **{"Have you a car?": {"text": "yes"}}).person.log("x")
    with django_assert_max_num_queries(40):
        page = inside.get(f"/hq/surveys/{form.pk}/results/").content.decode()
    assert "7 valid responses" in page and "On average 2." in page and "From 1 to 3." in page
    assert "Doors" in page and ">5<" in page


def test_shares_come_with_what_they_may_stand_for(inside: Client, form: Questionnaire) -> None:
    doors, calls = question(form, "How?").options.all()
    for n in range(8):
        respond(
            form, n, **{"How?": {"option": doors if n < 6 else calls}, "How sure?": {"number": 1 + n % 2}}
        )
    page = inside.get(f"/hq/surveys/{form.pk}/results/").content.decode()
    assert "75\N{NO-BREAK SPACE}%" in page and "41\N{NO-BREAK SPACE}%–93\N{NO-BREAK SPACE}%" in page
    assert "On average 1.5. Margin of error: 1.05 to 1.95." in page
    assert "not of the population" in page


def test_who_may_not_read_answers_sees_sums_and_no_small_numbers(
    client: Client, form: Questionnaire, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    doors, calls = question(form, "How?").options.all()
    for n in range(9):
        respond(form, n, **{"How?": {"option": doors if n < 7 else calls}, "Why?": {"text": f"Because {n}"}})
    client.force_login(user("cleo", Role.COMMUNICATIONS))
    page = client.get(f"/hq/surveys/{form.pk}/results/", headers={"accept-language": "en"}).content.decode()
    assert "9 valid responses" in page and page.count("not shown</td>") == 2, "nor what would tell the other"
    assert f"/hq/surveys/{form.pk}/responses/" not in page and "Because" not in page
    assert client.get(f"/hq/surveys/{form.pk}/responses/").status_code == 403
    assert results.hides([7, 2, 3, 9, 0], is_whole=True) == {1, 2}
    assert results.hides([7, 2, 9], is_whole=False) == {1}


def test_a_local_leader_sees_the_answers_of_their_own_people_only(
    client: Client, form: Questionnaire, rhone: Zone, settings: Any
) -> None:
    settings.SECOND_FACTOR = "optional"
    for n in range(3):
        respond(form, n, **{"Why?": {"text": f"Because {n}"}})
    nobody = Response.objects.create(
        questionnaire=form, key="x", language="en", aside_at=timezone.now(), who={"given_name": "Spam"}
    )
    there = user("lena", Role.COORDINATOR, rhone)
    client.force_login(there)
    page = client.get(f"/hq/surveys/{form.pk}/responses/").content.decode()
    assert "Because 1" in page and "Because 0" not in page
    assert [look.person.given_name for look in Look.objects.filter(user=there)] == ["P1"]
    assert "Spam" not in client.get(f"/hq/surveys/{form.pk}/responses/?aside").content.decode()
    assert client.post(f"/hq/surveys/responses/{nobody.pk}/aside/", {"do": "remove"}).status_code == 404
    assert client.get(f"/hq/surveys/{form.pk}/").status_code == 403


def test_a_response_is_put_aside_and_taken_back(inside: Client, form: Questionnaire) -> None:
    found = respond(form, 1, **{"Why?": {"text": "Buy now"}})
    where = f"/hq/surveys/responses/{found.pk}/aside/"
    inside.post(where, {"do": "aside"})
    assert not Response.objects.live().exists()
    assert "Buy now" in inside.get(f"/hq/surveys/{form.pk}/responses/?aside").content.decode()
    inside.post(where, {"do": "remove"})
    assert Response.objects.exists(), "what somebody confirmed is not deleted so"
    inside.post(where, {"do": "back"})
    assert Response.objects.live().exists()


def test_responses_are_taken_out_with_a_mark_and_written_down(inside: Client, form: Questionnaire) -> None:
    how = question(form, "How?")
    found = respond(form, 1, **{"How?": {"option": how.options.all()[0]}, "How sure?": {"number": 4}})
    respond(form, 2, **{"Why?": {"text": "=1+1"}})
    answer = inside.post(f"/hq/surveys/{form.pk}/export/", {"format": "csv"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 3 and "How?" in lines[0] and "dora@" in lines[1]
    assert "Doors" in lines[1] and ",4," in lines[1] and "'=1+1" in lines[2]
    taken = Export.objects.get()
    assert taken.n_people == 2 and access_history.of(found.person)[0].how == "exported the data"
    book = inside.post(f"/hq/surveys/{form.pk}/export/", {"format": "xlsx"})
    assert b"".join(book.streaming_content)[:2] == b"PK"
