"""``hustings territories``."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from hustings.foundation.territories import shipped
from hustings.foundation.territories.models import Kind, Zone
from hustings.shells.cli.territories import territories
from tests.app.foundation.territories.test_loading import TINY
from tests.app.foundation.territories.test_stations import FILE

pytestmark = pytest.mark.django_db


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(territories, words)
    return done.exit_code, done.output


def test_a_country_is_loaded_once_and_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "read", lambda code: TINY)
    assert "9 new, 0 updated, 0 unchanged" in run("load")[1]
    assert "0 new, 0 updated, 9 unchanged" in run("load", "fr")[1]


def test_an_unknown_country_is_answered_in_words() -> None:
    code, said = run("load", "XX")
    assert code == 1
    assert "XX" in said
    assert "FR" in said


def test_stations_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shipped, "read", lambda code: TINY)
    run("load")
    file = tmp_path / "stations.csv"
    file.write_text(FILE + "99999;1;;;;;\n")
    code, said = run("stations", str(file))
    assert code == 1
    assert "stations.csv:6:" in said
    assert not Zone.objects.of_kind(Kind.STATION).exists()
    assert "4 new" in run("stations", "--skip-bad", str(file))[1]
    file.write_bytes(b"PK\x03\x04")
    assert run("stations", str(file))[0] == 1
