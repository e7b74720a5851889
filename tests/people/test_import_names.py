"""Names in files are held to the rule of forms."""

import pytest

from hustings.people.models import Person
from tests.people.test_import_run import bring, english, report  # noqa: F401 - a fixture

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
    assert said.count("A name holds no web or e-mail address.") == 2
    assert [line.number for line in imported.lines.order_by("number")] == [2, 3]
