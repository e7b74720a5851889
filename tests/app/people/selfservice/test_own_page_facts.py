"""The campaign's own fields on people's own page: hidden, shown, or changed by themselves."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from hustings.foundation.accounts.models import User
from hustings.people.persons import actions, field_values
from hustings.people.persons.models import Field, Person
from hustings.people.selfservice import download
from tests.cast.people.own_page import ME, Run, ask, charlie, english, inside, link_in

__all__ = ["charlie", "english", "inside"]  # fixtures
pytestmark = pytest.mark.django_db
OPTIONS = ["Red", "Green", "Blue"]
ANSWERS: dict[str, Any] = {
    "field-text": "Rantanplan", "field-long_text": "One\nTwo", "field-number": "12.5",
    "field-date": "2001-02-03", "field-yes_no": "no", "field-choice": "green",
    "field-choices": ["red", "blue"],
}  # fmt: skip


@pytest.fixture
def facts() -> list[Field]:
    """One of each kind, all theirs to change."""
    return [
        actions.add_field(
            label=kind, slug=kind, kind=kind, on_own_page="changed", help_text=f"About {kind}",
            options=OPTIONS if kind in Field.WITH_OPTIONS else (),
        )
        for kind in Field.Kind.values
    ]  # fmt: skip


def held(person: Person) -> dict[str, str]:
    return {field.slug: text for field, text in field_values.shown(person)}


def test_people_fill_in_each_kind_themselves(inside: Client, charlie: Person, facts: list[Field]) -> None:
    page = inside.get(ME).content.decode()
    assert all(f"About {field.kind}" in page for field in facts)
    assert inside.post(f"{ME}fields/", ANSWERS).status_code == 302
    assert held(charlie) == {
        "text": "Rantanplan", "long_text": "One\nTwo", "number": "12.5", "date": "3 February 2001",
        "yes_no": "no", "choice": "Green", "choices": "Red, Blue",
    }  # fmt: skip
    n = charlie.activities.count()
    inside.post(f"{ME}fields/", ANSWERS)
    assert charlie.activities.count() == n, "what stays as it was is no change"
    inside.post(f"{ME}fields/", {**ANSWERS, "field-choices": ["blue"], "field-text": ""})
    assert (held(charlie)["choices"], held(charlie).get("text")) == ("Blue", None)
    line = charlie.activities.filter(kind="person.field").latest("pk")
    assert (line.user, line.data["source"]) == (None, "own-page")
    history = inside.get(f"{ME}timeline/").content.decode()
    assert "choices: Red, Blue → Blue (the page “Your data”)" in history


def test_what_does_not_fit_is_said_and_nothing_is_saved(
    inside: Client, charlie: Person, facts: list[Field]
) -> None:
    limited = Field.objects.get(slug="number")
    actions.change_field(field=limited, label="Number", most=10)  # type: ignore[arg-type]
    for wrong in [
        {},
        {"field-number": "9", "field-choice": "mauve"},
        {"field-number": "9", "field-date": "soon"},
    ]:
        answer = inside.post(f"{ME}fields/", {**ANSWERS, **wrong})
        assert answer.status_code == 422
        assert "errorlist" in answer.content.decode()
    assert held(charlie) == {}


def test_a_field_is_hidden_or_shown_and_neither_may_be_changed(
    inside: Client, charlie: Person, facts: list[Field], dora: User
) -> None:
    for slug, setting in [("text", "hidden"), ("long_text", "shown")]:
        field = Field.objects.get(slug=slug)
        actions.set_field(person=charlie, field=field, value=f"My {slug}", user=dora)
        actions.change_field(field=field, label=field.label, on_own_page=setting)
    page = inside.get(ME).content.decode()
    assert ("My text" in page, "My long_text" in page) == (False, True)
    assert 'name="field-text"' not in page
    inside.post(f"{ME}fields/", {**ANSWERS, "field-text": "mine", "field-long_text": "mine"})
    assert (held(charlie)["text"], held(charlie)["long_text"]) == ("My text", "My long_text")
    assert "My text" in download.as_json(charlie), "what we keep we tell"


def test_hq_says_what_people_may_do_with_a_field(client: Client, dora: User) -> None:
    client.force_login(dora)
    words = {"label": "Dog", "kind": "text", "on_own_page": "changed"}
    assert client.post("/hq/people/fields/", words).status_code == 302
    field = Field.objects.get()
    assert field.on_own_page == Field.OwnPage.CHANGED
    client.post(f"/hq/people/fields/{field.pk}/", {"label": "Dog", "on_own_page": "hidden"})
    field.refresh_from_db()
    assert field.on_own_page == Field.OwnPage.HIDDEN
    assert actions.change_field(field=field, label="Cat").on_own_page == Field.OwnPage.HIDDEN


def test_why_we_have_them_is_never_empty(charlie: Person, inside: Client) -> None:
    page = inside.get(ME).content.decode()
    assert "Added manually by the team" in page
    assert "(–)" not in page
    charlie.activities.filter(kind="person.added").update(data={"source": "Saturday market"})
    assert "Added (Saturday market)" in inside.get(ME).content.decode()


def test_who_is_taken_in_again_on_the_teams_word_reads_it(
    charlie: Person, inside: Client, alice: User, run_tasks: Run
) -> None:
    words = {"last": "1", "is_sure": "on"}
    done = inside.post("/en/my-data/me/erasure/", words).content.decode()
    assert not Person.objects.exists()
    assert "sign up again or ask our team" in done
    with pytest.raises(actions.WasErased):
        actions.add_person(email="charlie@example.org", user=alice)
    again = actions.add_person(
        email="charlie@example.org", is_own_wish=True, user=alice, source="Market", language="en"
    )
    ask(inside, "charlie@example.org")
    run_tasks()
    inside.post(link_in(mail.outbox[-1]))
    assert "at their own request according to the team" in inside.get(ME).content.decode()
    assert again.activities.get(kind="person.came_back").user == alice
