"""Was the guard right? What people say is reviewed; what is accepted teaches the guards, and is undone."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache

from hustings.security.incidents import actions
from hustings.security.incidents.actions import retention
from hustings.security.incidents.guards import guard_training, protected_profile
from hustings.security.incidents.models import Evidence, Incident, Lesson, Look, Opinion, Sighting, Teaching
from mailguard import Engine, profile
from mailguard.agents.platform import sightings
from tests.cast.security.incidents.fixtures import seen

LETTER = (
    b"From: Printing house <news@printing-house.example>\r\nTo: alice@example.org\r\n"
    b"Subject: Offers: last chance\r\nMessage-ID: <%b@printing-house.example>\r\n\r\n"
    b"Dear reader, click here to see every offer of the valley:"
    b" https://offers.printing-house.example/%b and order posters before Friday, it is urgent.\r\n"
)


def told(n: str, *, action: str = "quarantine", **more):
    """A guard tells of a letter, with its bytes."""
    raw = LETTER % (n.encode(), n.encode())
    verdict = Engine().analyse(raw)
    one = sightings.sighting(
        verdict, guard="mx", kind="milter", mailboxes=(f"{n}@campaign.example",),
        at=datetime(2027, 3, 1, tzinfo=UTC), action=action, score=0.94, **more,
    )  # fmt: skip
    return one, raw


@pytest.fixture
def opinion(guard, bob):
    """Bob says that the guard was wrong to hold a letter."""
    cache.clear()
    one, raw = told("march")
    actions.take_in(seen=[one], guard=guard, contents={one.id: raw})
    incident = Incident.objects.get()
    actions.say(incident=incident, said="wrong", note="our printer", user=bob)
    return Opinion.objects.get()


@pytest.fixture
def lead(client, sam):
    client.force_login(sam)
    return client


def test_nothing_is_taught_before_somebody_accepts_it(lead, opinion, sam, run_tasks, api):
    page = lead.get("/hq/shield/opinions/").content.decode()
    assert "our printer" in page and "94 %" in page and "news@printing-house.example" in page
    assert Look.objects.get().what == "opinions"
    run_tasks()
    assert "reviews" not in protected_profile.profile() and not Teaching.objects.exists()
    etag = api.get("setup")["ETag"]
    lead.post(f"/hq/shield/opinions/{opinion.pk}/", {"do": "accept"})
    run_tasks()
    opinion.refresh_from_db()
    assert (opinion.decision, opinion.reviewed_by) == ("accepted", sam)
    version = Teaching.objects.get()
    assert (version.n, version.n_before, version.n_after) == (
        1,
        0,
        0,
    )  # 94 % is more than one example may move
    setup = api.get("setup", if_none_match=etag)
    assert setup.status_code == 200 and setup.json()["profile"]["reviews"]["version"] == version.pk
    guard = Engine(profile=profile.build(setup.json()["profile"]))
    alike = guard.analyse(LETTER % (b"may", b"may"))
    assert alike.unreviewed is not None and alike.probability < alike.unreviewed
    assert list(Look.objects.order_by("pk").values_list("what", flat=True)) == ["opinions", "reviewed"]


def test_what_is_kept_is_no_mail_and_outlives_none(lead, opinion, sam, run_tasks, clock):
    actions.accept(opinion=opinion, user=sam)
    lesson = Lesson.objects.get()
    assert not lesson.is_attack and lesson.words and all(isinstance(word, int) for word in lesson.words)
    assert set(lesson.signals) <= {name for name, *_said in Sighting.objects.get().signals}
    run_tasks()
    clock("2027-06-01 00:00")
    retention.tidy()
    assert not Evidence.objects.exists() and Lesson.objects.exists()
    clock("2029-06-01 00:00")
    retention.tidy()
    run_tasks()
    assert (
        not Lesson.objects.exists()
        and Teaching.current().n == 0
        and "reviews" not in protected_profile.profile()
    )


def test_a_review_is_undone_refused_and_all_is_forgotten(lead, opinion, sam, run_tasks):
    where = f"/hq/shield/opinions/{opinion.pk}/"
    for do, decision, n in [
        ("accept", "accepted", 1), ("accept", "accepted", 1), ("undo", "", 0), ("refuse", "refused", 0),
        ("accept", "accepted", 1),
    ]:  # fmt: skip
        assert lead.post(where, {"do": do}).status_code == 302
        run_tasks()
        opinion.refresh_from_db()
        newest = Teaching.current()
        assert (opinion.decision, Lesson.objects.count(), newest.n if newest else 0) == (decision, n, n), do
    assert "Undo" in lead.get("/hq/shield/opinions/?state=all").content.decode()
    assert "our printer" not in lead.get("/hq/shield/opinions/").content.decode()
    lead.post("/hq/shield/opinions/reset/")
    run_tasks()
    opinion.refresh_from_db()
    assert (
        opinion.decision == "" and Teaching.current().n == 0 and "reviews" not in protected_profile.profile()
    )
    n = Teaching.objects.count()
    assert guard_training.teach() is None and Teaching.objects.count() == n


def test_nobody_accepts_what_they_said_themselves_where_another_could(lead, opinion, sam, request):
    """The security lead alone may; with a director beside they may only refuse it."""
    actions.say(incident=opinion.incident, said="wrong", note="mine", user=sam)
    mine = Opinion.objects.get(user=sam)
    where = f"/hq/shield/opinions/{mine.pk}/"
    lead.post(where, {"do": "accept"})
    mine.refresh_from_db()
    assert mine.decision == "accepted", "nobody else may"
    lead.post(where, {"do": "undo"})
    dora = request.getfixturevalue("dora")
    *_, told = lead.post(where, {"do": "accept"}, follow=True).context["messages"]
    mine.refresh_from_db()
    assert mine.decision == "" and "another security lead" in str(told)
    actions.accept(opinion=mine, user=dora)
    actions.undo(opinion=mine, user=dora)
    lead.post(where, {"do": "refuse"})
    mine.refresh_from_db()
    assert mine.decision == "refused"


def test_who_says_otherwise_takes_back_what_it_taught(opinion, sam, bob, alice, run_tasks):
    actions.accept(opinion=opinion, user=sam)
    actions.say(incident=opinion.incident, said="right", note="", user=alice)
    other = Opinion.objects.get(user=alice)
    with pytest.raises(actions.Refused):
        actions.accept(opinion=other, user=sam)
    actions.say(incident=opinion.incident, said="right", note="", user=bob)
    opinion.refresh_from_db()
    assert opinion.decision == "" and not Lesson.objects.exists()
    actions.accept(opinion=other, user=sam)
    assert Lesson.objects.get().is_attack
    run_tasks()
    assert Teaching.current().n == 1


def test_an_incident_without_bytes_teaches_by_its_signals_and_what_was_before_reviews(guard, sam, bob):
    signals = (("link_lookalike", "x"), ("reviews", "y"))
    actions.take_in(seen=[seen(1, "host:evil.example", signals=signals, unreviewed=0.5)], guard=guard)
    actions.take_in(seen=[seen(2, "host:other.example", signals=())], guard=guard)
    for incident in Incident.objects.order_by("pk"):
        actions.say(incident=incident, said="right", note="", user=bob)
    first, second = Opinion.objects.order_by("pk")
    actions.accept(opinion=first, user=sam)
    lesson = Lesson.objects.get()
    assert (lesson.signals, lesson.words, lesson.odds, lesson.is_attack) == (
        {"link_lookalike": 1.0},
        [],
        0.0,
        True,
    )
    with pytest.raises(actions.Refused):
        actions.accept(opinion=second, user=sam)
    second.refresh_from_db()
    assert second.decision == ""


def test_only_who_guards_mail_reviews(client, bob, opinion):
    client.force_login(bob)
    for where in (f"/hq/shield/opinions/{opinion.pk}/", "/hq/shield/opinions/reset/"):
        assert client.post(where, {"do": "accept"}).status_code in {302, 403, 404}
    opinion.refresh_from_db()
    assert opinion.decision == "" and not Lesson.objects.exists()
