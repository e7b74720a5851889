"""Deeds on one record."""

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from hustings.foundation.territories.models import Zone
from hustings.people.persons import actions as persons_actions
from hustings.people.persons import field_values as persons_field_values
from hustings.people.persons import phones as persons_phones
from hustings.people.persons import timeline
from hustings.people.persons.forms.persons import AddForm
from hustings.people.persons.forms.record import PostalForm
from hustings.people.persons.models import Activity, Email, Field, FieldValue, Person, Tag


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def kinds(person: Person) -> list[str]:
    return list(person.activities.values_list("kind", flat=True))


def test_a_person_is_added_whole_or_not_at_all(db, dora):
    person = persons_actions.add_person(
        given_name=" Zoé ",
        family_name="L’Œuvre",
        email="Zoe@Example.ORG",
        phone="06 12 34 56 78",
        postcode="69001",
        city="Lyon",
        born_on=dt.date(1990, 5, 1),
        user=dora,
    )
    assert person.name == "Zoé L’Œuvre"
    assert person.name_key == "l'oeuvre,zoe"
    assert (person.emails.get().address, person.emails.get().key) == ("Zoe@example.org", "zoe@example.org")
    assert person.phones.get().number == "+33612345678"
    assert kinds(person) == ["person.added"]
    with pytest.raises(persons_phones.BadNumber):
        persons_actions.add_person(given_name="Yan", phone="12")
    assert Person.objects.count() == 1


def test_two_people_never_share_an_address(charlie):
    with pytest.raises(persons_actions.EmailTaken) as refused:
        persons_actions.add_person(given_name="Other", email="CHARLIE@example.org")
    assert refused.value.person == charlie
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("charlie", "“charlie” is not an e-mail address: there is no @ in it."),
        ("a@b", "“a@b” is not an e-mail address: the domain is not valid."),
    ],
)
def test_a_bad_address_is_refused_in_words(charlie, text, says):
    with pytest.raises(persons_actions.BadEmail, match=says):
        persons_actions.add_email(person=charlie, address=text)


@pytest.mark.parametrize("text", ["hello", "06 12", "06 12 34 56 78 90 12", "00 00 00 00 00"])
def test_a_bad_number_is_refused(charlie, text):
    with pytest.raises(persons_phones.BadNumber):
        persons_actions.add_phone(person=charlie, number=text)


def test_addresses_are_ordered_and_the_first_is_written_to(charlie):
    second = persons_actions.add_email(person=charlie, address="c@example.net")
    assert [email.address for email in charlie.emails.all()] == ["charlie@example.org", "c@example.net"]
    persons_actions.put_email_first(email=second)
    assert charlie.emails.all()[0] == second
    persons_actions.remove_email(email=second)
    assert [email.address for email in charlie.emails.all()] == ["charlie@example.org"]
    assert kinds(charlie)[:3] == ["person.email_removed", "person.email_first", "person.email_added"]


def test_one_is_found_by_address_however_it_is_spelled(charlie):
    assert persons_actions.find_by_address(address=" Charlie@EXAMPLE.org ") == charlie
    assert persons_actions.find_by_address(address="nobody@example.org") is None


def test_each_change_is_kept_from_and_to_and_by_whom(charlie, dora):
    nimes = Zone.objects.get(name="Nîmes")
    changed = persons_actions.change_person(
        person=charlie, user=dora, family_name="Durand", given_name="Charlie", zone=nimes
    )
    assert changed.name_key == "durand,charlie"
    activity = charlie.activities.first()
    assert activity.user == dora
    lyon = Zone.objects.get(name="Lyon")
    assert activity.data == {
        "changes": [
            ["family_name", "Dupont", "Durand"],
            ["zone", lyon.pk, nimes.pk, "Lyon", "Nîmes"],
        ]
    }
    persons_actions.change_person(person=charlie, family_name="Durand")
    assert kinds(charlie) == ["person.changed", "person.added"]


def test_nobody_is_born_tomorrow(charlie):
    with pytest.raises(persons_actions.BadBirthDate):
        persons_actions.change_person(person=charlie, born_on=timezone.localdate() + dt.timedelta(days=2))


def test_own_numbers_are_ones_own(charlie):
    persons_actions.change_person(person=charlie, external_id="7")
    with pytest.raises(persons_actions.OwnNumberTaken):
        persons_actions.add_person(external_id="7")


def test_a_tag_is_one_tag_whatever_its_case_and_accents(charlie):
    persons_actions.tag(person=charlie, name="Bénévole")
    persons_actions.tag(person=charlie, name=" benevole ")
    assert Tag.objects.get().name == "Bénévole"
    assert kinds(charlie) == ["person.tagged", "person.added"]
    persons_actions.untag(person=charlie, tag=Tag.objects.get())
    persons_actions.untag(person=charlie, tag=Tag.objects.get())
    assert kinds(charlie) == ["person.untagged", "person.tagged", "person.added"]


def test_two_tags_never_get_one_name(charlie):
    one, other = persons_actions.the_tag(name="one"), persons_actions.the_tag(name="other")
    with pytest.raises(persons_actions.NameTaken):
        persons_actions.rename_tag(tag=other, name="ONE")
    assert persons_actions.rename_tag(tag=one, name="First").key == "first"


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("text", " hello ", "hello"),
        ("number", "1 234,5", Decimal("1234.5")),
        ("date", "31/12/2025", dt.date(2025, 12, 31)),
        ("date", "2025-12-31", dt.date(2025, 12, 31)),
        ("yes_no", "Oui", True),
        ("yes_no", "no", False),
    ],
)
def test_a_field_holds_its_own_kind(charlie, kind, text, value):
    field = persons_actions.add_field(label="Thing", kind=kind)
    assert persons_actions.set_field(person=charlie, field=field, value=text).value == value
    assert FieldValue.objects.get().value == value
    persons_actions.set_field(person=charlie, field=field, value=value)
    assert kinds(charlie) == ["person.field", "person.added"]
    assert persons_actions.set_field(person=charlie, field=field, value="") is None
    assert not FieldValue.objects.exists()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("number", "many"),
        ("number", "NaN"),
        ("number", "1" * 30),
        ("date", "31/31/2025"),
        ("yes_no", "perhaps"),
    ],
)
def test_a_field_refuses_another_kind(charlie, kind, text):
    field = persons_actions.add_field(label="Thing", kind=kind)
    with pytest.raises(persons_field_values.BadValue):
        persons_actions.set_field(person=charlie, field=field, value=text)


def test_the_timeline_reads_as_sentences(charlie, dora):
    persons_actions.change_person(person=charlie, user=dora, family_name="Durand")
    persons_actions.tag(person=charlie, name="Bénévole", user=dora)
    field = persons_actions.add_field(label="Shoe size", kind=Field.Kind.NUMBER)
    persons_actions.set_field(person=charlie, field=field, value="42", user=dora)
    entries, more = timeline.page(charlie)
    assert [entry.sentence for entry in entries] == [
        "Shoe size: – → 42",
        "Tag “Bénévole” added",
        "Family name: Dupont → Durand",
        "Added manually by the team",
    ]
    assert [entry.who for entry in entries] == ["Dora", "Dora", "Dora", ""]
    assert more == ""


def test_a_timeline_pages_over_several_sources_without_gap_or_repeat(charlie, django_assert_num_queries):
    Activity.objects.all().delete()
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for n in range(30):
        charlie.activities.create(
            kind=f"{'note' if n % 3 else 'other'}.x", happened_at=moment + dt.timedelta(n // 4)
        )
    source = timeline.Source(
        name="addresses",
        rows=lambda person: Activity.objects.filter(person=person, kind="other.x"),
        entry=lambda row: timeline.Entry(row.happened_at, "again", f"again {row.pk}"),
        groups=frozenset({"again"}),
    )
    with timeline.sources.replaced(*timeline.sources.all(), source):
        seen, after = [], ""
        for _page in range(20):
            with django_assert_num_queries(len(timeline.sources.all())):
                entries, after = timeline.page(charlie, after=after, size=7)
            seen += entries
            if not after:
                break
        assert len(seen) == 40
        assert (
            len({(entry.kind, entry.sentence, entry.happened_at) for entry in seen if entry.kind == "again"})
            == 10
        )
        assert [entry.happened_at for entry in seen] == sorted((e.happened_at for e in seen), reverse=True)
        only, _more = timeline.page(charlie, group="again", size=50)
        assert {entry.kind for entry in only} == {"again"}
        notes, _more = timeline.page(charlie, group="note", size=50)
        assert {entry.kind for entry in notes} == {"note.x"}


@pytest.mark.parametrize(
    "after", ["x", "2026-01-01 a 1", "2026-01-01T00:00:00+00:00 a " + "9" * 40, "a b c d"]
)
def test_a_meddled_place_starts_from_the_top(charlie, after):
    assert timeline.page(charlie, after=after)[0]


def test_search_finds_by_any_beginning(charlie):
    persons_actions.change_person(person=charlie, given_name="Jean-Charles", family_name="de La Tour")
    persons_actions.add_phone(person=charlie, number="0612345678")
    persons_actions.add_person(given_name="Tourane", family_name="Jeanneau", email="other@example.org")
    for text in [
        "jean de la",
        "De la tour j",
        "DE LÀ",
        "jean-ch",
        "charlie@",
        "charlie",
        "06 12 34",
        "+33 6123",
        "00336",
    ]:
        assert list(Person.objects.search(text)) == [charlie], text
    for text in ["zzz", "07", "", "  ", ",", "%", "_"]:
        assert not Person.objects.search(text), text
    assert Email.objects.filter(key__begins="").count() == 2


def test_names_are_kept_on_one_line_that_can_be_read(db):
    person = persons_actions.add_person(given_name="Jean\r\n\u202eMarie", family_name=" Le\u2028 Gall\ufffd ")
    assert person.name == "Jean Marie Le Gall"


def test_a_postcode_that_france_cannot_have_is_asked_about(dora):
    who = {"given_name": "Eve", "language": "fr", "source": "Fair", "postcode": "00000", "city": "Lyon"}
    form = AddForm(who, user=dora)
    assert form.errors == {
        "postcode": ["“00000” is not a postcode in France. Correct it, or leave it blank."]
    }  # fmt: skip
    assert AddForm(who | {"postcode": "69001"}, user=dora).is_valid()
    place = {"city": "Lyon", "postcode": "96000", "country": "fr"}
    assert "enter another country" in str(PostalForm(place).errors["postcode"])
    assert PostalForm(place | {"country": "DE"}).is_valid()
