"""Its address is almost that of someone we know."""

from dataclasses import replace

import pytest

from mailguard.facts import Authentication, Dmarc
from tests.cast.mailguard.detectors.relation import PAST, made
from tests.cast.mailguard.detectors.wishes import PAST as PAST_WISHES
from tests.cast.mailguard.detectors.wishes import made as made_wishes
from tests.cast.mailguard.maker import fires

FIRING = [
    ("similar_to_known", made(replace(PAST, similar_addresses=("ada@strangers.example",)))),
]


@pytest.mark.parametrize(("name", "message"), FIRING)
def test_it_fires(name, message):
    assert fires(name, message)


SILENT = [
    ("similar_to_known", made()),
]


@pytest.mark.parametrize(("name", "message"), SILENT)
def test_a_near_miss_stays_silent(name, message):
    assert not fires(name, message)


def test_providers_of_mailboxes_may_have_names_alike():
    near = replace(PAST_WISHES, similar_addresses=("@gmail.com",))
    proven = Authentication(dmarc=Dmarc("pass", has_aligned_dkim=True))
    assert not fires(
        "similar_to_known", made_wishes("Hi", author="A <a@mailo.com>", past=near, authentication=proven)
    )
    assert fires("similar_to_known", made_wishes("Hi", author="A <a@gmeil.example>", past=near))
