"""What other apps tell the guards: decoys, and those who stand; and what guards tell of decoys."""

import pytest

from hustings.foundation.elections.models import Election
from hustings.security.decoys import actions as decoys
from hustings.security.decoys.models import Alarm
from hustings.security.incidents import actions
from hustings.security.incidents.guards import protected_profile
from hustings.site.candidates.models import Candidacy
from tests.cast.security.incidents.fixtures import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def decoy(sam):
    return decoys.invent_people(n=1, domain="campaign.example", language="fr", user=sam)[0]


def test_the_profile_names_decoys_and_candidates(decoy, rhone):
    election = Election.objects.create(name="E", kind="legislative")
    about = {"election": election, "zone": rhone, "given_name": "Ada", "name_key": "ada"}
    Candidacy.objects.create(family_name="Roche", email="ada@campaign.example", **about)
    profile = protected_profile.profile()
    assert profile["decoys"] == [decoy.key]
    insiders = {(each["name"], each["role"]) for each in profile["insiders"]}
    assert ("Ada Roche", "candidate") in insiders


def test_mail_to_a_decoy_and_in_its_name_raises_the_alarm_once(decoy, guard):
    to = seen(1, "host:a.example", mailboxes=(decoy.key.upper(),))
    of = seen(2, "host:a.example", sender=decoy.key)
    for _twice in range(2):
        actions.take_in(seen=[to, of, seen(3)], guard=guard)
    kinds = {alarm.kind: alarm.n for alarm in Alarm.objects.all()}
    assert kinds == {Alarm.Kind.MAIL_TO: 1, Alarm.Kind.MAIL_FROM: 1}
