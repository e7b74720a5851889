"""Lists of the campaign's own: what is taken, what is refused and how the remedy is named."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hustings.field.addresses.models import AddressFile, Building
from hustings.foundation.file_imports.uploads import actions as uploads
from hustings.foundation.territories.models import Zone
from tests.app.field.addresses.test_imports import HEADINGS, _english, checked, imported, worked

__all__ = ["_english"]
pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("_english")]
OWN = (
    "Adresse;CP;Ville;Logements\n5 place Carnot;69002;Lyon;12\n7 rue Inconnue;;Nulle-Part;1\n;69002;Lyon;3\n"
)


def test_ones_own_list_names_towns_and_wrong_lines_say_what_to_do(client, dora, france):
    file = checked(OWN.replace("69002;", ";"))
    assert (file.source, file.n_bad, file.counts["new"]) == ("own", 2, 1)
    told = {line.number: line.problem for line in file.refused.all()}
    assert "Nulle-Part" in told[3] and "INSEE" in told[3] and "street and a number" in told[4]
    with pytest.raises(uploads.NotNow):
        uploads.start(imported=file)
    uploads.start(imported=file, skip_bad=True)
    worked(file)
    assert [(one.homes, str(one)) for one in Building.objects.all()] == [(12, "5 place Carnot")]
    client.force_login(dora)
    answer = client.get(reverse("addresses:import_refused", args=[file.pk]))
    assert "7 rue Inconnue" in b"".join(answer.streaming_content).decode()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("69;1;Rue Neuve;45.7;4.8;1", "INSEE code"),
        ("99999;1;Rue Neuve;45.7;4.8;1", "INSEE code"),
        ("20004;1;Rue Neuve;45.7;4.8;1", "INSEE code"),  # Corsica is 2A and 2B
        ("69000;1;Rue Neuve;45.7;4.8;1", "INSEE code"),  # a postcode
        ("69123;;Rue Neuve;;;1", "no house number"),
        ("69123;;rue Neuve sans numéro;;;1", "“rue Neuve” has no house number"),
        ("69123;s/n;Rue Neuve;;;1", "no house number"),
        ("69123;0;Chem. des Vignes;;;1", "no house number"),
        ("69123;1;Rue Neuve;4.8;45.7;1", "swapped"),
        ("97411;1;Rue Neuve;55.45;-20.88;1", "swapped"),
        ("69123;1;Rue Neuve;48.85;2.35;1", "far from the municipality 69123"),
        ("30189;1;Rue Neuve;0;0;1", "far from the municipality 30189"),
        ("69123;1;Rue Neuve;north;4.8;1", "not a place"),
        ("69123;1;Rue Neuve;95;4.8;1", "not a place"),
        ("69123;1;Rue Neuve;45.7;;1", "not a place"),
        ("69123;1;Rue Neuve;45.7;4.8;many", "number of homes"),
        ("69123;1;Rue Neuve;45.7;4.8;-3", "number of homes"),
        (f"69123;1;{'Rue ' * 60};45.7;4.8;1", "longer than 200"),
        ("69123;1;;;;1", "street and a number"),
        ("69123;1;Rue Neuve;45.7;4.8;1;;;too;many", "cells"),
    ],
)
def test_each_fault_of_a_line_names_the_remedy(france, line, words):
    Zone.objects.filter(kind="commune", code="69123").update(latitude=45.758, longitude=4.835)
    file = checked(f"{HEADINGS}\n69123;2;Rue Neuve;45.7;4.8;1\n{line}\n")
    assert file.n_bad == 1 and words in file.refused.get().problem
    assert file.refused.get().number == 3


@pytest.mark.parametrize(
    ("code", "latitude", "longitude"),
    [("2A004", 41.93, 8.74), ("1004", 45.96, 5.36), ("97411", -20.88, 55.45), ("69123", 45.9, 4.9)],
)
def test_places_are_taken_where_they_can_be(france, code, latitude, longitude):
    Zone.objects.filter(kind="commune", code="69123").update(latitude=45.758, longitude=4.835)
    file = checked(f"{HEADINGS}\n{code};1;Rue Neuve;{latitude};{longitude};1\n")
    assert (file.n_bad, file.counts["new"]) == (0, 1)


def test_addresses_without_a_number_are_buildings_where_they_are_no_street_or_have_a_place(france):
    lines = [
        "69123;;rue Neuve sans numéro;45.76;4.83;1", "69123;;Rue Neuve;45.77;4.84;2", "69123;;Kergoat;;;3",
        "69123;;Résidence des Pins;;;4",
    ]  # fmt: skip
    imported("\n".join([HEADINGS, *lines]))
    found = {str(one): one.homes for one in Building.objects.order_by("homes")}
    assert found == {"s/n rue Neuve": 1, "s/n Rue Neuve": 2, "Kergoat": 3, "Résidence des Pins": 4}


def workbook(*rows: list[str]) -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADINGS}\n".encode(),
        f"{HEADINGS}\n\n;;;;;\n".encode(),
        workbook(HEADINGS.split(";")),
        workbook(HEADINGS.split(";"), ["", " "]),
    ],
)
def test_a_list_with_nothing_below_its_column_names_is_refused_in_words(client, dora, content):
    client.force_login(dora)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    answer = client.post(reverse("addresses:imports"), {"file": SimpleUploadedFile("x", content)})
    assert answer.status_code == 422 and not AddressFile.objects.exists()
    assert "no lines below the column names" in answer.content.decode()


def test_a_list_of_which_no_line_is_right_is_not_imported(client, dora, france):
    file = checked(f"{HEADINGS}\n69;1;Rue Neuve;45.7;4.8;1\n")
    client.force_login(dora)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    page = client.get(reverse("addresses:import", args=[file.pk])).content.decode()
    assert "No line of this file can be imported." in page
    assert reverse("addresses:import_run", args=[file.pk]) not in page
    with pytest.raises(uploads.NotNow, match="No line"):
        uploads.start(imported=file, skip_bad=True)
