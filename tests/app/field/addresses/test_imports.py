"""Files of addresses: each kind as it comes, twice, several together, stopped, undone."""

import gzip
import io
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from hustings.field.addresses import keys
from hustings.field.addresses.actions import buildings, doors
from hustings.field.addresses.files import writing
from hustings.field.addresses.files.kind import KIND
from hustings.field.addresses.models import AddressBlock, AddressFile, Building, Municipality
from hustings.field.stations import entering
from hustings.field.stations.entering import Wanted
from hustings.field.stations.models import Station
from hustings.foundation.file_imports.uploads import actions as uploads
from hustings.foundation.file_imports.uploads import run, tally
from tests.cast.field import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.both, pytest.mark.usefixtures("_english")]
HEADINGS = "code_insee;numero;rue;latitude;longitude;logements"
BAN = (
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat;type_position\n"
    "1;;12;bis;Avenue Foch;69006;69123;Lyon;;;4.85;45.77;segment\n"
    "2;;12;bis;Avenue Foch;69006;69123;Lyon;;;4.8501;45.7701;entrance\n"
    "3;;3;;Rue de l’Église;69100;69266;Villeurbanne;;;4.88;45.76;parcel\n"
)
BAL = (
    "cle_interop;commune_insee;commune_nom;voie_nom;numero;suffixe;position;x;y;long;lat\n"
    "69123_1_00012_bis;69123;Lyon;AVENUE FOCH;12;bis;entrée;;;4.8502;45.7702\n"
    "69123_1_99999;69123;Lyon;Avenue Foch;99999;;segment;;;4.85;45.77\n"
    "69123_2_00001;69123;Lyon;Rue Neuve;1;;bâtiment;842000;6520000;;\n"
)
BDNB = (
    "batiment_groupe_id,code_commune_insee,libelle_adr_principale_ban,nb_log,geom_groupe\n"
    'a,69123,12 bis Avenue Foch 69006 Lyon,20,"POLYGON((842000 6520000,842020 6520010,842000 6520000))"\n'
    "b,69123,12 bis Avenue Foch 69006 Lyon,4,\n"
    "c,69123,14 Avenue Foch 69006 Lyon,,\n"
)
REU = (
    "id_brut_bv_reu,code_commune_ref,geo_adresse,longitude,latitude,geo_type,geo_score,nb_adresses\n"
    "69123_1,69123,12 bis Avenue Foch 69006 Lyon,4.85,45.77,housenumber,0.96,2\n"
    "69123_1,69123,,4.86,45.78,housenumber,0.9,3\n"
    "69123_2,69123,,4.86,45.78,housenumber,0.9,1\n"
    "69123_2,69123,Rue Neuve 69001 Lyon,4.84,45.76,street,0.5,1\n"
)


@pytest.fixture
def _english():
    with translation.override("en"):
        yield


def taken(text: str, name: str = "addresses.csv") -> AddressFile:
    return uploads.take(kind=KIND, file=io.BytesIO(text.encode()), name=name, user=None)


def checked(text: str, **more: Any) -> AddressFile:
    file = taken(text, **more)
    worked(file)
    return file


def worked(file: AddressFile) -> None:
    run.run(KIND, file.pk, lambda n: None)
    file.refresh_from_db()


def imported(text: str) -> AddressFile:
    file = checked(text)
    uploads.start(imported=file, skip_bad=True)
    worked(file)
    assert file.state == "done", file.problem
    return file


def undone(file: AddressFile) -> None:
    uploads.undo(imported=file, user=None)
    worked(file)
    assert file.state == "undone", file.problem


def foch() -> Building:
    return Building.objects.get(pk=keys.building("69123", "Avenue Foch", "12bis"))


def test_the_national_database_becomes_one_building_for_each_address(france):
    file = imported(BAN)
    assert (file.source, file.counts["new"], file.counts["made"]) == ("ban", 2, 2)
    assert (foch().latitude, foch().longitude) == (45.7701, 4.8501)  # the entrance
    assert {place.code: (place.name, place.n_buildings) for place in Municipality.objects.all()} == {
        "69123": ("Lyon", 1), "69266": ("Villeurbanne", 1),
    }  # fmt: skip
    assert all(place.zone and place.imported_at for place in Municipality.objects.all())


def test_a_compressed_file_is_read_as_it_was_downloaded(france):
    made = uploads.take(kind=KIND, file=io.BytesIO(gzip.compress(BAN.encode())), name="ban.csv.gz", user=None)
    worked(made)
    assert (made.state, made.counts["new"]) == ("checked", 2)
    with pytest.raises(uploads.Unreadable):
        uploads.take(
            kind=KIND, file=io.BytesIO(gzip.compress(BAN.encode())[:60]), name="ban.csv.gz", user=None
        )


def test_a_file_twice_changes_nothing_the_second_time(france):
    imported(BAN)
    before = list(Building.objects.order_by("pk").values("pk", "latitude", "homes", "made_at"))
    again = imported(BAN)
    assert (again.counts["same"], again.counts["made"], again.counts["mended"]) == (2, 0, 0)
    assert list(Building.objects.order_by("pk").values("pk", "latitude", "homes", "made_at")) == before


def test_several_files_complete_each_other_and_the_better_source_counts(france):
    imported(REU)
    assert (foch().homes, foch().homes_from, foch().place_from) == (2, "reu", "reu")
    imported(BDNB)
    assert (foch().homes, foch().homes_from, foch().place_from) == (24, "bdnb", "reu")
    imported(BAN)
    assert (foch().homes, foch().latitude, foch().place_from) == (24, 45.7701, "ban")
    imported(BAL)
    assert (foch().latitude, foch().place_from) == (45.7702, "bal")
    imported(REU)
    assert (foch().homes, foch().latitude) == (24, 45.7702)


def test_what_somebody_entered_by_hand_is_never_changed(france):
    one = addresses.building("12bis Avenue Foch", homes=7)
    imported(BDNB)
    imported(BAN)
    assert (foch().homes, foch().latitude, foch().street) == (7, 45.7701, "Avenue Foch")
    assert foch().pk == one.pk


def test_lines_that_are_no_buildings_are_left_out_and_said(france):
    assert checked(BAL).counts["asides"] == [["a street without a house number", 1, 3]]
    assert checked(BDNB).counts["asides"] == [["a building without homes", 1, 4]]
    file = checked(REU)
    assert file.counts["asides"] == [["a place that is too uncertain", 1, 5]]
    assert file.counts["new"] == 2  # two stations vote at one point


def test_places_in_lambert_93_become_degrees(france):
    imported(BAL)
    found = Building.objects.get(street="Rue Neuve")
    assert (round(found.latitude, 2), round(found.longitude, 2)) == (45.76, 4.83)


@pytest.mark.parametrize("text", ["", "a;b\n1;2\n", "code_insee;nom\n69123;x\n", "rue;numero\nRue Neuve;1\n"])
def test_a_file_that_is_none_of_addresses_is_refused_in_words(client, dora, text):
    client.force_login(dora)
    sent = {"file": SimpleUploadedFile("x.csv", text.encode() or b" ")}
    answer = client.post(reverse("addresses:imports"), sent)
    assert answer.status_code == 422 and not AddressFile.objects.exists()


def test_the_roll_brings_the_polling_stations_that_are_new(france):
    entering.enter([Wanted("69123", "2", name="School")])
    file = imported(REU)
    assert (file.counts["new_stations"], file.counts["stations"]) == (1, ["69123_0001"])
    assert foch().station.number == "0001" and foch().station.zone.code == "69123"
    again = imported(REU)
    assert (again.counts["same"], again.counts["mended"]) == (2, 0)
    undone(file)
    assert {station.name for station in Station.objects.all()} == {"School", ""}  # buildings stand by both


def test_undoing_the_roll_takes_its_stations_away(france):
    entering.enter([Wanted("69123", "2", name="School")])
    undone(imported(REU))
    assert [station.name for station in Station.objects.all()] == ["School"]
    assert not Building.objects.exists()


def test_ones_own_list_may_name_the_station_by_its_number(france):
    imported("code_insee;adresse;bureau\n69123;1 rue Neuve;12\n69123;2 rue Neuve;\n")
    first, second = Building.objects.order_by("address_key")
    assert first.station.number == "0012" and second.station is None


def test_undoing_takes_away_what_was_made_and_puts_back_what_was_changed(france):
    imported(REU)
    mended = imported(BAN)
    undone(mended)
    assert (foch().latitude, foch().place_from, foch().city) == (45.77, "reu", "Lyon")
    assert not Building.objects.filter(municipality="69266").exists()
    assert Municipality.objects.get(code="69266").n_buildings == 0
    assert mended.counts["gone"] == 1


def test_undoing_leaves_what_somebody_built_on(france):
    file = imported(BAN)
    church = Building.objects.get(municipality="69266")
    doors.add_doors(building=church, stair="", floors=["0"], labels=["left"])
    buildings.change_building(building=foch(), homes=9)
    undone(file)
    assert Building.objects.count() == 2 and file.counts["kept"] == 2


def test_undoing_leaves_what_another_file_names_too(france):
    first = imported(BAN)
    imported(BAN)
    undone(first)
    assert Building.objects.count() == 2


def test_a_run_that_was_stopped_goes_on_where_it_stopped(france, monkeypatch):
    lines = "".join(
        f"{n};;{n};;Rue Neuve;69001;69123;Lyon;;;4.8{n:03};45.77;entrance\n" for n in range(1, 51)
    )
    monkeypatch.setattr(writing, "CHUNK", 10)
    file = checked(BAN.splitlines(keepends=True)[0] + lines)
    uploads.start(imported=file)

    class Killed(BaseException):
        pass

    def kill(n):
        if n >= 20:
            raise Killed

    with pytest.raises(Killed):
        run.run(KIND, file.pk, kill)
    assert Building.objects.count() == 20
    behind = AddressFile.objects.get(pk=file.pk)
    AddressFile.objects.filter(pk=file.pk).update(at_key="beyond")  # another worker moved on
    with pytest.raises(run.Behind):
        run.locked(behind)
    AddressFile.objects.filter(pk=file.pk).update(at_key=behind.at_key)
    worked(file)
    assert (file.state, Building.objects.count(), file.counts["made"]) == ("done", 50, 50)


def originals() -> list[Any]:
    folder = Path(settings.PRIVATE_ROOT, "addresses")
    return [*folder.glob("*")]


def test_the_uploaded_original_is_gone_once_it_was_checked(france, run_tasks):
    file = taken(BAN)
    assert len(originals()) == 1
    run_tasks()
    file.refresh_from_db()
    assert (file.state, file.path, originals()) == ("checked", "", [])
    uploads.start(imported=file)  # what is written comes from the blocks
    run_tasks()
    assert Building.objects.count() == 2 and not originals()


def test_the_original_is_gone_after_a_refusal(france, monkeypatch, run_tasks):
    monkeypatch.setattr(tally, "MOST_REFUSED", 3)
    file = taken(f"{HEADINGS}\n" + "69;1;Rue Neuve;45.7;4.8;1\n" * 5)
    run_tasks()
    file.refresh_from_db()
    assert (file.state, file.path, originals()) == ("failed", "", [])


def test_the_original_is_gone_with_the_file_that_is_removed(france):
    file = taken(BAN)
    AddressFile.objects.filter(pk=file.pk).update(state="failed", failed_at="reading")  # by an error of ours
    assert originals()
    uploads.forget(imported=file)
    assert not originals() and not AddressFile.objects.exists()


def test_the_way_from_the_upload_to_the_undoing_in_the_back_office(client, dora, france, run_tasks):
    client.force_login(dora)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    assert reverse("addresses:imports") in client.get(reverse("addresses:places")).content.decode()
    answer = client.post(reverse("addresses:imports"), {"file": SimpleUploadedFile("ban.csv", BAN.encode())})
    file = AddressFile.objects.get()
    assert answer.url == reverse("addresses:import", args=[file.pk])
    assert 'hx-trigger="every 1s"' in client.get(answer.url).content.decode()
    run_tasks()
    page = " ".join(client.get(answer.url).content.decode().split())
    assert "<dt>New buildings</dt><dd>2</dd>" in page.replace("> <", "><") and not Building.objects.exists()
    client.post(reverse("addresses:import_run", args=[file.pk]))
    run_tasks()
    assert Building.objects.count() == 2
    assert "Undo the import" in client.get(answer.url).content.decode()
    client.post(reverse("addresses:import_undoing", args=[file.pk]))
    run_tasks()
    assert not Building.objects.exists()
    client.post(reverse("addresses:import_removal", args=[file.pk]))
    assert not AddressFile.objects.exists() and not AddressBlock.objects.exists()


def test_files_are_for_those_who_keep_all_addresses(client, alice, france):
    client.force_login(alice)
    assert client.get(reverse("addresses:imports")).status_code == 403
    assert reverse("addresses:imports") not in client.get(reverse("addresses:places")).content.decode()
