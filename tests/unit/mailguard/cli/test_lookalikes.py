"""``mailguard lookalikes`` as a person types it."""

import gzip
import json

import pytest
from click.testing import CliRunner

from mailguard.cli import main


@pytest.fixture
def run():
    return lambda *words, **options: CliRunner().invoke(main, ["lookalikes", *map(str, words)], **options)


@pytest.fixture
def registrations(tmp_path):
    path = tmp_path / "new.txt"
    path.write_text("garden.example\nmail-en-avant.fr\nportal-office.fr\n")
    return path


def test_a_list_is_searched(run, registrations):
    done = run("en-avant.fr", "--among", registrations)
    assert done.exit_code == 1
    assert done.stdout.splitlines() == [
        "2: mail-en-avant.fr  en-avant.fr  the name beside a service word  0.90",
        "3: portal-office.fr  Microsoft  the name beside a service word  0.75",
    ]


def test_the_trick_is_said_in_french(run, registrations, monkeypatch):
    monkeypatch.setenv("LANGUAGE", "fr")
    assert "le nom à côté d’un mot de service" in run("en-avant.fr", "--among", registrations).stdout


def test_json_gives_one_object_a_line(run, registrations):
    rows = [
        json.loads(line)
        for line in run("en-avant.fr", "--json", "--among", registrations).stdout.splitlines()
    ]
    assert [(row["host"], row["how"], row["is_provider"]) for row in rows] == [
        ("mail-en-avant.fr", "service", False),
        ("portal-office.fr", "service", True),
    ]


def test_standard_input_and_a_profile_work(run, tmp_path):
    profile = tmp_path / "profile.toml"
    profile.write_text('domains = ["en-avant.fr"]\n')
    done = run(
        "--profile", profile, "--no-providers", "--among", "-", input="portal-office.fr\nen-avvant.fr\n"
    )
    assert [line.split()[1] for line in done.stdout.splitlines()] == ["en-avvant.fr"]


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_list_as_windows_writes_it_is_searched_as_a_file_and_as_standard_input(run, tmp_path, coding):
    list_ = tmp_path / "names.txt"
    list_.write_bytes("nothing.fr\r\nportal-office.fr\r\nen-avvant.fr\r\n".encode(coding))
    told = [
        run("--no-providers", "--among", where, "en-avant.fr", input=given).output
        for where, given in (
            (str(list_), None),
            ("-", list_.read_bytes()),
            ("-", gzip.compress(list_.read_bytes())),
        )
    ]
    assert len(set(told)) == 1 and told[0].startswith("3: en-avvant.fr")


def test_nothing_found_is_a_clean_end(run, tmp_path):
    path = tmp_path / "new.txt"
    path.write_text("garden.example\n")
    assert run("en-avant.fr", "--among", path).exit_code == 0


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_list_is_named(run, tmp_path, text):
    path = tmp_path / "empty.txt"
    path.write_text(text)
    done = run("en-avant.fr", "--among", path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{path} is empty: no name was read." in done.stderr
    with gzip.open(tmp_path / "empty.gz", "wb"):
        pass
    assert "is empty" in run("en-avant.fr", "--among", tmp_path / "empty.gz").stderr
    assert run("en-avant.fr", "--among", "-", input="").exit_code == 2


def test_variants_are_listed(run):
    done = run("en-avant.fr", "--generate", "--least", "0.9")
    assert done.exit_code == 0 and "onedrive-en-avant.fr  the name beside a service word  0.90" in done.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ["en-avant.fr", "--among", "/nowhere/at/all"],
            "/nowhere/at/all can't be read: No such file or directory.",
        ),
        (["en-avant.fr", "--among", "/"], "/ can't be read: Is a directory."),
        (["en-avant.fr"], "Say where to look"),
        (["--generate"], "Name the domains to protect"),
        (["--profile", "/nowhere/at/all", "--generate"], "/nowhere/at/all can't be read"),
    ],
)
def test_what_cant_be_done_is_said_in_words(run, words, says):
    done = run(*words)
    assert done.exit_code == 2 and says in done.stderr


def test_a_cut_archive_is_named(run, tmp_path):
    path = tmp_path / "cut.gz"
    import gzip

    path.write_bytes(gzip.compress(b"x.example\n" * 9999)[:30])
    done = run("en-avant.fr", "--among", path)
    assert done.exit_code == 2 and "ends too early" in done.stderr
