"""Keys of other programs: made, shown once, revoked; never more than their user may."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.foundation.accounts.models import LogEntry
from hustings.foundation.accounts.roles import Role
from hustings.foundation.api_keys import actions
from hustings.foundation.api_keys.models import ApiKey
from tests.conftest import user

pytestmark = pytest.mark.django_db
AT = "/api/v1/donations"


@pytest.fixture
def tom(france):
    return user("tom", Role.TREASURER)


@pytest.fixture
def key(tom):
    return actions.make(user=tom, name="CRM", scopes=["donations.read"], ends_on=None)


def ask(client, secret, at=AT):
    return client.get(at, headers={"Authorization": f"Bearer {secret}"} if secret else {})


def test_a_key_is_made_in_hq_shown_once_and_revoked(client, tom):
    client.force_login(tom)
    url = reverse("api_keys:keys")
    page = client.get(url).content.decode()
    assert "donations.read" in page and "donations.write" in page
    answer = client.post(url, {"name": "CRM", "scopes": ["donations.read"], "ends_on": "90"})
    secret = re.search(r"hk_[\w-]{43}", answer.content.decode())[0]
    assert "no-store" in answer["Cache-Control"]
    made = ApiKey.objects.get()
    assert secret not in client.get(url).content.decode() and secret not in repr(made.__dict__)
    assert (made.ends_on - timezone.localdate()).days == 90
    assert ask(client, secret).json() == {"donations": [], "next": None}
    client.post(url, {"deed": "revoking", "row": [made.pk]})
    assert ask(client, secret).status_code == 401
    kinds = LogEntry.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds)[-2:] == ["api_key_made", "api_key_revoked"]


def test_nobody_hands_on_what_they_may_not_do(client, france):
    client.force_login(user("aude", Role.AUDITOR))
    url = reverse("api_keys:keys")
    answer = client.post(url, {"name": "CRM", "scopes": ["donations.write"], "ends_on": "90"})
    assert answer.status_code == 422 and not ApiKey.objects.exists()
    client.force_login(user("olga", Role.ORGANISER))
    assert client.get(url).status_code == 403


def test_without_a_live_key_nothing_is_said(client, tom, key):
    secret = key[1]
    for wrong in ("", "hk_", "hk_" + "x" * 43, secret[:-1]):
        answer = ask(client, wrong)
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
    assert "Access-Control-Allow-Origin" not in ask(client, secret)
    client.force_login(tom)
    assert ask(client, "").status_code == 401, "a cookie opens nothing"
    ApiKey.objects.update(ends_on=timezone.localdate() - timezone.timedelta(days=1))
    assert ask(client, secret).status_code == 401


def test_a_key_ends_with_the_right_of_its_user(client, tom, key):
    secret = key[1]
    assert ask(client, secret).status_code == 200
    tom.grants.all().delete()
    assert ask(client, secret).status_code == 403
    tom.is_active = False
    tom.save()
    assert ask(client, secret).status_code == 401


def test_a_key_does_only_what_it_is_made_for(client, key):
    answer = client.post(
        AT, {}, content_type="application/json", headers={"Authorization": f"Bearer {key[1]}"}
    )
    assert answer.status_code == 403 and "donations.write" in answer.json()["detail"]


def test_wrong_keys_are_slowed_down(client, key):
    codes = [ask(client, f"hk_{n}").status_code for n in range(25)]
    assert codes[0] == 401 and codes[-1] == 429
    assert ask(client, key[1]).status_code == 200, "whoever has a right one goes on"


def test_a_key_of_somebody_else_is_not_seen(client, key):
    client.force_login(user("theo", Role.TREASURER))
    url = reverse("api_keys:keys")
    assert "CRM" not in client.get(url).content.decode()
    client.post(url, {"deed": "revoking", "row": [key[0].pk]})
    assert ask(client, key[1]).status_code == 200
    client.force_login(user("dora", Role.DIRECTOR))
    assert "CRM" in client.get(url).content.decode()


def test_a_restored_backup_revives_no_key(client, key):
    actions.revoke_restored("default", timezone.now())
    assert ask(client, key[1]).status_code == 401


def test_a_member_of_the_team_has_twenty_at_most(tom, client):
    for n in range(actions.MOST):
        actions.make(user=tom, name=str(n), scopes=[], ends_on=None)
    client.force_login(tom)
    said = {"name": "one more", "scopes": ["donations.read"], "ends_on": "90"}
    assert client.post(reverse("api_keys:keys"), said).status_code == 422
