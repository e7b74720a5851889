"""Loans: what is left to pay back, until when, and what the law says of them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.legal import gifts
from hustings.foundation.lib.todos import due
from hustings.money.donations import actions
from hustings.money.donations.models import Donation
from tests.cast.money.donations.fixtures import give
from tests.conftest import user

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def tom():
    return user("tom", Role.TREASURER)


def lent(fund, person, amount=1_000_00, months=6, **values):
    return give(fund, person, amount, kind="loan", means="transfer", months=months, **values)


def test_a_loan_is_due_so_many_months_later(fund, charlie):
    today = timezone.localdate()
    assert lent(fund, charlie).due_on == gifts.months_after(today, 6)
    assert give(fund, charlie, 10_00).due_on is None


def test_lenders_are_listed_with_what_is_left_until_all_is_paid_back(client, fund, charlie, tom):
    late, later = lent(fund, charlie), lent(fund, charlie, months=12)
    Donation.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    actions.refund(donation=late, amount=400_00)
    client.force_login(tom)
    client.cookies["django_language"] = "en"
    answer = client.get(reverse("donations:loans"))
    assert [row.pk for row in answer.context["rows"]] == [late.pk, later.pk]
    page = answer.content.decode()
    assert "€600.00" in page and "Late" in page.replace("late", "Late") and "L. 52-7-1" in page
    assert "18 months" in page and "47.50 %" in page, "a rule says its limit"
    actions.refund(donation=late)
    assert [row.pk for row in client.get(reverse("donations:loans")).context["rows"]] == [later.pk]


def test_treasurers_are_told_two_months_before(fund, charlie, tom):
    row = lent(fund, charlie)

    def said():
        return [todo.is_urgent for todo in due(tom) if "loan" in todo.text]

    assert said() == []
    for days, is_urgent in [(60, False), (0, False), (-1, True)]:
        Donation.objects.filter(pk=row.pk).update(due_on=timezone.localdate() + timedelta(days=days))
        assert said() == [is_urgent]
    actions.refund(donation=row)
    assert said() == []
