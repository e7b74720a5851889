"""A campaign's own polling stations from a file."""

import pytest

from hustings.foundation.file_imports.actions import Unreadable
from hustings.foundation.territories import actions
from hustings.foundation.territories.models import Kind, Zone
from tests.app.foundation.territories.test_closure import contained, reachable
from tests.app.foundation.territories.test_loading import TINY, zone

FILE = """code_commune;numéro;nom;adresse;circonscription;lat;lon
31555;1;École Bayard;"2, rue Bayard; Toulouse";1;43,61;1,45
31555;0102;Mairie;;3102;;
31561;B1;;Place de la Mairie;;43.65;1.48
31555;9;;;;;
"""

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tiny(db: None) -> None:
    actions.load_country(country=TINY)


def imported(text: str, **how: bool) -> actions.Imported:
    return actions.import_stations(content=text.encode(), **how)


def test_stations_lie_in_their_part_or_commune_and_in_all_around() -> None:
    done = imported(FILE)
    assert (done.n_new, done.problems, done.is_written) == (4, (), True)
    bayard = Zone.objects.get(code="31555-0001")
    assert (bayard.name, bayard.address, bayard.latitude) == (
        "École Bayard",
        "2, rue Bayard; Toulouse",
        43.61,
    )
    assert bayard.parent == zone("Toulouse – 1re circonscription")
    assert zone("Mairie").parent == zone("Toulouse – 2e circonscription")
    assert Zone.objects.get(code="31555-0009").parent == zone("Toulouse")
    assert Zone.objects.get(code="31561-B1") in Zone.objects.inside(
        zone("Haute-Garonne – 2e circonscription")
    )
    assert contained() == reachable()


def test_the_same_file_again_changes_nothing_and_a_newer_one_moves() -> None:
    imported(FILE)
    assert imported(FILE) == actions.Imported(n_same=4)
    done = imported(FILE.replace(";1;43,61", ";2;43,61").replace("École", "Collège"))
    assert (done.n_new, done.n_changed, done.n_same) == (0, 1, 3)
    assert zone("Collège Bayard").parent == zone("Toulouse – 2e circonscription")
    assert contained() == reachable()


def test_each_bad_line_is_named_and_nothing_is_written() -> None:
    bad = (
        FILE
        + "99999;1;;;;;\n31561;;;;;;\n31561;2;;;1;;\n31561;B1;;;;;\n"
        + "31561;3;;;;north;1\n31561;4;;;;43;\n;5;;;;;\n"
    )
    done = imported(bad)
    assert not done.is_written
    assert [problem.line for problem in done.problems] == [6, 7, 8, 9, 10, 11, 12]
    texts = [problem.text for problem in done.problems]
    assert "99999" in texts[0]
    assert "31-02" in texts[2]
    assert "4" in texts[3]
    assert "north" in texts[4]
    assert not Zone.objects.of_kind(Kind.STATION).exists()


def test_bad_lines_are_left_out_when_asked() -> None:
    done = imported(FILE + "99999;1;;;;;\n", skip_bad=True)
    assert (done.n_new, len(done.problems), done.is_written) == (4, 1, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encoding_and_delimiter_are_guessed(encoding: str, delimiter: str) -> None:
    text = delimiter.join(["Code INSEE", "N° bureau", "Libellé"]) + "\r\n"
    text = text.replace("N° bureau", "Numéro bureau") + delimiter.join(["31561", "7", "Salle Édith-Piaf"])
    actions.import_stations(content=text.encode(encoding))
    assert zone("Salle Édith-Piaf").code == "31561-0007"


@pytest.mark.parametrize(
    "content",
    [b"", b"name;age\nBob;3\n", b"PK\x03\x04...", b"a\x00b", b'insee;numero\n"31561;1\n' + b"x" * 200_000],
)
def test_what_is_no_list_of_stations_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        actions.import_stations(content=content)
    assert str(refused.value)


def test_a_whole_city_is_no_home_for_a_station() -> None:
    Zone.objects.filter(code="31555").update(code="75056")
    [problem] = imported("insee,numero\n75056,1\n").problems
    assert "75056" in problem.text
