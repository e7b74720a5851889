"""A campaign comes back as it was, on whichever database."""

import json
import tarfile
from pathlib import Path

import pytest

from hustings.foundation.accounts.models import User
from hustings.foundation.backups.refusals import Refused
from hustings.outreach.mailings.models import Mailing
from hustings.people.persons.models import Person
from tests.cast.foundation.backups.content import fill


def _comparable(rows: dict[str, list[str]]) -> dict[str, list[object]]:
    """JSON in one spelling: PostgreSQL keeps what it means, SQLite how it was written."""

    def plain(value: str) -> object:
        if value[:1] not in "{[":
            return value
        try:
            return json.dumps(json.loads(value.replace("\\\\", "\\")), sort_keys=True)
        except ValueError:
            return value

    return {
        table: sorted(["\t".join(str(plain(value)) for value in line.split("\t")) for line in lines])
        for table, lines in rows.items()
    }


@pytest.mark.postgres
def test_every_row_survives_the_way_to_postgresql_and_back(campaign, tmp_path):
    here, there, back = campaign(), campaign("postgresql"), campaign()
    fill(here.alias, here.var)
    here.backup(tmp_path / "one")
    there.restore(tmp_path / "one")
    there.backup(tmp_path / "two")
    back.restore(tmp_path / "two")
    assert _comparable(there.rows()) == _comparable(here.rows())
    assert _comparable(back.rows()) == _comparable(here.rows())
    assert there.files() == back.files() == here.files()
    for campaign_ in (there, back):
        last = Person.objects.using(here.alias).order_by("-pk")[0].pk
        assert Person.objects.using(campaign_.alias).create(family_name="next").pk == last + 2


def test_a_restored_campaign_signs_in_and_finds_pages(campaign, tmp_path):
    here, there = campaign(), campaign()
    fill(here.alias, here.var)
    here.backup(tmp_path / "b")
    done = there.run("restore", str(tmp_path / "b"))
    assert done.returncode == 0, done.stderr
    assert User.objects.using(there.alias).get().check_password("correct horse battery")
    with there.connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM wagtailsearch_indexentry")
        assert cursor.fetchone()[0] > 0
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = 'persons_ledger_unchanged'")
        assert cursor.fetchone()[0] == 1
    assert not list(there.var.glob("*.new-*")) + list(there.var.glob("*.old-*"))


def test_the_file_is_for_its_owner_and_for_any_tool(campaign, tmp_path):
    here = campaign()
    fill(here.alias, here.var)
    target = tmp_path / "backup.tar.gz"
    here.backup(target)
    assert target.stat().st_mode & 0o777 == 0o600
    with tarfile.open(target) as tar:
        names = tar.getnames()
        manifest = json.load(tar.extractfile("manifest.json"))
    assert "files/private/report.csv" in names
    assert not any("session" in name for name in names)
    assert ["persons", "0001_initial"] in manifest["migrations"]
    with pytest.raises(Refused, match="already exists"):
        here.backup(target)
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup.tar.gz"]


def test_a_folder_gets_a_backup_named_after_the_moment(campaign, tmp_path):
    (tmp_path / "all").mkdir()
    done = campaign().run("backup", "--quiet", str(tmp_path / "all"))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert [path.suffixes for path in Path(tmp_path / "all").iterdir()] == [[".tar", ".gz"]]


def test_a_mailing_on_its_way_comes_back_paused(campaign, tmp_path):
    here, there = campaign(), campaign()
    for state in Mailing.State:
        Mailing.objects.using(here.alias).create(name=state, state=state)
    here.backup(tmp_path / "b")
    there.restore(tmp_path / "b")
    states = dict(Mailing.objects.using(there.alias).values_list("name", "state"))
    kept = {state: state for state in Mailing.State if state not in Mailing.MOVING}
    assert states == kept | {"queueing": "paused", "sending": "paused"}
    assert Mailing.objects.using(there.alias).get(name="sending").problem == "restored"
    assert not Mailing.objects.using(there.alias).get(name="paused").problem
