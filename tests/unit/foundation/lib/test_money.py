"""Amounts as people write and read them."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hustings.foundation.lib.formats import money


@pytest.mark.parametrize(
    ("language", "amount", "currency", "text"),
    [
        ("fr", 123456, "EUR", "1\u00a0234,56\u00a0€"),
        ("fr", -5, "EUR", "−0,05\u00a0€"),
        ("fr", 100, "CHF", "1,00\u00a0CHF"),
        ("en", 123456, "EUR", "€1,234.56"),
        ("en", -123456789, "GBP", "−£1,234,567.89"),
        ("en", 1500, "JPY", "JPY\u00a01,500"),
        ("en", 1500, "CHF", "CHF\u00a015.00"),
    ],
)
def test_an_amount_looks_as_the_language_writes_it(language, amount, currency, text):
    with translation.override(language):
        assert money.shown(amount, currency) == text


@pytest.mark.parametrize(
    ("language", "text", "amount"),
    [
        ("fr", "12", 1200), ("fr", "12,5", 1250), ("fr", "12.50 €", 1250), ("fr", "1 234,56", 123456),
        ("fr", "1\u202f234,56\u00a0€", 123456), ("fr", "1.234,56", 123456), ("fr", "1,234.56", 123456),
        ("fr", "12,505", None), ("fr", "12.505", None), ("fr", "−3", -300), ("fr", "", None),
        ("fr", "douze", None), ("fr", "1e3", None), ("fr", "١٢", 1200), ("fr", "9" * 16, None),
        ("en", "1,234", 123400), ("en", "€1,234.5", 123450), ("en", "12,5", 1250), ("en", "12.505", None),
        ("en", "1,23,4", None), ("en", "--3", None), ("en", "3,", 300), ("en", ".5", None),
    ],
)  # fmt: skip
def test_an_amount_is_read_to_the_cent_or_not_at_all(language, text, amount):
    with translation.override(language):
        assert money.read(text, "EUR") == amount


@given(
    st.integers(-(10**14), 10**14),
    st.sampled_from(["EUR", "JPY", "TND", "CHF"]),
    st.sampled_from(["fr", "en"]),
)
def test_what_is_shown_can_be_read(amount, currency, language):
    with translation.override(language):
        assert money.read(money.shown(amount, currency), currency) == amount
        assert money.read(money.plain(amount, currency), currency) == amount
