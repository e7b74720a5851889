"""The front page of HQ: what one came for, and what to do, the most urgent first."""

import pytest

from hustings.foundation.accounts import shortcuts
from hustings.foundation.lib import todos
from hustings.foundation.lib.todos import Todo

pytestmark = pytest.mark.django_db


def test_each_role_finds_first_what_it_came_for(dora, alice, bob):
    assert [each.view for each in shortcuts.of(dora)] == ["dispatch:begin", "imports:imports", "events:new"]
    assert [each.view for each in shortcuts.of(alice)] == ["events:new", "persons:add", "dispatch:begin"]
    assert "dispatch:begin" not in [each.view for each in shortcuts.of(bob)]


def test_who_has_no_role_is_offered_nothing(mallory):
    assert shortcuts.of(mallory) == []


def test_the_front_page_shows_them_as_buttons(client, dora):
    client.force_login(dora)
    page = client.get("/hq/", headers={"accept-language": "en"}).text
    assert "Write a mailing" in page and 'href="/hq/mailings/new/"' in page


def test_what_is_urgent_comes_first_and_the_weightiest_of_it(dora):
    said = [Todo("later", "/"), Todo("now", "/", True), Todo("an incident", "/", True, weight=10)]
    with todos.sources.replaced(lambda user: said):
        assert [todo.text for todo in todos.due(dora)] == ["an incident", "now", "later"]
