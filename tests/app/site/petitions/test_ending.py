"""Petitions that have ended: out of the way, deleted after thirty days, and back."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.foundation.accounts.roles import Role
from hustings.foundation.territories.models import Zone
from hustings.people.persons.models import Person
from hustings.site.petitions import actions, proof, waiting
from hustings.site.petitions.models import Petition, PetitionPage, Seal, Signature
from tests.app.site.petitions.test_hq import hq
from tests.cast.site.petitions.fixtures import make, signed
from tests.conftest import user

__all__ = ["hq"]  # a fixture
pytestmark = pytest.mark.django_db


def close(petition: Petition) -> None:
    Petition.objects.filter(pk=petition.pk).update(closes_at=timezone.now() - timedelta(hours=1))


def test_what_has_ended_goes_into_the_archive_and_comes_back(
    hq: Client, petition: Petition, dora: Any
) -> None:
    signed(petition, "c@example.org", comment="Why")
    where, listed = f"/hq/petitions/{petition.pk}/place/", "/hq/petitions/"
    hq.post(where, {"do": "archive"})
    assert not Petition.objects.get().archived_at, "while it runs it stays"
    close(petition)
    assert list(waiting.due(dora))
    for _twice in range(2):
        assert hq.post(where, {"do": "archive"}).url == f"/hq/petitions/{petition.pk}/"
    link = f'href="/hq/petitions/{petition.pk}/"'
    assert link not in hq.get(listed).content.decode() and not list(waiting.due(dora))
    assert link in hq.get(f"{listed}?state=archived").content.decode()
    assert hq.get(f"{listed}?state=delete").status_code == 200
    hq.post(where, {"do": "back"})
    assert link in hq.get(listed).content.decode()
    hq.post(where, {"do": "nonsense"})


def test_what_is_removed_goes_after_thirty_days_with_its_signatures(hq: Client, petition: Petition) -> None:
    other = make()
    signed(other, "c@example.org")
    for n in range(3):
        signed(petition, f"c{n}@example.org", confirm=n < 2)
    proof.seal_waiting()
    where = f"/hq/petitions/{petition.pk}/place/"
    hq.post(where, {"do": "remove"})
    assert not Petition.objects.removed(), "people may sign it still"
    close(petition)
    hq.post(where, {"do": "remove"})
    page = hq.get(f"/hq/petitions/{petition.pk}/").content.decode()
    assert hq.get(f"/fr/petitions/{petition.pk}/signatures/").status_code == 404
    assert 'value="back"' in page and not Petition.objects.get(pk=petition.pk).is_open
    assert actions.delete_removed() == 0
    hq.post(where, {"do": "back"})
    Petition.objects.filter(pk=petition.pk).update(removed_at=timezone.now() - timedelta(days=31))
    hq.post(where, {"do": "back"})
    assert Petition.objects.removed().exists(), "its signatures may be half gone"
    assert (actions.delete_removed(), actions.delete_removed()) == (1, 0)
    assert list(Petition.objects.all()) == [other] and Signature.objects.get().petition == other
    assert not Seal.objects.filter(petition=petition.pk).exists() and Person.objects.count() == 3


def test_one_that_a_page_shows_is_not_removed(hq: Client, petition_page: PetitionPage) -> None:
    petition = petition_page.petition
    close(petition)
    hq.post(f"/hq/petitions/{petition.pk}/place/", {"do": "remove"})
    assert not Petition.objects.removed()
    Petition.objects.update(removed_at=timezone.now() - timedelta(days=31))
    assert actions.delete_removed() == 0, "a page was made meanwhile"


def test_a_local_role_deletes_nobody_elses_signatures(
    client: Client, petition: Petition, rhone: Zone
) -> None:
    close(petition)
    client.force_login(user("eve", Role.ORGANISER, rhone))
    assert client.post(f"/hq/petitions/{petition.pk}/place/", {"do": "remove"}).status_code in {302, 403}
    assert not Petition.objects.removed()
