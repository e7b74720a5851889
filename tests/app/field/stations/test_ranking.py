"""Where to knock: the formula, what is too close to call, the draw of hold-outs, the effect."""

import datetime as dt
import hashlib
import random

import pytest
from django.urls import reverse
from django.utils import timezone

from hustings.field.stations import actions
from hustings.field.stations.models import Contender, RankedStation, Ranking, Result, Station
from hustings.field.stations.outlines import writing
from hustings.field.stations.ranking import drawing, effects, formula
from hustings.field.stations.ranking.formula import Seen
from tests.cast.field.stations import files
from tests.cast.field.stations.outlines import square


def seen(*scores, registered=1000):
    """A station with such a score in each election: half stay at home."""
    return [Seen(at, registered, 0.5, score / 0.5) for at, score in enumerate(scores)]


def test_the_score_is_abstention_times_lean_without_what_elections_have_in_common():
    found = formula.rank({1: seen(0.10, 0.20), 2: seen(0.20, 0.30), 3: seen(0.15)})
    best = {one.station: one for one in found.stations}
    assert [one.station for one in found.stations][:2] == [2, 3] or best[3].score > best[1].score
    assert best[2].score - best[1].score == pytest.approx(0.10)
    assert best[1].abstention == 0.5 and best[3].n_elections == 1


def test_one_election_has_no_interval_and_is_told_by_its_score():
    found = formula.rank({1: seen(0.1), 2: seen(0.2)})
    assert found.spread is None and all(one.low is None for one in found.stations)
    assert [formula.call(one, 0.2) for one in found.stations] == ["in", "out"]


def test_a_station_that_wavers_is_too_close_to_call_and_a_steady_one_is_not():
    steady = {at: seen(0.10 + at / 1000, 0.10 + at / 1000) for at in range(50)}
    found = formula.rank(steady | {90: seen(0.30, 0.302), 91: seen(0.05, 0.25), 92: seen(0.02, 0.02)})
    told = {one.station: formula.call(one, 0.14) for one in found.stations}
    assert (told[90], told[91], told[92]) == ("in", "close", "out")


def test_intervals_hold_the_truth_nine_times_of_ten():
    rng = random.Random(5)
    truth = {station: rng.uniform(0.05, 0.3) for station in range(2_000)}
    made = {
        station: seen(*(max(mean + rng.gauss(0, 0.02), 0) for _ in range(3)))
        for station, mean in truth.items()
    }
    shift = sum(truth.values()) / len(truth)
    found = formula.rank(made)
    overall = sum(one.score for one in found.stations) / len(found.stations)
    inside = sum(one.low <= truth[one.station] - shift + overall <= one.high for one in found.stations)
    assert 0.87 <= inside / len(truth) <= 0.93


def test_a_draw_can_be_repeated_with_any_sha256():
    all_codes = [f"69123-{number:04}" for number in range(50)]
    found = drawing.drawn("lottery 7", reversed(all_codes), 5)
    by_hand = sorted(all_codes, key=lambda one: hashlib.sha256(f"lottery 7:{one}".encode()).hexdigest())
    assert found == by_hand[:5] and found != drawing.drawn("lottery 8", all_codes, 5)


def test_an_effect_has_an_interval_and_needs_five_on_each_side():
    visited, held_out = [0.05, 0.06, 0.04, 0.05, 0.05], [0.02, 0.03, 0.01, 0.02, 0.02]
    found = effects.measure(visited, held_out)
    assert found.difference == pytest.approx(0.03) and found.low < 0.03 < found.high and found.low > 0.02
    assert effects.measure(visited, held_out[:4]) is None


@pytest.fixture
def ranked(db, dora, bring, run_tasks):
    """Two elections in 40 stations, with a lean, ranked."""
    votes = []
    for at, day in enumerate([dt.date(2022, 6, 12), dt.date(2024, 6, 9)]):
        vote = actions.add_election(name=f"Round {at}", held_on=day, user=dora)
        bring(vote, files.many(40, seed=at + 1, shift=0.05 * at))
        ours = Contender.objects.get(election=vote, name="ENSEMBLE")
        actions.set_lean(election=vote, leans={ours.pk: 100})
        votes.append(vote)
    made = actions.add_ranking(name="Doors", elections=votes, zone=None, n_chosen=20, held_out=30, user=dora)
    run_tasks()
    made.refresh_from_db()
    return made


def at(name, *args):
    return reverse(f"stations:{name}", args=args)


@pytest.mark.django_db
@pytest.mark.both
def test_stations_are_ranked_and_the_first_ones_chosen(ranked):
    rows = list(ranked.rows.select_related("station"))
    assert [one.rank for one in rows] == list(range(1, 41))
    assert [one.score for one in rows] == sorted((one.score for one in rows), reverse=True)
    assert [one.is_chosen for one in rows] == [True] * 20 + [False] * 20
    best = rows[0]
    results = Result.objects.filter(station=best.station)
    assert best.abstention == pytest.approx(sum(one.abstention for one in results) / 2)
    assert ranked.line == rows[19].score and ranked.spread > 0
    assert {"in", "close", "out"} == {one.call for one in rows}


@pytest.mark.django_db
@pytest.mark.both
def test_a_lean_that_changes_ranks_anew_until_hold_outs_are_drawn(ranked, dora, run_tasks):
    def order():
        return list(ranked.rows.values_list("station", flat=True))

    before, vote = order(), ranked.elections.last()
    other = Contender.objects.get(election=vote, name="NATION")
    actions.set_lean(election=vote, leans={other.pk: 100})
    run_tasks()
    changed = order()
    assert changed != before
    found = actions.draw_held_out(ranking=ranked, seed="", user=dora)
    ranked.refresh_from_db()
    assert len(found) == 6 and ranked.seed and ranked.rows.chosen().filter(is_held_out=True).count() == 6
    actions.set_lean(election=vote, leans={other.pk: 0})
    run_tasks()
    assert order() == changed
    with pytest.raises(actions.Drawn):
        actions.rank_again(ranking=ranked)
    with pytest.raises(actions.Drawn):
        actions.draw_held_out(ranking=ranked, seed="again", user=dora)


@pytest.mark.django_db
def test_the_pages_rank_draw_and_measure(client, dora, ranked, bring, run_tasks):
    client.force_login(dora)
    shown = client.get(at("ranking", ranked.pk)).content.decode()
    assert "Ville" in shown and "hq-chart--shares" in shown
    client.post(at("ranking_state", ranked.pk), {"do": "draw", "seed": "lottery 7"})
    after = actions.add_election(name="After", held_on=timezone.localdate(), user=dora)
    bring(after, files.many(40, seed=9, shift=-0.02))
    answer = client.get(at("ranking", ranked.pk), {"after": after.pk})
    found = answer.context["effect"]
    assert (found.n_visited, found.n_held_out) == (14, 6) and found.low < found.difference < found.high
    assert "lottery 7:69123-0001" in answer.content.decode()
    lines = b"".join(client.get(at("ranking_csv", ranked.pk)).streaming_content).decode().splitlines()
    assert len(lines) == 41 and sum(line.endswith(";1;1") for line in lines) == 6
    client.post(at("ranking_state", ranked.pk), {"do": "rank"})
    client.post(at("ranking_state", ranked.pk), {"do": "delete"})
    assert not Ranking.objects.exists()


@pytest.fixture
def outlined(ranked):
    """The ranking, with outlines of all stations but the last."""
    keys = ranked.rows.order_by("rank").values_list("station", flat=True)[:39]
    found = {key: [square(4.8 + at / 100, 45.7)] for at, key in enumerate(keys)}
    for code in Station.objects.values_list("municipality", flat=True).distinct():
        own = set(Station.objects.filter(municipality=code).values_list("pk", flat=True))
        writing.estimate(code, {key: shape for key, shape in found.items() if key in own})
    return ranked


@pytest.mark.django_db
@pytest.mark.both
def test_the_map_shades_fifths_of_the_ranks_and_draws_hold_outs_apart(client, dora, outlined):
    actions.draw_held_out(ranking=outlined, seed="lottery 7", user=dora)
    client.force_login(dora)
    shown = client.get(at("ranking", outlined.pk), headers={"accept-language": "en"})
    keys = [key.words for key in shown.context["map"].keys]
    assert keys == ["1 – 8", "9 – 16", "17 – 24", "25 – 32", "33 – 40", "Hold-outs"]
    assert "On the map: 39 of 40." in " ".join(shown.content.decode().split())
    areas = client.get(at("ranking_map", outlined.pk), headers={"accept-language": "en"}).json()["areas"]
    assert [area["shade"] for area in areas] == [4] * 8 + [3] * 8 + [2] * 8 + [1] * 8 + [0] * 7
    assert sum(area["is_apart"] for area in areas) == 6
    assert areas[0]["words"].startswith("Rank 1 ·") and areas[0]["corners"][0][0][0] == [4.8, 45.7]


@pytest.mark.django_db
def test_an_organiser_has_their_own_stations_on_the_map(client, alice, outlined, france):
    lyon = france.__class__.objects.get(code="69123")
    Station.objects.filter(pk__in=RankedStation.objects.values("station")[:3]).update(zone=lyon)
    client.force_login(alice)
    assert len(client.get(at("ranking_map", outlined.pk)).json()["areas"]) == 3


@pytest.mark.django_db
def test_without_outlines_the_page_says_where_they_come_from(client, dora, ranked):
    client.force_login(dora)
    shown = client.get(at("ranking", ranked.pk))
    assert shown.context["map"] is None and reverse("station_outlines:outlines") in shown.content.decode()


@pytest.mark.django_db
def test_a_ranking_is_made_in_hq(client, dora, ranked, run_tasks):
    client.force_login(dora)
    vote = ranked.elections.last()
    leans = {str(each.pk): each.lean for each in vote.contenders.all()}
    assert client.post(at("election_lean", vote.pk), leans).status_code == 302
    assert client.post(at("election_lean", vote.pk), leans | {min(leans): "7"}).status_code == 422
    sent = {"name": "Second", "elections": [vote.pk], "zone": "", "n_chosen": 5, "held_out": 0}
    answer = client.post(at("ranking_new"), sent)
    run_tasks()
    made = Ranking.objects.get(name="Second")
    assert answer.url == at("ranking", made.pk) and made.spread is None and made.rows.count() == 40
    assert client.get(answer.url).status_code == 200
    assert client.post(at("ranking_new"), sent | {"elections": []}).status_code == 422
    assert "Second" in client.get(at("rankings")).content.decode()


@pytest.mark.django_db
def test_an_organiser_sees_the_rows_of_their_territory(
    client, alice, dora, ranked, france, django_assert_max_num_queries
):
    lyon = france.__class__.objects.get(code="69123")
    Station.objects.filter(pk__in=RankedStation.objects.values("station")[:3]).update(zone=lyon)
    client.force_login(alice)
    with django_assert_max_num_queries(60):
        answer = client.get(at("ranking", ranked.pk))
    assert answer.context["page"].paginator.count == 3
    client.force_login(dora)
    with django_assert_max_num_queries(60):  # no more for forty rows
        assert client.get(at("ranking", ranked.pk)).context["page"].paginator.count == 40
    client.force_login(alice)
    assert client.post(at("ranking_state", ranked.pk), {"do": "delete"}).status_code == 403


@pytest.mark.django_db
def test_without_a_lean_the_page_says_what_is_missing(client, dora, ranked, run_tasks):
    Contender.objects.update(lean=0)
    actions.rank_again(ranking=ranked)
    run_tasks()
    client.force_login(dora)
    ranked.refresh_from_db()
    assert (
        ranked.problem_words and ranked.problem_words in client.get(at("ranking", ranked.pk)).content.decode()
    )
