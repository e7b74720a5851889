"""Books, and a purpose that payments are made for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from hustings.money.ledger.models import Books
from tests.cast.money.ledger import fixtures as of_ledger
from tests.cast.money.payments import fixtures


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def books(db: Any) -> Books:
    return of_ledger.books(iban=fixtures.IBAN)


@pytest.fixture(autouse=True)
def receiver(db: Any) -> Iterator[fixtures.Receiver]:
    with fixtures.receiver() as made:
        yield made
