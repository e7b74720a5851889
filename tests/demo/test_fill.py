"""The demo fills a fresh installation, once, and no other."""

from pathlib import Path
from typing import Any

import pytest

from hustings.accounts.models import Grant, User
from hustings.demo import fill, work
from hustings.mailing.models import Delivery, Mailing
from hustings.people.models import (
    Activity,
    Affiliation,
    Consent,
    Contact,
    Duplicate,
    FieldValue,
    FollowUp,
    Household,
    Note,
    Person,
    Phone,
    SavedView,
    Tagging,
    TopicAnswer,
)

COUNTED = [User, Grant, Person, Phone, Consent, Tagging, Note, Activity, Mailing, Delivery]
COUNTED += [Affiliation, Contact, Duplicate, FieldValue, FollowUp, Household, SavedView, TopicAnswer]


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path


def counts() -> list[int]:
    return [model.objects.count() for model in COUNTED]


def test_a_second_start_changes_nothing(db: None, var: Path) -> None:
    fill.fill(lambda step: None, 60)
    before = counts()
    assert Person.objects.count() == 60 + work.N_TWINS
    assert all(before), dict(zip(COUNTED, before, strict=True))
    assert (var / "demo-logins.txt").stat().st_mode & 0o077 == 0
    fill.fill(lambda step: None, 60)
    assert counts() == before


def test_a_real_campaign_is_left_alone(dora: User) -> None:
    before = counts()
    with pytest.raises(fill.NotFresh):
        fill.fill(lambda step: None, 60)
    assert counts() == before
