"""Exercises are wanted, fair, and their results nobody else's."""

import re

import pytest
from django.urls import reverse

from hustings.shield import exercising
from hustings.shield.models import Arrangement, Exercise
from tests.accounts.views import all_views


def test_every_message_is_whole_in_both_languages_and_the_same_again():
    for kind, is_attack in exercising.kinds().items():
        for language in ("en", "fr"):
            about = {"language": language, "name": "Al", "campaign": "C", "host": "c.example"}
            made = exercising.make(kind, 7, **about)
            assert made == exercising.make(kind, 7, **about) and made.is_attack == is_attack
            assert made.tells and not re.search(
                r"[{}]", repr([made.sender, made.subject, made.text, made.link])
            )
    assert len(set(exercising.kinds().values())) == 2
    done: list[str] = []
    for seed in range(2 * len(exercising.kinds())):
        done.append(exercising.choose(done, seed)[0])
    assert {done.count(kind) for kind in exercising.kinds()} == {2}, "none comes again before all were shown"


def test_somebody_takes_part_answers_sees_how_far_they_are_and_deletes_it(client, alice):
    client.force_login(alice)
    where = reverse("shield:exercise_deeds")
    assert not Exercise.objects.exists()
    page = client.post(where, {"do": "start"}, follow=True)
    one = Exercise.objects.get()
    assert page.context["shown"].tells[0] not in page.content.decode(), "no hint before the answer"
    assert client.post(where, {"do": "next"})["Location"].endswith(f"/{one.pk}/"), (
        "the same until it is answered"
    )
    client.post(f"/hq/shield/exercises/{one.pk}/", {"said": "attack" if one.is_attack else "real"})
    client.post(f"/hq/shield/exercises/{one.pk}/", {"said": "real" if one.is_attack else "attack"})
    assert client.get("/hq/shield/exercises/").context["n_right"] == 1, "the first answer counts"
    assert client.post(f"/hq/shield/exercises/{one.pk}/", {"said": "?"}).status_code == 404
    client.post(where, {"do": "erase"})
    assert not Exercise.objects.exists()
    Arrangement.objects.create(pk=1, has_exercises=False)
    client.post(where, {"do": "next"})
    assert not Exercise.objects.exists()


@pytest.mark.parametrize("other", ["dora", "sam"])
def test_nobody_sees_what_others_answered_not_even_a_director(client, alice, other, request):
    subject = exercising.make(
        "parcel", 5, language="fr", name="Alice", campaign="Hustings", host="campaign.example"
    ).subject
    one = Exercise.objects.create(
        user=alice,
        seed=5,
        kind="parcel",
        is_attack=True,
        said_attack=False,
        answered_at="2027-01-01T00:00:00Z",
    )
    client.force_login(alice)
    assert subject in client.get("/hq/shield/exercises/").content.decode()
    client.force_login(request.getfixturevalue(other))
    assert client.get(f"/hq/shield/exercises/{one.pk}/").status_code == 404
    assert client.post(f"/hq/shield/exercises/{one.pk}/", {"said": "attack"}).status_code == 404
    client.post("/hq/shield/exercises/deeds/", {"do": "erase"})
    assert Exercise.objects.get() == one
    paths = [
        view.path
        for view in all_views()
        if view.path.startswith(("/hq/shield/", "/hq/team/")) and not view.has_words
    ]
    assert "/hq/shield/exercises/" in paths
    for path in [*paths, f"/hq/team/{alice.pk}/"]:
        assert subject not in client.get(path).content.decode(), path
