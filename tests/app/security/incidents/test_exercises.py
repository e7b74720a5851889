"""Exercises are wanted, fair, and their results nobody else's."""

import random

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from hustings.security.incidents import exercise_mails
from hustings.security.incidents.models import Exercise, ShieldSettings
from tests.cast.foundation.accounts.views import all_views


@pytest.mark.parametrize("language", exercise_mails.LANGUAGES)
def test_messages_of_the_makers_are_whole_told_right_and_the_same_again(language):
    dice = random.Random(f"exercises {language}")
    kinds = dice.sample(sorted(exercise_mails.kinds()), 8)
    assert len(exercise_mails.kinds()) > 60 and set(exercise_mails.kinds().values()) == {True, False}
    for kind in kinds:
        seed = exercise_mails.find(kind, language, dice)
        assert seed is not None, kind
        made = exercise_mails.make(kind, seed)
        assert made == exercise_mails.make(kind, seed) and made.is_attack == exercise_mails.kinds()[kind]
        assert made.campaign.language == language and made.subject == exercise_mails.subject(kind, seed)
        assert dict(made.headers)["From"] and (made.drawn.html or made.drawn.text)
        for read in ("en", "fr"):
            with translation.override(read):
                told = exercise_mails.told(kind, seed)
            assert told.headline and told.reasons and "{" not in repr(told), (kind, read)


def test_none_comes_again_before_all_of_its_sort_were_shown():
    dice, done = random.Random("order"), []
    attacks = [kind for kind, is_attack in exercise_mails.kinds().items() if is_attack]
    while done.count(attacks[0]) < 2:
        done.append(exercise_mails.choose(done, dice))
        counts = [done.count(kind) for kind in attacks]
        assert max(counts) - min(counts) <= 1


def test_somebody_takes_part_answers_sees_how_far_they_are_and_deletes_it(client, alice):
    client.force_login(alice)
    where = reverse("incidents:exercise_deeds")
    assert not Exercise.objects.exists()
    page = client.post(where, {"do": "start"}, follow=True)
    one = Exercise.objects.get()
    reason = escape(exercise_mails.told(one.kind, one.seed).reasons[0])
    assert page.context["told"] is None and reason not in page.content.decode(), "no hint before the answer"
    assert page.context["shown"].you.name in page.content.decode()
    assert client.post(where, {"do": "next"})["Location"].endswith(f"/{one.pk}/"), (
        "the same until it is answered"
    )
    client.post(f"/hq/shield/exercises/{one.pk}/", {"said": "attack" if one.is_attack else "real"})
    client.post(f"/hq/shield/exercises/{one.pk}/", {"said": "real" if one.is_attack else "attack"})
    answered = client.get(f"/hq/shield/exercises/{one.pk}/")
    assert all(escape(each) in answered.content.decode() for each in answered.context["told"].reasons)
    assert client.get("/hq/shield/exercises/").context["n_right"] == 1, "the first answer counts"
    assert client.post(f"/hq/shield/exercises/{one.pk}/", {"said": "?"}).status_code == 404
    client.post(where, {"do": "erase"})
    assert not Exercise.objects.exists()
    ShieldSettings.objects.create(pk=1, has_exercises=False)
    client.post(where, {"do": "next"})
    assert not Exercise.objects.exists()


@pytest.mark.parametrize("other", ["dora", "sam"])
def test_nobody_sees_what_others_answered_not_even_a_director(client, alice, other, request):
    subject = escape(exercise_mails.subject("voicemail", 5))
    one = Exercise.objects.create(
        user=alice,
        seed=5,
        kind="voicemail",
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
