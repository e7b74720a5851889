"""Books to write in."""

from typing import Any

import pytest

from hustings.money.ledger.models import Account, Books
from tests.cast.money.ledger import fixtures


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
