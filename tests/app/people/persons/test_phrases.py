"""Labels, values, days and lists of phrases read as the language of the reader has them."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hustings.foundation.lib.text import phrases
from hustings.people.imports.models import Import
from hustings.people.imports.run import outcomes
from hustings.people.persons import actions, timeline
from hustings.people.persons.models import Field, Person, Topic
from hustings.people.segments.forms import FilterForm
from tests.app.people.imports.test_import_run import bring, check, take
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]
pytestmark = pytest.mark.django_db
KNOWN = "email,known since,volunteer\n"


@pytest.fixture
def hq(dora: Any) -> Client:
    return signed_in(dora)


def test_french_has_its_spaces_before_a_colon_and_a_semicolon() -> None:
    assert phrases.pair("Trade", "baker") == "Trade: baker"
    assert phrases.row(["one, two", "three"]) == "one, two; three"
    with translation.override("fr"):
        assert phrases.pair("Métier", "boulanger") == "Métier\u00a0: boulanger"
        assert phrases.row(["un, deux", "trois"]) == "un, deux\u202f; trois"
        assert ("email.yes", "des nouvelles par e-mail\u00a0: oui") in FilterForm().fields["consent"].choices  # type: ignore[attr-defined]


def _checked(text: str) -> Import:
    Field.objects.create(slug="volunteer", label="Volunteer", kind=Field.Kind.YES_NO)
    return check(take(text))


def test_the_check_says_days_yeses_and_fields_as_people_do(charlie: Person) -> None:
    Person.objects.filter(pk=charlie.pk).update(created_at="2026-06-09T17:21:00Z")
    imported = _checked(KNOWN + f"{charlie.emails.get()},2026-03-01,yes\n")
    says = outcomes.change_text(imported.lines.get().changes)
    assert says == "date added: 9 Jun 2026, 19:21 → 1 Mar 2026, 00:00; Volunteer: yes added"
    assert outcomes.change_label("phone") == "phone"


def test_the_timeline_says_days_as_people_do(charlie: Person) -> None:
    Person.objects.filter(pk=charlie.pk).update(created_at="2026-06-09T17:21:00Z")
    bring(f"email,known since\n{charlie.emails.get()},2026-03-01\n")
    told = timeline.page(charlie, group="import")[0][0].sentence
    assert told.endswith("Date added: 9 Jun 2026, 19:21 → 1 Mar 2026, 00:00")


def test_a_text_that_only_begins_like_a_day_stays_as_it_is(charlie: Person) -> None:
    actions.add_field(label="Trade", kind="text", slug="trade")
    bring(f"email,trade\n{charlie.emails.get()},2026-99-99\n")
    assert timeline.page(charlie, group="import")[0][0].sentence.endswith("Trade: – → 2026-99-99")


def test_each_fault_of_a_form_is_a_sentence(hq: Client, charlie: Person) -> None:
    answer = hq.post(
        reverse("persons:consents", args=[charlie.uid]), {"purpose": "email"}, follow=True,
        headers={"accept-language": "fr"},
    )  # fmt: skip
    assert (
        "Réponse\u00a0: Champ requis. Comment la réponse a été donnée\u00a0: Champ requis."
        in answer.content.decode()
    )


def test_a_form_that_was_not_saved_says_so_above_the_fold(hq: Client, charlie: Person) -> None:
    page = hq.post(reverse("persons:add"), {"given_name": "Eve", "language": "fr"}).content.decode()
    assert "Not saved: check the fields marked below." in page
    assert "Not saved" not in hq.get(reverse("persons:add")).content.decode()


def test_a_search_alone_leaves_the_filters_closed_and_a_wrong_filter_opens_them(
    hq: Client, charlie: Person
) -> None:
    opened = '<details class="hq-more" open>'
    assert opened not in hq.get(reverse("segments:list"), {"q": "dup"}).content.decode()
    assert opened in hq.get(reverse("segments:list"), {"zone": "Nowhere at all"}).content.decode()


def test_no_two_controls_of_a_record_share_a_name_for_their_labels(hq: Client, charlie: Person) -> None:
    Topic.objects.create(names={"en": "News"}, position=1)
    page = hq.get(reverse("persons:record", args=[charlie.uid])).content.decode()
    names = re.findall(r'\sid="([^"]+)"', page)
    assert sorted({name for name in names if names.count(name) > 1}) == []
