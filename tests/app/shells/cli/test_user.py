"""``hustings user``: who may sign in, and every word that is refused."""

import pytest
from click.testing import CliRunner
from django.utils import translation

from hustings.foundation.accounts.models import Grant, User
from hustings.security.decoys import actions as decoys
from hustings.security.decoys.models import Alarm
from hustings.shells.cli import user

pytestmark = pytest.mark.django_db


def call(*words: str) -> tuple[int, str]:
    with translation.override("en"):
        done = CliRunner().invoke(user.user, list(words))
    return done.exit_code, done.output


def test_a_user_comes_in_by_a_link_and_is_listed_with_what_they_are() -> None:
    code, said = call("add", "dora@example.org", "--role", "director", "--until", "2999-01-31")
    assert code == 0 and "http://" in said
    said = call("list")[1]
    assert "dora@example.org" in said and "director in the whole campaign until 2999-01-31" in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["notmail", "--role", "director"], "“notmail” is not an e-mail address"),
        (["", "--role", "director"], "is not an e-mail address"),
        (["dora@example.org", "--role", "director", "--until", "2020-01-01"], "2020-01-01 is in the past"),
        (["dora@example.org", "--role", "director", "--language", "xx"], "'fr', 'en'"),
        (["dora@example.org", "--role", "queen"], "'director'"),
        (["dora@example.org", "--role", "organiser", "--zone", "Atlantis"], "No territory found for"),
    ],
)
def test_what_can_not_be_meant_is_refused_and_makes_nobody(words: list[str], said: str) -> None:
    code, output = call("add", *words)
    assert code in {1, 2} and said in output
    assert not User.objects.exists()


def test_a_role_that_would_be_over_before_it_begins_is_refused(dora: User) -> None:
    code, said = call("grant", dora.email, "security", "--until", "2020-01-01")
    assert (code, "is in the past" in said) == (2, True)
    assert Grant.objects.filter(user=dora).count() == 1


def test_the_last_director_stays(dora: User) -> None:
    code, said = call("revoke", dora.email, "director")
    assert (code, "needs at least one director" in said) == (1, True)
    assert "No user" in call("deactivate", "bob@example.org")[1]


def test_none_of_the_decoys_is_ever_a_user(dora: User) -> None:
    (decoy,) = decoys.invent_people(n=1, domain="campaign.example", language="fr", user=dora)
    code, said = call("add", decoy.address.upper(), "--role", "organiser")
    assert code == 2 and "can’t be used as an address here" in said
    assert not User.objects.filter(email__iexact=decoy.address).exists()
    assert [use.where for use in Alarm.objects.get().sightings.all()] == ["hustings user add"]
