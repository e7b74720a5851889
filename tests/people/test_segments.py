"""Segments: any tree of criteria finds exactly those whom a plain reading finds."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.lib.folding import fold
from hustings.mailing.models import Mailing
from hustings.people import actions, segments
from hustings.people.models import Email, Field, Person, Purpose, Segment, Tag
from hustings.people.segments.builtin import years_before
from hustings.territories.models import Containment, Zone

NAMES = ["Martin", "Martinez", "martin-dupont", "de Martin", "Émile", "emile zola", ""]
TODAY = timezone.localdate()
DAYS = [None, TODAY, years_before(TODAY, 18), years_before(TODAY, 18) + dt.timedelta(1), dt.date(2000, 2, 29)]


INSIDE: set[tuple[int, int]] = set()


def people() -> list[Person]:
    """Everybody, with all that hangs on them read once."""
    INSIDE.clear()
    INSIDE.update(Containment.objects.values_list("outer", "inner"))
    parts = ["consents", "emails", "phones", "tags", "field_values__field"]
    return list(Person.objects.prefetch_related(*parts))


def one(criterion: str, operator: str, value: Any = None) -> dict[str, Any]:
    return {"criterion": criterion, "operator": operator, "value": value}


@pytest.fixture
def population(france: Zone) -> None:
    """Forty people who differ in everything one may ask for."""
    zones = [None, *Zone.objects.order_by("pk")]
    tags = [actions.the_tag(name=name) for name in ["red", "green", "blue"]]
    fields = {kind: actions.add_field(label=f"My {kind}", kind=kind) for kind in Field.Kind.values}
    shapes = {
        "text": ["L", "l", "XL", "Éa"],
        "number": ["1", "1.5", "2"],
        "date": ["2026-01-01", "2026-02-01"],
        "yes_no": ["yes", "no"],
    }
    for n in range(40):
        person = actions.add_person(
            given_name=NAMES[n % 5],
            family_name=NAMES[n % 7],
            language="fr" if n % 3 else "en",
            born_on=DAYS[n % len(DAYS)],
            zone=zones[n % len(zones)],
            source=["page /fr/", "Page /en/", "file écrit", ""][n % 4],
            email=f"p{n}@example.org" if n % 4 else "",
            email_status=Email.Status.values[n % 3],
            phone=f"06123456{n:02}" if n % 5 == 0 else "",
        )
        Person.objects.filter(pk=person.pk).update(created_at=timezone.now() - dt.timedelta(days=n, hours=1))
        for at, tag in enumerate(tags):
            if n >> at & 1:
                actions.tag(person=person, name=tag.name)
        for at, (kind, values) in enumerate(shapes.items()):
            if (n + at) % 3:
                actions.set_field(person=person, field=fields[kind], value=values[n % len(values)])
        if n % 3:
            actions.record_consent(person=person, purpose=Purpose.EMAIL, is_given=n % 2 == 0, source="x")


def name_begins(name: str, text: str) -> bool:
    return fold(name).startswith(fold(text))


def expected(person: Person, part: dict[str, Any]) -> bool:
    """What a criterion means, said without a database query of its own."""
    if "criteria" in part:
        answers = [expected(person, inner) for inner in part["criteria"]]
        return {"all": all(answers), "any": any(answers), "none": not any(answers)}[part["match"]]
    name, operator, value = part["criterion"], part["operator"], part["value"]
    if name.startswith("field:"):
        return field_expected(person, name[6:], operator, value)
    if name in {"given_name", "family_name"}:
        text = getattr(person, name)
        meanings = {
            "begins": lambda: name_begins(text, value),
            "is": lambda: fold(text) == fold(value),
            "unknown": lambda: not text,
        }
        return bool(meanings[operator]())
    stands = {stand.purpose: stand.is_given for stand in person.consents.all()}
    age_day, born = None, person.born_on
    if name == "age":
        age_day = years_before(TODAY, value if operator == "at_least" else value + 1)
    inside = (value, person.zone_id) in INSIDE
    statuses = {email.status for email in person.emails.all()}
    known = timezone.localdate(person.created_at)
    return bool(
        {
            "language is": lambda: person.language == value,
            "language is_not": lambda: person.language != value,
            "age at_least": lambda: born is not None and born <= age_day,
            "age at_most": lambda: born is not None and born > age_day,
            "born_on before": lambda: born is not None and born.isoformat() < value,
            "born_on after": lambda: born is not None and born.isoformat() > value,
            "born_on unknown": lambda: born is None,
            "zone inside": lambda: inside,
            "zone outside": lambda: not inside,
            "zone unknown": lambda: person.zone_id is None,
            "email has": lambda: bool(statuses),
            "email has_none": lambda: not statuses,
            "email_status is": lambda: value in statuses,
            "email_status is_not": lambda: value not in statuses,
            "phone has": lambda: bool(person.phones.all()),
            "phone has_none": lambda: not person.phones.all(),
            "consent yes": lambda: stands.get(value) is True,
            "consent not_yes": lambda: stands.get(value) is not True,
            "consent no": lambda: stands.get(value) is False,
            "consent never_asked": lambda: value not in stands,
            "tag is": lambda: value in {tag.pk for tag in person.tags.all()},
            "tag is_not": lambda: value not in {tag.pk for tag in person.tags.all()},
            "known_since last": lambda: person.created_at >= timezone.now() - dt.timedelta(days=value),
            "known_since before": lambda: known.isoformat() < value,
            "known_since after": lambda: known.isoformat() > value,
            "source is": lambda: person.source == value,
            "source begins": lambda: person.source.startswith(value),
        }[f"{name} {operator}"]()
    )


def field_expected(person: Person, slug: str, operator: str, value: Any) -> bool:
    held = next((held for held in person.field_values.all() if held.field.slug == slug), None)
    if operator in {"known", "unknown"}:
        return (held is not None) == (operator == "known")
    if held is None:
        return operator == "is_not"
    kept = held.value
    if held.field.kind == "text":
        same = fold(kept) == fold(value)
        return {"is": same, "is_not": not same, "begins": fold(kept).startswith(fold(value))}[operator]
    if held.field.kind == "number":
        asked = Decimal(value)
        return {"is": kept == asked, "at_least": kept >= asked, "at_most": kept <= asked}[operator]
    if held.field.kind == "date":
        day = kept.isoformat()
        return {"is": day == value, "before": day < value, "after": day > value}[operator]
    return {"yes": kept, "no": not kept}[operator]


def leaves() -> st.SearchStrategy[dict[str, Any]]:
    """Every criterion with every operator, with values that matter."""
    days = [day.isoformat() for day in DAYS if day] + [(TODAY - dt.timedelta(5)).isoformat(), "2026-01-01"]
    kinds = {
        "TextKind": ["Martin", "émi", "e", "page /fr/", "Page", "file é", "l", "xl", "EA"],
        "Number": [1, 5, 18, 26, 120],
        "Decimals": ["1", "1.5", "-3"],
        "Day": days,
        "TagKind": list(Tag.objects.values_list("pk", flat=True)),
        "ZoneKind": list(Zone.objects.values_list("pk", flat=True)),
    }
    found = []
    for criterion in segments.listed():
        for name, operator in criterion.operators.items():
            kind = operator.kind
            if isinstance(kind, segments.Choice):
                values = [key for key, _label in kind.choices()]
            elif isinstance(kind, segments.Text):
                values = kinds["TextKind"]
            else:
                values = kinds[type(kind).__name__] if kind else [None]
            found += [one(criterion.name, name, value) for value in values]
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


def test_any_tree_finds_exactly_those_it_describes(population):
    everybody = people()

    @settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(trees())
    def check(tree):
        wanted = {person.pk for person in everybody if expected(person, tree)}
        found = segments.compile(tree)
        assert set(found.values_list("pk", flat=True)) == wanted
        assert found.count() == len(wanted)
        assert segments.describe(tree)

    check()


def test_every_single_criterion_finds_exactly_those_it_describes(population):
    everybody = people()
    for leaf in leaves().elements:
        tree = {"match": "all", "criteria": [leaf]}
        wanted = {person.pk for person in everybody if expected(person, tree)}
        assert set(segments.compile(tree).values_list("pk", flat=True)) == wanted, leaf


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
    tag = actions.the_tag(name="red")
    field = actions.add_field(label="Dog", kind="text")
    lyon = Zone.objects.get(name="Lyon")
    questions = [one("tag", "is_not", tag.pk), one("field:dog", "is", "Rex"), one("zone", "outside", lyon.pk)]
    for question in questions:
        segments.compile({"criteria": [question]})
    actions.remove_tag(tag=tag)
    actions.remove_field(field=field)
    Person.objects.update(zone=None)
    lyon.delete()
    for question in questions:
        with pytest.raises(segments.Broken):
            segments.compile({"match": "none", "criteria": [question]})


def test_one_sees_only_those_one_may_see(population, alice, dora, mallory):
    tree = {"criteria": [one("language", "is", "fr")]}
    mine = segments.people(tree, alice)
    assert 0 < mine.count() < segments.people(tree, dora).count()
    assert not segments.people(tree, mallory)


def test_a_segment_reads_as_a_sentence(rhone):
    tag = actions.the_tag(name="volunteer")
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
            "(is tagged “volunteer”, or has a phone number)"
        )


def test_a_percent_sign_in_a_label_is_only_a_percent_sign(db):
    actions.add_field(label="100 % sure %(value)s", kind="text")
    tree = {"criteria": [one("field:100-sure-values", "is", "%s")]}
    with translation.override("en"):
        assert segments.describe(tree) == "has “%s” as “100 % sure %(value)s”"


def test_a_segment_stays_while_a_mailing_needs_it(db, dora):
    tree = {"match": "all", "criteria": [one("phone", "has")]}
    segment = actions.save_segment(name=" Phones ", criteria=tree, user=dora)
    assert Segment.objects.get().name == "Phones"
    mailing = Mailing.objects.create(name="June", subject="x", body="x", segment=segment)
    with pytest.raises(actions.SegmentNeeded, match="June"):
        actions.remove_segment(segment=segment)
    mailing.delete()
    actions.remove_segment(segment=segment)
    assert not Segment.objects.exists()


def test_bad_criteria_are_not_kept(db):
    with pytest.raises(segments.BadCriteria):
        actions.save_segment(name="x", criteria={"criteria": []})
    assert not Segment.objects.exists()
