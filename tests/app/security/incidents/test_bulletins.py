"""The weekly bulletin: drafted by itself, without names, a mailing to whoever wants it, after a yes."""

import datetime as dt
import re
from hashlib import sha256
from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.images import get_image_model

from hustings.foundation.accounts.actions import deactivate
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.mailings import audience
from hustings.outreach.mailings.models import Mailing
from hustings.outreach.unsubscriptions.actions import unsubscribe
from hustings.people.imports.columns.targets import _consents
from hustings.people.persons.actions import add_person, record_consent
from hustings.people.persons.forms import ConsentForm
from hustings.people.persons.models import ASKED, Consent, ConsentEntry, Email, Purpose
from hustings.people.segments.models import Segment
from hustings.security.incidents import actions
from hustings.security.incidents.actions import bulletins, exercises
from hustings.security.incidents.bulletin import bulletins as telling
from hustings.security.incidents.bulletin import team
from hustings.security.incidents.models import (
    Bulletin,
    Incident,
    Look,
    Report,
    ShieldSettings,
    Sighting,
    Taking,
)
from hustings.security.incidents.sentences import of_signals
from tests.app.outreach.delivery.test_delivery import carry, queue
from tests.app.security.incidents.test_hq import mail
from tests.cast.outreach.fixtures import campaign, sink, start_sink  # noqa: F401
from tests.cast.security.incidents.fixtures import seen

MONDAY = dt.date(2027, 3, 8)
SEEN = dt.datetime(2027, 3, 1, 10, tzinfo=dt.UTC)


def attack(alice, guard) -> Incident:
    """An attack of the week before, told of by name to alice, who reported it."""
    raw = mail("Dear Alice, alice@example.org must verify: https://evil.example/a now")
    one = seen(1, "host:evil.example", sha256=sha256(raw).hexdigest())
    actions.take_in(seen=[one], guard=guard, contents={one.id: raw})
    Sighting.objects.update(at=SEEN)
    Incident.objects.update(first_at=SEEN, last_at=SEEN)
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
    ShieldSettings.objects.update(has_bulletin=False)
    assert bulletins.draft(today=MONDAY) is None
    ShieldSettings.objects.update(has_bulletin=True)
    Incident.objects.update(outcome="harmless")
    assert bulletins.draft(today=MONDAY) is None


def test_it_becomes_a_mailing_to_the_team_that_others_send(
    client,
    sam,
    dora,
    alice,
    bob,
    guard,
    run_tasks,
    campaign,  # noqa: F811
    sink,  # noqa: F811
):
    attack(alice, guard)
    made = bulletins.draft(today=MONDAY)
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
    assert "campaign-login[.]example" in page and "campaign-login.example" not in page
    for _ in range(2):
        client.post(where, {"do": "send", "story": [story.pk], "foreword": "Well done, {given_name}"})
        run_tasks()
    mailing = Mailing.objects.get()
    assert (mailing.state, mailing.purpose, mailing.says, mailing.user) == ("draft", "team", "service", sam)
    assert [letter["language"] for letter in mailing.letters()] == [code for code, _ in settings.LANGUAGES]
    written = str(list(mailing.content.raw_data))
    assert "Well done, (given_name)" in written and "campaign-login[.]example" in written
    assert "campaign-login.example" not in written
    shown = next(part for part in mailing.letters()[0]["body"] if part.block_type == "picture")
    assert shown.value["picture"].width == 900 and Look.objects.filter(what="handed").count() == 1
    assert "send it under Mailings" in client.get(where).content.decode()
    reached = audience.readers(mailing, dora)
    assert set(Email.objects.filter(person__in=reached).values_list("address", flat=True)) == {
        "alice@example.org", "sam@example.org", "dora@example.org",
    }  # fmt: skip
    client.force_login(dora)
    assert reverse("dispatch:mailing", args=[mailing.pk]) in client.get(where).content.decode()
    assert client.get(reverse("mailing_writing:edit", args=[mailing.pk])).status_code == 200
    assert queue(mailing, dora) == 3
    carry(mailing, sink)
    assert sorted(sink.taken()) == ["alice@example.org", "dora@example.org", "sam@example.org"]
    assert unsubscribe(delivery=Delivery.objects.get(address="sam@example.org"))
    assert Taking.objects.get(user=sam).no_bulletin_since and team.bring_up_to_date() == 2


def test_nobody_of_the_team_gets_more_than_bulletins_by_it_and_none_against_their_will(
    sam, dora, alice, bob, guard
):
    alice_known = add_person(given_name="Alice", email="alice@example.org")
    assert team.bring_up_to_date() == 4 == team.bring_up_to_date()
    standing = Consent.objects.live()
    assert set(standing.values_list("purpose", flat=True)) == {"team"} and standing.count() == 4
    assert standing.filter(person=alice_known).exists()
    n = ConsentEntry.objects.count()
    assert n == 4
    exercises.want_bulletins(user=bob, wants=False)
    assert standing.count() == 3
    exercises.want_bulletins(user=bob, wants=True)
    assert standing.count() == 4
    record_consent(person=alice_known, purpose=Purpose.TEAM, is_given=False, source="a letter")
    assert Taking.objects.get(user=alice).no_bulletin_since and team.bring_up_to_date() == 3
    deactivate(user=bob, by=dora)
    assert (
        team.bring_up_to_date() == 2
        and not Taking.objects.filter(user=bob).exclude(no_bulletin_since=None).exists()
    )


def test_no_form_asks_the_public_for_it():
    asked = {each.value for each in ASKED}
    assert "team" not in asked and len(asked) == len(Purpose) - 1
    assert not [each for each in _consents() if "team" in each]
    assert "team" not in dict(ConsentForm().fields["purpose"].choices)


def test_a_mailing_that_was_deleted_may_be_made_again_and_old_pictures_go(
    sam, alice, guard, clock, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    attack(alice, guard)
    made = bulletins.draft(today=MONDAY)
    first = bulletins.approve(bulletin=made, user=sam)
    first.delete()
    second = bulletins.approve(bulletin=Bulletin.objects.get(), user=sam)
    with pytest.raises(actions.Refused):
        bulletins.approve(bulletin=made, user=sam)
    assert Mailing.objects.get() == second and get_image_model().objects.count() == 1
    assert Segment.objects.count() == 1
    clock("2099-01-01 00:00")
    actions.tidy()
    assert not get_image_model().objects.exists() and not Bulletin.objects.exists()


def test_without_a_story_there_is_no_mailing(client, sam, alice, guard):
    attack(alice, guard)
    made = bulletins.draft(today=MONDAY)
    client.force_login(sam)
    client.post(f"/hq/shield/bulletins/{made.pk}/", {"do": "send"})
    assert not Mailing.objects.exists()
    client.post(f"/hq/shield/bulletins/{made.pk}/", {"do": "drop"})
    assert Bulletin.objects.get().dropped_at


def test_nothing_of_a_draft_is_deleted_or_cut_unasked(client, sam, alice, guard):
    attack(alice, guard)
    made = bulletins.draft(today=MONDAY)
    client.force_login(sam)
    where, kept = f"/hq/shield/bulletins/{made.pk}/", made.stories.get().pk
    for data, says in [
        ({"do": "send", "foreword": "x"}, "Keep at least one attack"),
        ({"do": "save", "foreword": "x"}, "Keep at least one attack"),
        ({"do": "save", "foreword": "x" * 2_001, "story": kept}, "2001 characters"),
    ]:
        (said,) = client.post(where, data, follow=True).context["messages"]
        assert says in str(said), data
        assert Bulletin.objects.get().foreword == "" and made.stories.count() == 1
    client.post(where, {"do": "save", "foreword": f" {'x' * 2_000}\r\n", "story": kept})
    assert len(Bulletin.objects.get().foreword) == 2_000
    client.post(where, {"do": "send", "foreword": "x", "story": kept})
    name = get_image_model().objects.get().file.name.rpartition("/")[2]
    assert re.fullmatch(r"bulletin-[\w-]{22}\.png", name), "nobody guesses where the picture lies"


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


def test_what_gave_it_away_is_in_the_readers_language_and_speaks_against_the_mail(alice, guard):
    attack(alice, guard)
    signals = [
        ["asks_for_gift_cards", {"en": "It says: “buy cards”.", "fr": "Il dit : « achetez »."}, 2.0],
        ["links_at_home", {"en": "The link leads home.", "fr": "Le lien mène chez lui."}, -1.0],
    ]
    rows = [seen(2, "host:evil.example", signals=tuple(map(tuple, signals)))]
    actions.take_in(seen=rows, guard=guard)
    taken = Sighting.objects.get(key=rows[0].id)
    assert taken.signals == signals
    Sighting.objects.exclude(pk=taken.pk).delete()
    Sighting.objects.update(at=SEEN)
    Incident.objects.update(first_at=SEEN, last_at=SEEN)
    made = bulletins.draft(today=MONDAY)
    assert [row[0] for row in made.stories.get().tells] == ["asks_for_gift_cards"]
    for language, says in [("en", "It says: “buy cards”."), ("fr", "Il dit : « achetez ».")]:
        with translation.override(language):
            (reason,) = telling.told(made)[0].reasons
            assert reason.endswith(says)
            assert of_signals("phish", taken.signals).reasons == (reason,)
