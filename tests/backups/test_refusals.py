"""What is not whole, or does not fit, is refused before anything is touched."""

import gzip
import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.backups import container, reading
from hustings.backups.refusals import NotWhole, Refused, TooNew
from tests.backups.content import fill


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """A sealed file of several blocks' worth of nothing much."""
    path = tmp_path_factory.mktemp("sealed") / "small"
    with path.open("wb") as file:
        sealed = container.Sealed(file)
        sealed.write(b"".join(b"%d," % n for n in range(2_000)))
        sealed.close()
    return path.read_bytes()


def _verdict(path, data):
    path.write_bytes(data)
    with path.open("rb") as file:
        return container.verify(file)


def test_a_whole_file_is_accepted(small, tmp_path):
    assert _verdict(tmp_path / "f", small) == len(b"".join(b"%d," % n for n in range(2_000)))


def test_no_byte_can_change(small, tmp_path_factory):
    path = tmp_path_factory.mktemp("altered") / "f"

    @given(st.integers(0, len(small) - 1), st.integers(1, 255))
    def flip(at, by):
        altered = bytearray(small)
        altered[at] ^= by
        with pytest.raises(NotWhole):
            _verdict(path, bytes(altered))

    flip()
    for at in range(len(small) - container.SEAL - 20, len(small)):
        altered = bytearray(small)
        altered[at] ^= 1
        with pytest.raises(NotWhole):
            _verdict(path, bytes(altered))


def test_no_end_can_be_missing_and_nothing_be_added(small, tmp_path):
    for length in [*range(0, len(small), 97), *range(len(small) - 80, len(small))]:
        with pytest.raises(NotWhole):
            _verdict(tmp_path / "f", small[:length])
    with pytest.raises(NotWhole):
        _verdict(tmp_path / "f", small + b"\0")
    with pytest.raises(NotWhole):
        _verdict(tmp_path / "f", small + small)


def test_an_altered_backup_changes_nothing(campaign, tmp_path):
    here = campaign()
    fill(here.alias, here.var)
    file = tmp_path / "b"
    here.backup(file)
    before = here.rows(), here.files()
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 4
    file.write_bytes(data)
    done = here.run("restore", "--yes", str(file))
    assert done.returncode == 1
    assert "This backup is not whole" in done.stderr and "Traceback" not in done.stderr
    assert (here.rows(), here.files()) == before
    assert not (here.var / "backups").exists()


def test_a_campaign_is_replaced_only_when_told_and_kept_aside(campaign, tmp_path):
    here, other = campaign(), campaign()
    fill(here.alias, here.var)
    other.backup(tmp_path / "b")
    done = here.run("restore", str(tmp_path / "b"))
    assert done.returncode == 1 and "--yes" in done.stderr
    before = here.rows()
    done = here.run("restore", "--yes", str(tmp_path / "b"))
    assert done.returncode == 0, done.stderr
    assert here.rows()["accounts_user"] == []
    (kept,) = (here.var / "backups").iterdir()
    here.restore(kept)
    assert here.rows() == before


def test_a_backup_of_a_later_version_is_refused(campaign, tmp_path):
    later, here = campaign(), campaign()
    with closing(sqlite3.connect(later.var / "hustings.sqlite3")) as db, db:
        db.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', '2030-01-01')"
        )
    later.backup(tmp_path / "b")
    with pytest.raises(TooNew, match=r"people\.9999_later.*Upgrade Hustings first"):
        here.restore(tmp_path / "b")


@pytest.mark.parametrize("name", ["nowhere", "text", "folder", "empty", "archive"])
def test_what_is_no_backup_is_refused_in_a_sentence(tmp_path, name):
    (tmp_path / "text").write_text("Dear supporters")
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    with gzip.open(tmp_path / "archive", "w") as file:
        file.write(b"holiday pictures")
    with pytest.raises(Refused, match=r"\.$"), reading.opened(tmp_path / name):
        pass
