"""Books, and a purpose that payments are made for."""

from tests.app.money.payments.conftest import books, english, receiver

__all__ = ["books", "english", "receiver"]
