"""What is not whole, or does not fit, is refused before anything is touched."""

import gzip
import io
import json
import shutil
import sqlite3
import tarfile
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.foundation.backups import container, content, files, reader, restore, writer
from hustings.foundation.backups.refusals import NotWhole, Refused, TooNew
from tests.cast.foundation.backups.content import fill


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
    assert "This backup is incomplete" in done.stderr and "Traceback" not in done.stderr
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
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('persons', '9999_later', '2030-01-01')"
        )
    later.backup(tmp_path / "b")
    with pytest.raises(TooNew, match=r"persons\.9999_later.*Upgrade Hustings first"):
        here.restore(tmp_path / "b")


@pytest.mark.parametrize("name", ["nowhere", "text", "folder", "empty", "archive"])
def test_what_is_no_backup_is_refused_in_a_sentence(tmp_path, name):
    (tmp_path / "text").write_text("Dear supporters")
    (tmp_path / "empty").touch()
    (tmp_path / "folder").mkdir()
    with gzip.open(tmp_path / "archive", "w") as file:
        file.write(b"holiday pictures")
    with pytest.raises(Refused, match=r"\.$"), reader.opened(tmp_path / name):
        pass


def sealed(path, build):
    """A sealed file around whatever tar ``build`` writes."""
    with path.open("wb") as file:
        whole = container.Sealed(file)
        with tarfile.open(None, "w|", whole, format=tarfile.PAX_FORMAT) as tar:
            build(tar)
        whole.close()
    return path


def put(tar, name, data, **more):
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    for key, value in more.items():
        setattr(entry, key, value)
    tar.addfile(entry, io.BytesIO(data))


MANIFEST = content.Manifest([content.Table("persons_person", [("id", "integer")])], [], "sqlite", "key")


def manifest(tar):
    put(tar, "manifest.json", json.dumps(MANIFEST.as_json()).encode())


def parts(path):
    with reader.opened(path) as backup:
        found = []
        for part in backup.parts():
            if isinstance(part, reader.Kept):
                shutil.copyfileobj(part.file, io.BytesIO())
            found.append(part)
        return found


def test_a_table_is_read_in_pieces_and_a_row_has_a_bound(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "_PIECE", 1_000)
    monkeypatch.setattr(container, "MOST_ROW", 5_000)

    def build(tar, longest=4_000):
        manifest(tar)
        put(
            tar, "tables/persons_person/000000.tsv", b"x" * 10 + b"\n" + b"y" * longest + b"\n" + b"z\n" * 900
        )

    found = parts(sealed(tmp_path / "whole", build))
    assert b"".join(part.data for part in found) == b"x" * 10 + b"\n" + b"y" * 4_000 + b"\n" + b"z\n" * 900
    assert max(len(part.data) for part in found) < 5_100
    assert all(part.data.endswith(b"\n") for part in found)
    with pytest.raises(NotWhole, match="a row larger than"):
        parts(sealed(tmp_path / "long", lambda tar: build(tar, 8_000)))


def test_no_part_is_larger_than_what_the_backup_says(tmp_path):
    path = sealed(tmp_path / "b", lambda tar: [manifest(tar), put(tar, "files/media/a", b"0" * 50_000)])
    with path.open("rb") as file:
        backup = reader.Backup(file, 5_000)
        with pytest.raises(NotWhole, match="manifest doesn’t list: files/media/a"):
            next(backup.parts())


@pytest.mark.parametrize(
    "odd",
    [
        {"type": tarfile.SYMTYPE, "linkname": "/etc"},
        {"type": tarfile.FIFOTYPE},
        {"type": tarfile.DIRTYPE},
        {"type": b"Z"},
        {"pax_headers": {"GNU.sparse.map": "0,1", "GNU.sparse.size": "99999999999"}},
        {"pax_headers": {"comment": "x" * 100_000}},
    ],
    ids=["link", "pipe", "folder", "unknown", "hole", "long header"],
)
def test_what_is_no_plain_file_is_refused_unread(tmp_path, odd):
    path = sealed(tmp_path / "b", lambda tar: [manifest(tar), put(tar, "files/media/a", b"0", **odd)])
    with pytest.raises(NotWhole, match="an unexpected entry"):
        parts(path)


@pytest.mark.parametrize("said", [b"[]", b"{", b"{}", b"[" * 100_000, b'{"format": 1}', b"\xff"])
def test_a_manifest_that_says_nothing_is_refused(tmp_path, said):
    path = sealed(tmp_path / "b", lambda tar: put(tar, "manifest.json", said))
    with pytest.raises(NotWhole, match="manifest"):
        parts(path)


def test_a_manifest_without_end_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(reader, "_MOST_MANIFEST", 100)
    with pytest.raises(NotWhole, match="manifest"):
        parts(sealed(tmp_path / "b", manifest))


@pytest.mark.parametrize("n", [1, 512, 700, 5_000, 9_000])
def test_what_is_cut_off_under_a_seal_is_refused(tmp_path, n):
    whole = io.BytesIO()
    with tarfile.open(None, "w|", whole, format=tarfile.PAX_FORMAT) as tar:
        manifest(tar)
        put(tar, "tables/persons_person/000000.tsv", b"1\n" * 3_000)
        put(tar, "files/media/a", b"1" * 3_000)
    with (tmp_path / "b").open("wb") as file:
        cut = container.Sealed(file)
        cut.write(whole.getvalue()[:n])
        cut.close()
    with pytest.raises(NotWhole):
        parts(tmp_path / "b")


def test_a_row_that_would_not_be_read_back_is_not_written(campaign, tmp_path, monkeypatch):
    here = campaign()
    monkeypatch.setattr(writer, "MOST_ROW", 100)
    fill(here.alias, here.var)
    with pytest.raises(Refused, match="can’t be backed up"):
        here.backup(tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_a_disk_without_room_stays_as_it_is(campaign, tmp_path, monkeypatch):
    here = campaign()
    fill(here.alias, here.var)
    here.backup(tmp_path / "b")
    before = here.rows(), here.files()
    monkeypatch.setattr(files, "ROOM", 1 << 60)
    with pytest.raises(Refused, match="enough disk space"):
        here.restore(tmp_path / "b")
    monkeypatch.setattr(restore, "demand_room", lambda *_: None)  # the files alone
    with pytest.raises(Refused, match="enough disk space"):
        here.restore(tmp_path / "b")
    assert (here.rows(), here.files()) == before
