"""Segments: any tree of criteria finds exactly those whom a plain reading finds."""

import datetime as dt
import itertools
from typing import Any

import pytest
from django.db.models import Model
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.foundation.territories.models import Zone
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons import actions as persons_actions
from hustings.people.persons.models import Person
from hustings.people.segments import actions as segments_actions
from hustings.people.segments import criteria as segments
from hustings.people.segments.criteria.builtin.included import SegmentKind
from hustings.people.segments.criteria.places import Spots
from hustings.people.segments.criteria.why import holds
from hustings.people.segments.models import Segment
from tests.cast.people.meanings import expected, people
from tests.cast.people.population import days, fill, today

pytestmark = pytest.mark.both


def one(criterion: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"criterion": criterion, "operator": operator, "value": value}


@pytest.fixture
def everybody(france: Zone, dora) -> None:
    fill(dora)


def keys(model: type[Model]) -> list[int]:
    return list(model._default_manager.values_list("pk", flat=True))


def values(kind: segments.Kind | None) -> list[Any]:
    """For a kind of value those that matter, as JSON."""
    if kind is None:
        return [None]
    if isinstance(kind, SegmentKind):
        return keys(Segment)
    if isinstance(kind, segments.RowKind) and not isinstance(kind, segments.ZoneKind):
        return [row.pk for row in kind.rows(None)]
    if isinstance(kind, segments.Parts):
        of = {
            name: [*values(part.kind)[:3], *([None] if part.words else [])]
            for name, part in kind.parts.items()
        }
        return [
            {name: value for name, value in zip(of, row, strict=True) if value is not None}
            for row in itertools.product(*of.values())
        ]
    if isinstance(kind, segments.Several):
        rows = values(kind.of)
        return [rows[:1], rows[1:3]]
    if isinstance(kind, segments.Choice):
        return [str(key) for key, _label in kind.choices()]
    if isinstance(kind, Spots):
        return PLACES if kind.most == 1 else AREAS
    if isinstance(kind, segments.Number):
        return [n for n in (2, 20, 1, 5, 18, 120) if kind.least <= n <= kind.most]
    return VALUES[type(kind).__name__]()


PLACES = [[[45.758, 4.832]], [[43.9, 4.4]]]
AREAS = [
    [[45.7, 4.7], [45.7, 4.85], [45.9, 4.85], [45.9, 4.7]],
    [[45.7, 4.7], [45.7, 5.0], [45.78, 5.0], [45.76, 4.86], [45.9, 4.8]],
    [[43.0, 4.0], [44.0, 4.0], [43.9, 5.5]],
]
VALUES: dict[str, Any] = {
    "Text": lambda: ["Martin", "page /", "émi", "e", "page /fr/", "Page", "file é", "l", "xl", "EA", "M7",
                     "ra", "69", "TROMBONE", "(old)", "50%", "é"],
    "Decimals": lambda: ["1", "1.5", "-3"],
    "Kilometres": lambda: ["5", "30", "250"],
    "Day": lambda: [*[day.isoformat() for day in days() if day], (today() - dt.timedelta(5)).isoformat(),
                    "2026-01-01"],
    "ZoneKind": lambda: keys(Zone),
    "_Centre": lambda: list(Zone.objects.exclude(latitude=None).values_list("pk", flat=True)),
}  # fmt: skip


def leaves() -> st.SearchStrategy[dict[str, Any]]:
    """Every criterion with every operator, with values that matter."""
    found = []
    for criterion in segments.listed():
        for name, operator in criterion.operators.items():
            found += [one(criterion.name, name, value) for value in values(operator.kind)]
    return st.sampled_from(found)


def trees() -> st.SearchStrategy[dict[str, Any]]:
    def group(parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
        return st.fixed_dictionaries(
            {
                "match": st.sampled_from(["all", "any", "none"]),
                "criteria": st.lists(parts, min_size=1, max_size=4),
            }
        )

    leaf = leaves()
    return group(leaf | group(leaf | group(leaf)))


def test_any_tree_finds_exactly_those_it_describes(everybody):
    population = people()

    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(trees())
    def check(tree):
        wanted = {person.pk for person in population if expected(person, tree)}
        found = segments.compile(tree)
        assert set(found.values_list("pk", flat=True)) == wanted
        assert found.count() == len(wanted)
        assert holds(segments.read(tree), {person.pk for person in population}) == wanted
        assert segments.describe(tree)

    check()


def test_every_single_criterion_finds_exactly_those_it_describes(everybody):
    population = people()
    found: dict[str, set[int]] = {}
    for leaf in leaves().elements:
        tree = {"match": "all", "criteria": [leaf]}
        wanted = {person.pk for person in population if expected(person, tree)}
        assert set(segments.compile(tree).values_list("pk", flat=True)) == wanted, leaf
        outside = {"match": "none", "criteria": [leaf]}
        assert segments.compile(outside).count() == len(population) - len(wanted), leaf
        found.setdefault(f"{leaf['criterion']} {leaf['operator']}", set()).add(len(wanted))
    dull = [name for name, sizes in found.items() if not any(0 < n < len(population) for n in sizes)]
    assert not dull, "the population has nobody, or only such people, for these"


@pytest.mark.parametrize(
    "criteria",
    [
        {}, None, [], "all", {"match": "all", "criteria": []},
        {"match": "some", "criteria": [one("phone", "has")]},
        {"criteria": [{"criteria": []}]}, {"criteria": ["tag"]}, {"criteria": [one("nothing", "is")]},
        {"criteria": [one("tag", "is", "1")]}, {"criteria": [one("tag", "is", True)]},
        {"criteria": [one("tag", "is", 10**30)]}, {"criteria": [one("tag", "was", 1)]},
        {"criteria": [one("language", "is", "xx")]}, {"criteria": [one("age", "at_least", -1)]},
        {"criteria": [one("age", "at_least", 10**30)]},
        {"criteria": [one("born_on", "before", "2026-02-31")]},
        {"criteria": [one("family_name", "is", " ")]}, {"criteria": [one(["x"], "is")]},
        {"criteria": [one("phone", "has")] * 51},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_and_never_means_everybody(db, criteria):
    with pytest.raises(segments.BadCriteria):
        segments.compile(criteria)


def test_groups_may_not_nest_without_end(db):
    tree = one("phone", "has")
    for _depth in range(6):
        tree = {"match": "all", "criteria": [tree]}
    with pytest.raises(segments.BadCriteria):
        segments.compile(tree)


def test_a_segment_says_that_it_is_broken_when_its_tag_territory_or_field_is_gone(charlie):
    tag = persons_actions.the_tag(name="red")
    field = persons_actions.add_field(label="Dog", kind="text")
    lyon = Zone.objects.get(name="Lyon")
    questions = [one("tag", "is_not", tag.pk), one("field:dog", "is", "Rex"), one("zone", "outside", lyon.pk)]
    for question in questions:
        segments.compile({"criteria": [question]})
    persons_actions.remove_tag(tag=tag)
    persons_actions.remove_field(field=field)
    Person.objects.update(zone=None)
    lyon.delete()
    for question in questions:
        with pytest.raises(segments.Broken):
            segments.compile({"match": "none", "criteria": [question]})


def test_one_sees_only_those_one_may_see(everybody, alice, dora, mallory):
    tree = {"criteria": [one("language", "is", "fr")]}
    mine = segments.people(tree, alice)
    assert 0 < mine.count() < segments.people(tree, dora).count()
    assert not segments.people(tree, mallory)


def test_a_segment_reads_as_a_sentence(rhone):
    tag = persons_actions.the_tag(name="volunteer")
    tree = {
        "match": "all",
        "criteria": [
            one("zone", "inside", rhone.pk),
            {"match": "any", "criteria": [one("tag", "is", tag.pk), one("phone", "has")]},
        ],
    }
    with translation.override("en"):
        assert segments.describe(tree) == (
            f"lives in {Zone.objects.labelled().get(pk=rhone.pk).label()}, and "
            "(has the tag “volunteer”, or has a phone number)"
        )


def test_a_percent_sign_in_a_label_is_only_a_percent_sign(db):
    persons_actions.add_field(label="100 % sure %(value)s", kind="text")
    tree = {"criteria": [one("field:100-sure-values", "is", "%s")]}
    with translation.override("en"):
        assert segments.describe(tree) == "has “%s” as “100 % sure %(value)s”"


def test_a_segment_stays_while_a_mailing_needs_it(db, dora):
    tree = {"match": "all", "criteria": [one("phone", "has")]}
    segment = segments_actions.save_segment(name=" Phones ", criteria=tree, user=dora)
    assert Segment.objects.get().name == "Phones"
    mailing = Mailing.objects.create(name="June", segment=segment)
    with pytest.raises(segments_actions.SegmentNeeded, match="June"):
        segments_actions.remove_segment(segment=segment, user=dora)
    mailing.delete()
    segments_actions.remove_segment(segment=segment, user=dora)
    assert not Segment.objects.exists()


def test_bad_criteria_are_not_kept(db):
    with pytest.raises(segments.BadCriteria):
        segments_actions.save_segment(name="x", criteria={"criteria": []})
    assert not Segment.objects.exists()
