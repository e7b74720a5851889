"""What is typed into any search box never breaks its page, on either database."""

import pytest
from django.urls import reverse

from hustings.foundation.accounts.models import User
from hustings.people.persons.models import Person
from tests.app.people.persons.test_hq import easy_second_factor, signed_in

__all__ = ["easy_second_factor"]
pytestmark = [pytest.mark.django_db, pytest.mark.both]
BOXES = [
    "segments:list",
    "segments:count",
    "persons:organisations",
    "persons:tags",
    "accounts_hq:members",
    "territories:index",
    "territories:zone_search",
    "bounces:bouncing",
]


@pytest.mark.usefixtures("easy_second_factor")
def test_a_sign_that_no_text_holds_is_left_out(dora: User, charlie: Person) -> None:
    hq = signed_in(dora)
    choosing = reverse("persons:choose_recruiter", args=[charlie.uid])
    for typed in ("\0", "a\0b", "a\0@b"):
        for url in [choosing, *map(reverse, BOXES)]:
            assert hq.get(url, {"q": typed}).status_code in {200, 404, 422}, url
        assert hq.get(reverse("segments:list"), {"zone": typed}).status_code == 200
