"""The cap by person: what is on its way counts, merges count, and two at once never pass it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from hustings.money.donations import actions, caps, refusals, tasks
from hustings.money.donations.models import Donation, RefundProposal
from hustings.people.duplicates.actions import merges
from hustings.people.persons.models import Person
from tests.cast.money.donations.fixtures import candidate, facts, give, pledge

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def test_what_is_on_its_way_counts_until_it_expires(fund, charlie):
    first = pledge(fund, charlie, 4_000_00)
    with pytest.raises(refusals.AgainstLaw, match=r"€600.00 can still be given\..*L\. 52-8") as refused:
        pledge(fund, charlie, 600_01)
    assert refused.value.verdict.left == 600_00
    assert Donation.objects.get() == first
    Donation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert pledge(fund, charlie, 4_600_00).amount == 4_600_00


def test_what_failed_or_went_back_is_free_again(fund, charlie):
    actions.fail(donation=pledge(fund, charlie, 4_600_00))
    gift = give(fund, charlie, 4_600_00)
    actions.refund(donation=gift, amount=100_00)
    assert caps.room(fund, facts(person=charlie), "card", timezone.localdate()) == 100_00
    pledge(fund, charlie, 100_00)


def test_an_election_is_counted_over_all_its_candidates(fund, charlie):
    other = candidate()
    other.books.election = fund.books.election
    other.books.save()
    give(fund, charlie, 4_600_00)
    with pytest.raises(refusals.AgainstLaw):
        pledge(other, charlie, 1_00)
    give(candidate(), charlie, 4_600_00)  # of another election


def test_a_party_counts_by_calendar_year(party, charlie):
    last_year = date(timezone.localdate().year - 1, 12, 31)
    give(party, charlie, 7_500_00, on=last_year)
    give(party, charlie, 7_000_00, kind="dues")
    with pytest.raises(refusals.AgainstLaw, match="one year"):
        pledge(party, charlie, 500_01)


@pytest.mark.parametrize(
    ("facts_", "values", "code"),
    [
        ({"nationality": "US", "country": "US"}, {}, "donor_above"),
        ({"given_name": "", "family_name": ""}, {}, "named_above"),
        ({"born_on": date(2015, 1, 1)}, {}, "age_from"),
        ({}, {"means": "cash"}, "means_above"),
    ],
)
def test_the_law_refuses_before_anything_is_written(fund, charlie, facts_, values, code):
    with pytest.raises(refusals.AgainstLaw) as refused:
        pledge(fund, charlie, 200_00, donor=facts(**facts_), **values)
    assert refused.value.verdict.code == code
    assert not Donation.objects.exists() and not charlie.donor_facts.exists()


def test_cash_is_counted_over_everybody(fund, charlie, eve):
    fund.books.ceiling = 15_000_00  # cash at most 3,000
    fund.books.save()
    give(fund, charlie, 150_00, means="cash")
    Donation.objects.update(amount=2_900_00)
    with pytest.raises(refusals.AgainstLaw, match="20% of the spending limit"):
        pledge(fund, eve, 101_00, means="cash")
    give(fund, eve, 100_00, means="cash")


def test_without_a_country_nothing_is_refused(fund, charlie):
    from hustings.foundation.campaigns.models import Campaign

    Campaign.objects.update(country="")
    assert pledge(fund, charlie, 9_000_00)


def test_a_gift_to_a_record_that_was_merged_counts_for_the_one_that_took_it_in(fund, charlie, eve):
    give(fund, charlie, 4_000_00)
    merges.merge(kept=charlie, absorbed=eve)
    assert pledge(fund, eve, 600_00).person == charlie
    with pytest.raises(refusals.AgainstLaw):
        pledge(fund, eve, 1_00)


def test_the_gifts_of_somebody_erased_still_count_for_the_same_names_and_birth_date(fund, charlie):
    from hustings.people.privacy import actions as privacy

    give(fund, charlie, 4_000_00)
    privacy.erase_person(person=charlie, user=None)
    again = Person.objects.create(given_name="CHARLIE", family_name="Martin")
    with pytest.raises(refusals.AgainstLaw):
        pledge(fund, again, 600_01, donor=facts(given_name="CHARLIE"))
    pledge(fund, again, 600_01, donor=facts(born_on=date(1999, 1, 1)))


def test_a_merge_over_the_cap_proposes_a_refund_and_its_undo_withdraws_it(fund, charlie, eve):
    give(fund, charlie, 3_000_00)
    later = give(fund, eve, 2_000_00)
    merge = merges.merge(kept=charlie, absorbed=eve)
    tasks.check_person.call(charlie.pk)
    proposal = RefundProposal.objects.open().get()
    assert (proposal.donation, proposal.amount, proposal.code) == (later, 400_00, "cap_per_election")
    assert proposal.article == "code électoral, art. L. 52-8"
    tasks.check_person.call(charlie.pk)
    assert RefundProposal.objects.count() == 1
    merges.part(merge=merge)
    tasks.check_person.call(charlie.pk)
    tasks.check_person.call(eve.pk)
    assert not RefundProposal.objects.open().exists()
    assert RefundProposal.objects.get().withdrawn_at


def test_a_refund_settles_its_proposal(fund, charlie, eve):
    give(fund, charlie, 3_000_00)
    later = give(fund, eve, 2_000_00)
    merges.merge(kept=charlie, absorbed=eve)
    tasks.check_person.call(charlie.pk)
    actions.refund(donation=later, amount=400_00)
    tasks.check_person.call(charlie.pk)
    assert RefundProposal.objects.get().done_at and not RefundProposal.objects.open().exists()


def _queued() -> list[int]:
    rows = DBTaskResult.objects.filter(task_path=tasks.check_person.module_path).order_by("enqueued_at")
    return [row.args_kwargs["args"][0] for row in rows]


def test_merges_and_corrections_ask_for_the_check(fund, charlie, eve):
    give(fund, charlie, 3_000_00)
    gift = give(fund, eve, 2_000_00)
    merge = merges.merge(kept=charlie, absorbed=eve)
    assert _queued() == [charlie.pk]
    merges.part(merge=merge)
    assert set(_queued()[1:]) == {charlie.pk, eve.pk}
    actions.correct_donor(donor=gift.donor, values={"born_on": date(2015, 1, 1)})
    assert _queued()[3:] == [eve.pk]
    tasks.check_person.call(eve.pk)
    proposal = RefundProposal.objects.get()
    assert (proposal.code, proposal.amount) == ("age_from", 2_000_00)


def test_donors_whose_record_changed_lately_are_looked_at_again(fund, charlie, eve):
    from hustings.money.donations import overruns

    give(fund, charlie, 10_00)
    give(fund, eve, 10_00)
    Person.objects.filter(pk=eve.pk).update(updated_at=timezone.now() - timedelta(days=9))
    assert overruns.changed_lately() == [charlie.pk]


def test_a_donor_without_nationality_and_country_is_told_what_is_missing(fund, charlie):
    with pytest.raises(refusals.AgainstLaw, match="nationality and the country of the donor are missing"):
        pledge(fund, charlie, 20_00, donor=facts(nationality="", country=""))
    with pytest.raises(refusals.AgainstLaw) as refused:
        pledge(fund, charlie, 20_00, donor=facts(nationality="US", country="US"))
    assert "missing" not in str(refused.value)
