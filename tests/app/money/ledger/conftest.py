"""Books to write in."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from hustings.money.ledger.models import Account, Books
from tests.cast.money.ledger import fixtures


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """The language of what is said here; pages are in their reader's."""
    with translation.override("en"):
        yield


@pytest.fixture
def books(db: Any) -> Books:
    """Books of a candidate, open and empty."""
    return fixtures.books()


@pytest.fixture
def bank(books: Books) -> Account:
    return books.account(Account.Role.BANK)


@pytest.fixture
def gifts(books: Books) -> Account:
    return books.account(Account.Role.GIFTS)
