"""The builder of segments: groups in groups by buttons alone, numbers that keep nobody waiting."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Person
from hustings.people.segments import actions as segments_actions
from hustings.people.segments import criteria as segments
from hustings.people.segments.forms import Builder
from hustings.people.segments.forms.builder import posted_from
from hustings.people.segments.models import Segment
from hustings.people.segments.views import preview
from tests import addresses

ADD = "/hq/people/segments/add/"


def leaf(criterion, operator, value=None):
    return {"criterion": criterion, "operator": operator, "value": value}


def group(match, *parts):
    return {"match": match, "criteria": list(parts)}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def hq(dora) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(dora)
    return client


def test_groups_within_groups_are_built_by_buttons_alone(hq, charlie):
    words = {"name": "Nested", "match": "all", "c0-criterion": "email", "c0-operator": "has"}
    page = hq.post(ADD, words | {"do": "group"}).text
    assert "Group 2: people who match" in page and page.count('hq-segment__row"') == 2
    words |= {"g0-in": "", "g0-match": "any", "c1-in": "g0", "c1-criterion": "phone", "c1-operator": "has"}
    page = hq.post(ADD, words | {"do": "add-g0"}).text
    assert "Remove condition 2.2" in page
    words |= {"c2-in": "g0", "c2-criterion": "language", "c2-operator": "is", "c2-value": "fr"}
    page = hq.post(ADD, words | {"do": "group-g0"}).text
    assert "Group 2.3: people who match" in page
    words |= {"g1-in": "g0", "g1-match": "none", "c3-in": "g1"}
    words |= {"c3-criterion": "tag", "c3-operator": "none"}
    assert hq.post(ADD, words | {"do": "save"}).status_code == 302
    assert Segment.objects.get().criteria == group(
        "all",
        leaf("email", "has"),
        group("any", leaf("phone", "has"), leaf("language", "is", "fr"), group("none", leaf("tag", "none"))),
    )
    removed = hq.post(ADD, words | {"do": "remove-g0"}).text
    assert removed.count('hq-segment__row"') == 1 and "Group 2" not in removed
    emptied = hq.post(ADD, words | {"do": "remove-c3"}).text
    assert "Group 2.3" not in emptied and "Group 2" in emptied


def test_what_is_kept_comes_back_into_the_builder_as_it_was(charlie, dora, rhone):
    tags = [persons_actions.the_tag(name=name).pk for name in ["green", "red"]]
    persons_actions.add_field(label="Joined", kind="date")
    tree = group(
        "none",
        group("any", leaf("tag", "any_of", tags), group("all", leaf("zone", "inside_any", [rhone.pk]))),
        leaf("consent", "yes_last", {"purpose": "email", "days": 30}),
        leaf("contact", "had", {"method": "call", "times": 2}),
        leaf("area", "inside", [[45.7, 4.7], [45.7, 4.9], [45.9, 4.9]]),
        leaf("distance", "near_spot", {"spot": [[45.75, 4.85]], "km": "2.5"}),
        leaf("field:joined", "last", 7),
        group("all", leaf("born_on", "before", "1990-05-01"), leaf("zone", "inside", rhone.pk)),
    )
    builder = Builder(posted_from("x", tree), user=dora)
    assert builder.is_valid(), [row.errors for row in builder.rows]
    assert builder.as_json() == tree


def test_no_more_than_the_tree_may_hold_is_offered(dora, db):
    deep = group("all", leaf("email", "has"))
    for _level in range(segments.DEEPEST - 1):
        deep = group("any", deep)
    builder = Builder(posted_from("x", deep), user=dora)
    assert builder.is_valid() and builder.as_json() == deep
    again = Builder(posted_from("x", deep), user=dora, do="group-g3")
    assert len(again.rows) == 2, "where no group may stand a row is added"
    full = posted_from("x", group("all", *[leaf("email", "has")] * segments.LARGEST))
    assert Builder(full, user=dora).is_full
    assert len(Builder(full, user=dora, do="add").rows) == segments.LARGEST


@pytest.mark.parametrize(
    "posted",
    [
        {"c0-in": "g9", "c0-criterion": "email"}, {"g0-in": "g0", "g0-match": "any"},
        {"g0-in": "g1", "g1-in": "g0", "c0-in": "g1", "c0-criterion": "email"},
        {"c²-criterion": "email"}, {"c99999999999-criterion": "email"}, {"g-criterion": "x", "-in": ""},
        {"c0-criterion": "tag", "c0-operator": "any_of", "c0-value": "x"},
        {"c0-criterion": "area", "c0-operator": "inside", "c0-value": "95, 4; 1, 2; 3"},
        {"c0-criterion": "distance", "c0-operator": "near", "c0-value_km": "-1"},
        {"c0-criterion": "segment", "c0-operator": "in", "c0-value": "9"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("do", ["save", "preview", "add-g9", "group-g0", "remove-", "remove-²", "remove-g0"])
def test_whatever_is_posted_keeps_nothing_bad_and_breaks_nothing(hq, posted, do):
    assert hq.post(ADD, {"name": "x", **posted, "do": do}).status_code in {200, 422}
    assert hq.post(reverse("segments:segment_preview"), {"name": "x", **posted}).status_code == 200
    assert not Segment.objects.exists()


def test_each_of_the_samples_says_which_alternatives_hold(hq, charlie):
    persons_actions.tag(person=charlie, name="volunteer")
    tag = charlie.tags.get()
    other = persons_actions.add_person(given_name="Other", phone="0612345678", zone=charlie.zone)
    tree = group(
        "all",
        leaf("zone", "inside", charlie.zone_id),
        group("any", leaf("tag", "is", tag.pk), leaf("email", "has"), leaf("phone", "has")),
    )
    found = segments.reasons(tree, [charlie, other])
    assert [str(why) for why in found[charlie.pk]] == ["has the tag “volunteer”", "has an e-mail address"]
    assert [str(why) for why in found[other.pk]] == ["has a phone number"]
    page = hq.post(reverse("segments:segment_preview"), posted_from("x", tree)).text
    assert page.count("has a phone number</li>") == 1
    plain = segments.reasons(group("all", leaf("phone", "has")), [other])
    assert plain == {other.pk: []}, "what all have in common is no reason for one of them"


def test_a_large_number_is_brought_in_later(hq, charlie, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(preview, "COUNTED", 3)
    for n in range(5):
        persons_actions.add_person(given_name=f"P{n}", zone=charlie.zone)
    tree = group("all", leaf("zone", "inside", charlie.zone_id))
    hq.get(ADD)
    with django_assert_max_num_queries(21):
        page = hq.post(reverse("segments:segment_preview"), posted_from("x", tree)).text
    assert "more than <strong>3</strong> people" in page
    count = reverse("segments:segment_count")
    assert f'hx-post="{count}"' in page and "<noscript><button" in page
    assert "<strong>6</strong> people" in hq.post(count, {"asked": json.dumps(tree)}).text
    for bad in ["", "{", "[]", '{"criteria": [{"criterion": "x"}]}', "[" * 100_000]:
        assert hq.post(count, {"asked": bad}).status_code == 400


def test_a_number_counts_only_whom_one_may_see(charlie, bob, france):
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(bob)
    persons_actions.add_person(given_name="Nowhere")
    tree = group("all", leaf("language", "is", "fr"))
    n = segments.people(tree, bob).count()
    assert n < Person.objects.count()
    page = browser.post(reverse("segments:segment_count"), {"asked": json.dumps(tree)}).text
    assert f"<strong>{n}</strong>" in page


def test_a_segment_for_oneself_is_seen_by_nobody_else(hq, bob, dora):
    criteria = group("all", leaf("email", "has"))
    mine = segments_actions.save_segment(
        name="Mine", criteria=criteria, user=bob, is_shared=False, note="Thoughts"
    )
    assert "Mine" not in hq.get(reverse("segments:segments")).text
    for name in ["segment", "segment_removal"]:
        assert hq.get(addresses.people(name, args=[mine.pk])).status_code == 404
    assert "Mine" not in hq.post(ADD, {"c0-criterion": "segment", "do": "update"}).text
    assert "Mine" not in hq.get(ADD, {"like": mine.pk}).text
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(bob)
    page = browser.get(reverse("segments:segments")).text
    assert "Mine" in page and "only you" in page and "Thoughts" in page
    bob.delete()
    assert "Mine" in hq.get(reverse("segments:segments")).text, "whose maker has left can still be removed"


def test_segments_never_include_one_another_in_a_circle(db, dora):
    first = segments_actions.save_segment(
        name="First", criteria=group("all", leaf("email", "has")), user=dora
    )
    around = group("any", leaf("segment", "not_in", first.pk), leaf("phone", "has"))
    second = segments_actions.save_segment(name="Second", criteria=around, user=dora)
    for circle in [leaf("segment", "in", second.pk), leaf("segment", "in", first.pk)]:
        with pytest.raises(segments.BadCriteria, match="in a circle"):
            segments_actions.save_segment(name="First", criteria=group("all", circle), segment=first)
    Segment.objects.filter(pk=first.pk).update(criteria=group("all", leaf("segment", "in", second.pk)))
    with pytest.raises(segments.BadCriteria, match="in a circle"):
        segments.compile(around)


def test_a_segment_stays_while_another_asks_for_it_and_says_so(hq, db, dora):
    first = segments_actions.save_segment(
        name="First", criteria=group("all", leaf("email", "has")), user=dora
    )
    around = group("all", leaf("segment", "in", first.pk))
    second = segments_actions.save_segment(name="Second", criteria=around, user=dora)
    assert "the segment “Second”" in hq.get(reverse("segments:segment", args=[first.pk])).text
    with pytest.raises(segments_actions.SegmentNeeded, match="Second"):
        segments_actions.remove_segment(segment=first, user=dora)
    Segment.objects.filter(pk=first.pk).delete()
    with pytest.raises(segments.Broken, match="no longer exists"):
        segments.compile(second.criteria)
    assert "not working" in hq.get(reverse("segments:segments")).text


def test_a_broken_segment_breaks_those_that_include_it_by_name(db, dora):
    tag = persons_actions.the_tag(name="red")
    inner = segments_actions.save_segment(
        name="Reds", criteria=group("all", leaf("tag", "is", tag.pk)), user=dora
    )
    outer = group("none", leaf("segment", "in", inner.pk))
    persons_actions.remove_tag(tag=tag)
    with pytest.raises(segments.Broken, match=r"“Reds”.*tag that no longer exists"):
        segments.compile(outer)


def test_segments_of_segments_of_segments_ask_no_endless_questions(db, dora):
    made = segments_actions.save_segment(
        name="0", criteria=group("all", *[leaf("email", "has")] * 20), user=dora
    )
    with pytest.raises(segments.BadCriteria, match="more than 200"):
        for n in range(5):
            criteria = group("any", *[leaf("segment", "in", made.pk)] * 5)
            made = segments_actions.save_segment(name=str(n + 1), criteria=criteria, user=dora)


def test_the_map_to_draw_on_shows_the_towns_of_a_box(hq, france):
    Zone.objects.filter(name="Lyon").update(latitude=45.76, longitude=4.83, population=500_000)
    square = [[4.0, 45.0], [5.0, 45.0], [5.0, 46.0], [4.0, 45.0]]
    shape = {"type": "Polygon", "coordinates": [square]}
    Zone.objects.filter(name="Rhône").update(shape=shape)
    near = hq.get(reverse("segments:segment_map"), {"box": "4.5,45.5,5,46"}).json()
    assert near["towns"] == [["Lyon", 45.76, 4.83]] and near["lines"] == [square]
    far = hq.get(reverse("segments:segment_map"), {"box": "0,40,1,41"}).json()
    assert far["towns"] == [] and far["lines"] == []
    whole = hq.get(reverse("segments:segment_map")).json()["box"]
    for bad in ["x", "1,2,3", "5,45,4,46", "nan,1,2,3", "-999,1,2,3"]:
        assert hq.get(reverse("segments:segment_map"), {"box": bad}).json()["box"] == whole


@pytest.mark.parametrize(
    ("criterion", "operator", "value", "says"),
    [
        ("age", "at_least", {"value": "999"}, "Age: "),
        ("age", "at_least", {"value": "-5"}, "Age: "),
        ("known_since", "last", {"value": "0"}, "Date added: "),
        ("sign_of_life", "since", {"value": "0001-01-01"}, "1800"),
        ("sign_of_life", "since", {"value": "9999-12-31"}, "2200"),
        ("tag", "any_of", {"value": "9" * 23}, "9" * 23),
        ("distance", "near_spot", {"value_spot": "91,500", "value_km": "5"}, "This place does not exist"),
        ("distance", "near_spot", {"value_spot": "45.7, 4.8", "value_km": "1e9"}, "Kilometres: "),
    ],
)
def test_a_value_that_cannot_be_is_explained_at_once(hq, charlie, criterion, operator, value, says):
    words = {"match": "all", "c0-criterion": criterion, "c0-operator": operator}
    url = reverse("segments:segment_preview")
    page = hq.post(url, words).text
    assert "Complete the conditions" in page and "error-message" not in page
    page = hq.post(url, words | {f"c0-{name}": each for name, each in value.items()}).text
    assert says in page and "error-message" in page
    assert "Complete the conditions" not in page


def test_no_two_boxes_of_a_row_have_one_label(hq, charlie):
    for one in segments.listed():
        for how in one.operators:
            row = {"match": "all", "c0-criterion": one.name, "c0-operator": how}
            for language in ["en", "fr"]:
                with translation.override(language):
                    labels = [str(field.label) for field in Builder(row).rows[0]]
                    assert len(set(labels)) == len(labels), (one.name, how, labels)
