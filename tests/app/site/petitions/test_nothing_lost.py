"""Whatever refuses a signature shows all that was typed again, and says what to do."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from hustings.foundation.territories.models import Zone
from hustings.people.signups.public_forms import stamp
from hustings.site.petitions.models import Petition, PetitionPage, Signature
from tests.app.site.petitions.test_signing import Fill

pytestmark = pytest.mark.django_db
TYPED = {"given_name": "Zoé", "email": "zoe@example.org", "comment": "Parce que le soir\nje rentre tard"}


def holds(answer: Any) -> str:
    """The page, which has the fields filled in as they were sent."""
    html = str(answer.content.decode())
    assert 'value="Zoé"' in html and 'value="zoe@example.org"' in html and "je rentre tard" in html
    assert 'name="stamp"' in html and "<button" in html
    return html


def test_too_many_from_one_network(fill: Fill, settings: Any) -> None:
    settings.SIGN_UPS_PER_HOUR = 1
    assert fill().status_code == 302
    answer = fill(**TYPED)
    assert answer.status_code == 429 and "dans une heure" in holds(answer)
    assert Signature.objects.count() == 1


@pytest.mark.parametrize("false", ["", "nonsense", "x" * 100_000])
def test_a_form_without_a_stamp_of_ours(fill: Fill, client: Client, false: str, patient: None) -> None:
    answer = fill(stamp=false, consent_email="on", **TYPED)
    html = holds(answer)
    assert answer.status_code == 410 and "checked" not in html.split("consent_email")[1][:40]
    assert not Signature.objects.exists()
    again = {"stamp": html.split('name="stamp" value="')[1].split('"')[0], **TYPED}
    sent = client.post(answer.request["PATH_INFO"], {**again, "family_name": "D", "postcode": "69100"})
    assert sent.status_code == 302 and Signature.objects.get().consents == {}


def test_a_page_open_for_days_and_one_sent_too_fast(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in [("TOO_OLD", -1), ("TOO_FAST", 1e9)]:
        with monkeypatch.context() as changed:
            changed.setattr(stamp, name, value)
            answer = fill(**TYPED)
        assert answer.status_code == 422 and holds(answer)


def test_closed_while_somebody_writes(fill: Fill, client: Client, petition: Petition) -> None:
    where = f"/fr/petitions/{petition.pk}/signatures/"
    html = client.get(where).content.decode()
    form = {"stamp": html.split('name="stamp" value="')[1].split('"')[0], "family_name": "D", **TYPED}
    Petition.objects.update(closes_at=timezone.now())
    lyon = Zone.objects.get(name="Lyon")
    chosen = {"shown_as": "initial", "consent_email": "on", "postcode": "69003", "commune": str(lyon.pk)}
    answer = client.post(where, {**form, **chosen})
    [given] = re.findall(r'<dl class="signed">(.*?)</dl>', answer.content.decode(), re.DOTALL)
    assert answer.status_code == 410 and "je rentre tard" in given and "zoe@example.org" in given
    assert "<dd>Afficher mon prénom et mon initiale</dd>" in given and "<dd>coché</dd>" in given
    assert "Lyon" in given and f"<dd>{lyon.pk}</dd>" not in given
    part = client.post(where, {**form, "postcode": "69100"}, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode() and "je rentre tard" in part.content.decode()
    assert client.get(where).status_code == 410
    assert not Signature.objects.exists()


def test_a_form_of_another_page_is_not_called_fast(
    client: Client, petition_page: PetitionPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "TOO_FAST", 2.0)
    where = f"/fr/petitions/{petition_page.petition_id}/signatures/"
    answer = client.post(where, {**TYPED, "stamp": "no"})
    html = answer.content.decode()
    assert answer.status_code == 410 and "de quelle page" in html and "très rapide" not in html


def test_strange_bytes_are_told_beside_their_field(fill: Fill) -> None:
    for wrong in [{"given_name": "A\0B"}, {"comment": "c" * 100_000}, {"email": "\0@example.org"}]:
        answer = fill(**{**TYPED, **wrong})
        assert answer.status_code == 422 and 'class="errorlist"' in answer.content.decode()
    assert "c" * 100_000 in fill(comment="c" * 100_000).content.decode(), "nothing is cut off"
    assert fill(commune="\0", shown_as="\0").status_code == 422
    assert not Signature.objects.exists()
