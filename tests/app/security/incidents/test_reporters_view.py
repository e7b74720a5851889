"""Whoever reported a message says whether the answer is right: an opinion like others, for review."""

import pytest
from django.utils import timezone
from wagtail.users.models import UserProfile

from hustings.security.incidents import actions
from hustings.security.incidents.models import Action, Incident, Opinion, Report, Sighting
from tests.app.security.incidents.test_reports import phish


@pytest.mark.parametrize(
    ("told", "incident", "retold", "answer", "said"),
    [
        ("quarantine", "quarantine", False, "right", "right"),
        ("quarantine", "quarantine", False, "wrong", "wrong"),
        ("deliver", "deliver", False, "wrong", "wrong"),
        (
            "deliver",
            "quarantine",
            False,
            "right",
            "wrong",
        ),  # harmless, says its reporter: the verdict was not
        ("deliver", "quarantine", False, "wrong", "right"),
        ("deliver", "deliver", True, "right", "wrong"),  # an attack after all, and that is right
    ],
)
@pytest.mark.django_db
def test_who_reported_says_whether_the_answer_is_right(client, alice, told, incident, retold, answer, said):
    UserProfile.objects.create(user=alice, preferred_language="en")
    made = actions.report(user=alice, raw=phish(), way="page")
    Incident.objects.update(action=Action[incident.upper()])
    Report.objects.update(action=Action[told.upper()], retold_at=timezone.now() if retold else None)
    client.force_login(alice)
    where = f"/hq/shield/report/{made.pk}/"
    for note in ("really?", "I know them"):
        assert client.post(where, {"said": answer, "note": note}).status_code == 302
    one = Opinion.objects.get()
    assert (one.said, one.note, one.user, one.incident) == (said, "I know them", alice, made.incident)
    assert one.decision == "" and not Report.objects.get().is_named
    assert "the security lead will review your feedback" in client.get(where).content.decode()
    Report.objects.update(incident=None)  # it was forgotten in time
    assert client.post(where, {"said": "right"}).status_code == 302
    assert Opinion.objects.count() == 1 and "Is this verdict right?" not in client.get(where).content.decode()


def test_what_its_bytes_tell_is_told_anew_where_the_message_is_looked_at(client, sam, alice):
    client.force_login(sam)
    actions.report(user=alice, raw=phish(), way="page")
    row = Sighting.objects.get()
    assert len(row.signals[0]) == 3
    answer = client.get(f"/hq/shield/messages/{row.pk}/")
    assert answer.status_code == 200 and answer.context["is_anew"] is True
