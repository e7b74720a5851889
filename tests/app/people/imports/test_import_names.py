"""Names in files are held to the rule of forms."""

import pytest

from hustings.people.persons import actions, timeline
from hustings.people.persons.models import Field, Person
from tests.app.people.imports.test_import_run import bring, english, report  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def test_what_forms_take_for_no_name_is_left_out_and_said() -> None:
    rows = [
        """ada@example.org,"=HYPERLINK(""http://e"",""x"")",Clairval""",
        "bea@example.org,Béa,www.example.com",
        "cy@example.org,J.-P. d’Arc,St.John",
    ]
    imported = bring("email,prenom,nom\n" + "\n".join(rows) + "\n")
    assert imported.counts["run"]["created"] == 3
    assert {person.name for person in Person.objects.all()} == {"Clairval", "Béa", "J.-P. d’Arc St.John"}
    said = report(imported)
    assert said.count("Enter a name without a web or e-mail address.") == 2
    assert [line.number for line in imported.lines.noted()] == [2, 3]


def test_a_phone_that_is_added_shows_one_plus_at_most(db: None) -> None:
    bring("external_id,prenom,nom,phone\n1,Ada,Clairval,\n2,Bea,Dumas,\n")
    imported = bring("external_id,prenom,nom,phone\n1,Ada,Clairval,0612345678\n2,Bea,Dumas,+32470123456\n")
    said = report(imported)
    assert "phone: 06 12 34 56 78 added" in said
    assert "phone: +32 470 12 34 56 added" in said
    assert "+ +" not in said


def test_yes_and_no_are_words_in_the_check_and_on_the_timeline(db: None) -> None:
    actions.add_field(label="Drives", kind=Field.Kind.YES_NO)
    bring("external_id,prenom,nom,drives\n1,Ada,Clairval,oui\n")
    imported = bring("external_id,prenom,nom,drives\n1,Ada,Clairval,non\n")
    assert "Drives: yes → no" in report(imported)
    bring("external_id,prenom,nom,drives\n1,Ada,Clairval,1\n")
    ada = Person.objects.get()
    assert ada.field_values.get().value is True
    said = [entry.sentence for entry in timeline.page(ada)[0]]
    assert said[0].endswith("Drives: no → yes")
    assert said[1].endswith("Drives: yes → no")
