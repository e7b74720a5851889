"""The meter counts people's mailboxes: one each, however its address is spelt."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections
from django.test import Client

from hustings.people.signups import confirmation_mail
from hustings.site.petitions import actions, meter, waiting
from hustings.site.petitions.actions.signatures import KIND
from hustings.site.petitions.models import Petition, Signature
from mailguard.identifiers import addresses
from tests.app.site.petitions.test_hq import hq
from tests.cast.people import submissions
from tests.cast.site.petitions.fixtures import links, signed

__all__ = ["hq"]  # a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SPELLINGS = [
    ["jean.dupont@gmail.com", "JeanDupont@Gmail.com", "j.e.a.n.dupont+trains@googlemail.com"],
    ["marie@example.org", "Marie+1@Example.org", "marie+2@example.org"],
    ["eve@bücher.example", "eve@xn--bcher-kva.example", "EVE+x@BÜCHER.example"],
    ["a.b@example.net"], ["ab@example.net"], ["+@example.net"],
]  # fmt: skip


def test_spellings_of_one_mailbox_count_once(petition: Petition, dora: Any) -> None:
    rows = [[signed(petition, each) for each in mailbox] for mailbox in SPELLINGS]
    assert meter.count(petition.pk) == len(SPELLINGS)
    assert Signature.objects.counted().count() == len(SPELLINGS)
    assert [bool(each.set_aside_at) for each in rows[0]] == [False, True, True]
    assert rows[2][1] == rows[2][0], "one address in two alphabets"
    assert not waiting.in_doubt([petition], dora), "nobody has to look at those"


def test_of_spellings_confirmed_at_once_one_counts(petition: Petition) -> None:
    """What another process has just written is seen at the second try: the constraint says so."""
    one, two = (signed(petition, f"marie+{n}@example.org", confirm=False) for n in range(2))
    submissions.confirm(one)
    with pytest.raises(Exception, match=r"(?i)unique"):
        Signature.objects.filter(pk=two.pk).update(confirmed_at=one.asked_at)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="one writer at a time, in one connection")
def test_many_confirmed_at_one_moment_count_once(petition: Petition) -> None:
    Signature.objects.all().delete()
    rows = []
    for n in range(12):
        rows.append(signed(petition, f"marie+{n}@example.org", confirm=False))
        Signature.objects.update(asked_at="2026-01-01T00:00Z")

    def confirm(row: Signature) -> None:
        try:
            submissions.confirm(row)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(confirm, [*rows, *rows]))
    assert meter.count(petition.pk) == Signature.objects.counted().count() == 1
    assert Signature.objects.confirmed().count() == 12


def test_a_person_may_say_that_it_is_somebody_elses(hq: Client, petition: Petition) -> None:
    signed(petition, "marie@example.org")
    other = signed(petition, "marie+anna@example.org")
    where = f"/hq/petitions/{petition.pk}/review/"
    assert "marie+anna" not in hq.get(where).content.decode()
    assert 'value="keep"' in hq.get(f"{where}?state=aside").content.decode()
    hq.post(where, {"who": other.pk, "do": "keep"})
    assert meter.count(petition.pk) == 2
    signed(petition, "marie+third@example.org")
    assert meter.count(petition.pk) == 2
    hq.post(where, {"who": other.pk, "do": "undo"})
    assert meter.count(petition.pk) == 1, "as it was before anybody looked: each mailbox once"


def test_taking_back_many_at_once_leaves_one_of_a_mailbox(petition: Petition, dora: Any) -> None:
    rows = [signed(petition, f"marie+{n}@example.org") for n in range(3)]
    keys = [each.pk for each in rows]
    for is_aside, n in [(True, 0), (None, 1), (False, 3), (None, 1), (False, 3), (True, 0), (None, 1)]:
        actions.judge(petition=petition, signatures=keys[::-1], is_set_aside=is_aside, user=dora)
        assert meter.count(petition.pk) == Signature.objects.counted().count() == n


def typed(petition: Petition, address: str) -> Signature:
    return Signature.typed(
        petition=petition, address=addresses.read(address), language="fr", source="/fr/", consents={},
        given_name="M",
    )  # fmt: skip


def test_other_spellings_get_no_mail_once_they_said_no_or_had_enough(
    petition: Petition, run_tasks: Any
) -> None:
    for n in range(5):
        actions.sign(signature=typed(petition, f"marie+{n}@example.org"))
    run_tasks()
    assert len(mail.outbox) == 3, "three an hour to one mailbox, whatever is typed"
    submissions.disown(Signature.objects.all()[0])
    Signature.objects.all().delete()
    assert actions.sign(signature=typed(petition, "Marie+new@example.org")) is None


def test_a_spelling_that_stood_aside_counts_once_it_signs_again_after_the_other_was_taken_back(
    petition: Petition,
) -> None:
    first, second = signed(petition, "marie@example.org"), signed(petition, "marie+2@example.org")
    submissions.withdraw(first)
    assert meter.count(petition.pk) == 0, "who took it back is not counted by another spelling"
    again = signed(petition, "marie+2@example.org", confirm=False)
    assert "confirm" in links(confirmation_mail.compose(KIND, again))
    assert submissions.confirm(again) == second
    assert meter.count(petition.pk) == Signature.objects.counted().count() == 1
    third = signed(petition, "marie+2@example.org", confirm=False)
    assert (
        "confirm" not in links(confirmation_mail.compose(KIND, third))
        and submissions.confirm(third) == second
    )
    assert meter.count(petition.pk) == 1


def test_who_signs_by_another_spelling_hears_that_it_counts_already(
    petition: Petition, client: Client, site: Any
) -> None:
    signed(petition, "marie@example.org")
    again = signed(petition, "marie+2@example.org", confirm=False)
    told = confirmation_mail.compose(KIND, again)
    assert "compte déjà" in str(told.body) and "confirm" not in links(told)
    submissions.confirm(again)
    page = client.get(f"/fr/petitions/signatures/{again.link_token}/").content.decode()
    assert "une seule fois" in page
