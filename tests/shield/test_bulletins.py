"""The weekly bulletin: drafted by itself, without names, sent once to whoever wants it, after a yes."""

import datetime as dt
from hashlib import sha256
from io import BytesIO

from django.core import mail as outbox
from PIL import Image

from hustings.shield import actions
from hustings.shield import bulletins as telling
from hustings.shield.actions import bulletins
from hustings.shield.models import Arrangement, Bulletin, Incident, Look, Posting, Report, Sighting, Taking
from tests.shield.conftest import seen
from tests.shield.test_hq import mail

MONDAY = dt.date(2027, 3, 8)


def attack(alice, guard) -> Incident:
    """An attack of the week before, told of by name to alice, who reported it."""
    raw = mail("Dear Alice, alice@example.org must verify: https://evil.example/a now")
    one = seen(1, "host:evil.example", sha256=sha256(raw).hexdigest())
    actions.take_in(seen=[one], guard=guard, contents={one.id: raw})
    incident = Incident.objects.get()
    Report.objects.create(key="r", user=alice, way="page", incident=incident, is_named=True)
    return incident


def test_a_week_with_an_attack_has_one_draft_that_hides_our_names(alice, guard):
    assert bulletins.draft(today=MONDAY) is None, "nothing came"
    attack(alice, guard)
    made = bulletins.draft(today=MONDAY)
    assert bulletins.draft(today=MONDAY + dt.timedelta(days=2)) is None and Bulletin.objects.get() == made
    story = made.stories.get()
    assert story.thanked == "Alice" and "hxxps://evil[.]example/a" in " ".join(story.lines)
    assert "alice" not in " ".join([*story.lines, story.subject]).lower()
    Bulletin.objects.all().delete()
    Arrangement.objects.update(has_bulletin=False)
    assert bulletins.draft(today=MONDAY) is None
    Arrangement.objects.update(has_bulletin=True)
    Incident.objects.update(outcome="harmless")
    assert bulletins.draft(today=MONDAY) is None


def sent_bulletins():
    """Without the notice that an incident waits."""
    return [one for one in outbox.outbox if "/hq/shield/report/" in one.body]


def test_it_is_sent_once_after_a_yes_and_not_to_those_who_refuse(client, sam, alice, bob, guard, run_tasks):
    attack(alice, guard)
    made = bulletins.draft(today=MONDAY)
    run_tasks()
    assert not sent_bulletins()
    client.force_login(bob)
    client.post("/hq/shield/exercises/deeds/", {"do": "no_bulletin"})
    assert client.get(f"/hq/shield/bulletins/{made.pk}/").status_code == 403
    client.force_login(sam)
    where, story = f"/hq/shield/bulletins/{made.pk}/", made.stories.get()
    picture = client.get(f"{where}picture/{story.pk}/")
    image = Image.open(BytesIO(picture.content))
    assert image.width == 900 and (253, 232, 234) in {
        colour for _n, colour in image.convert("RGB").getcolors(9**6)
    }
    page = client.get(where).content.decode()
    assert list(Look.objects.values_list("what", "about")) == [("bulletin", "2027-03-01")]
    assert (
        "campaign-login[.]example" in page
        and "campaign-login.example" not in page
        and "Approve and send" in page
    )
    for _ in range(2):
        client.post(where, {"do": "send", "story": [story.pk], "foreword": "Well done"})
        run_tasks()
    assert sorted(one.to[0] for one in sent_bulletins()) == ["alice@example.org", "sam@example.org"]
    sent = next(one for one in sent_bulletins() if one.to == ["sam@example.org"])
    assert "Well done" in sent.body and "campaign-login[.]example" in sent.body
    assert Posting.objects.exclude(mailed_at=None).count() == 2 and Taking.objects.get().user == bob
    assert b"Content-ID" in sent.message().as_bytes()


def test_without_a_story_nothing_is_sent(client, sam, alice, guard, run_tasks):
    attack(alice, guard)
    made = bulletins.draft(today=MONDAY)
    client.force_login(sam)
    client.post(f"/hq/shield/bulletins/{made.pk}/", {"do": "send"})
    run_tasks()
    assert not sent_bulletins() and not Posting.objects.exists()
    client.post(f"/hq/shield/bulletins/{made.pk}/", {"do": "drop"})
    assert Bulletin.objects.get().dropped_at


def test_what_gave_it_away_names_nobody_of_ours_and_links_to_nothing(alice, guard):
    attack(alice, guard)
    says = "Alice wrote from alice@example.org: www.evil.example, evil.example/a and https://evil.example/b"
    Sighting.objects.update(signals=[["link_lookalike", says]])
    made = bulletins.draft(today=MONDAY)
    assert "Alice" not in str(made.stories.get().tells)
    made.stories.update(tells=[["link_lookalike", says]])  # of a draft made before
    told = " ".join(telling.told(made)[0].reasons)
    assert "alice" not in told.lower() and "evil.example" not in told
    assert told.count("evil[.]example") == 3 and "hxxps://" in told
