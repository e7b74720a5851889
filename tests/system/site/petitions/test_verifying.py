"""``hustings proof``: a file of signatures is checked by whoever has it."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.test import Client

from hustings.shells.cli.chains.proof import proof as command
from hustings.site.petitions import proof
from hustings.site.petitions.models import Petition
from mailguard import chain as chain_file
from tests.app.site.petitions.test_hq import hq
from tests.cast.people import submissions
from tests.cast.site.petitions.fixtures import signed

__all__ = ["hq"]  # a fixture
pytestmark = pytest.mark.django_db


@pytest.fixture
def files(hq: Client, petition: Petition, tmp_path: Path) -> tuple[Path, Path]:
    ones = [signed(petition, f"c{n}@example.org", family_name="=D", postcode="69100") for n in range(3)]
    ones = [signed(petition, f"c{n}@example.org", family_name="=Dupont", postcode="69100") for n in range(3)]
    proof.seal_waiting()
    signed(petition, "d@example.org", comment="first\nsecond")
    last = signed(petition, "e@example.org")
    proof.seal_waiting()
    submissions.withdraw(last)
    submissions.disown(ones[1])
    made = []
    for kind in ["csv", "chain", "program"]:
        answer: Any = hq.post(f"/hq/petitions/{petition.pk}/export/", {"format": kind})
        made.append(tmp_path / answer["Content-Disposition"].split('"')[1])
        made[-1].write_bytes(answer.getvalue())
    assert "example.org" not in made[1].read_text()
    return made[0], made[1]


def test_the_program_of_the_export_page_checks_both_alone(files: tuple[Path, Path]) -> None:
    (program,) = files[0].parent.glob("*-verify.py")
    words = [sys.executable, "-I", "-S", str(program), str(files[1]), str(files[0])]
    done = subprocess.run(words, env={}, cwd="/", capture_output=True, text=True, check=True)
    assert "seals all 3 rows" in done.stdout
    files[1].write_text(files[1].read_text().replace('"gone": []', '"gone": [1]', 1))
    done = subprocess.run(words, env={}, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 1 and f"{files[1]}:2: Line 2 was changed" in done.stderr


def run(*words: object) -> tuple[int, str]:
    done = CliRunner().invoke(command, [str(word) for word in words])
    return done.exit_code, done.output


def test_a_whole_file_is_as_it_was_signed(files: tuple[Path, Path], petition: Petition) -> None:
    signatures, chain = files
    head = proof.prove(petition.pk).head
    code, said = run(signatures, "--chain", chain, "--head", head)
    assert code == 0 and "All 3" in said and f"3 seals, ending at {head}" in said
    assert "1 sealed signature is not in the file" in said, "the one that was taken back"
    assert run(signatures)[0] == 0
    code, said = run(signatures, "--chain", chain, "--head", "0" * 64)
    assert code == 1 and head in said


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda rows: rows[1].replace("69100", "75001"), "digest"),
        (lambda rows: rows[1].replace("example.org", "example.net"), "digest"),
        (lambda rows: rows[1] + "\n" + rows[1], "twice"),
        (lambda rows: rows[1].replace(rows[1].split(",")[0], "x", 1), "line"),
    ],
    ids=["postcode", "address", "twice", "number"],
)
def test_a_line_that_was_changed_is_named(files: tuple[Path, Path], change: Any, told: str) -> None:
    signatures, chain = files
    rows = signatures.read_text("utf-8-sig").splitlines()
    rows[1] = change(rows)
    signatures.write_text("\n".join(rows), "utf-8")
    code, said = run(signatures, "--chain", chain)
    words = {"digest": "not as it was sealed", "twice": "stands in the file twice", "line": "be read"}
    assert code == 1 and words[told] in said and f"{signatures}:" in said


def test_one_that_is_made_up_with_a_digest_of_its_own_is_in_no_seal(files: tuple[Path, Path]) -> None:
    signatures, chain = files
    rows = signatures.read_text("utf-8-sig").splitlines()
    cells = rows[1].split(",")
    cells[0], cells[7] = "9999", "made-up@example.org"
    said = [cells[0], cells[7], cells[3], cells[4].removeprefix("'"), cells[5], cells[1], cells[2]]
    cells[13] = chain_file.row_digest(bytes.fromhex(cells[12]), said).hex()
    signatures.write_text("\n".join([*rows, ",".join(cells)]), "utf-8")
    assert run(signatures)[0] == 0, "by itself it looks well"
    code, told = run(signatures, "--chain", chain)
    assert code == 1 and "its seal does not hold it" in told


@pytest.mark.parametrize(("number", "words"), [(None, "its seal does not hold"), ("77", "no seal of the")])
def test_a_line_that_hides_its_seal_is_held_against_the_chain(
    files: tuple[Path, Path], number: str | None, words: str
) -> None:
    signatures, chain = files
    rows = signatures.read_text("utf-8-sig").splitlines()
    cells = rows[1].split(",")
    cells[0], cells[7], cells[11] = number or cells[0], "made-up@example.org", ""
    said = [cells[0], cells[7], cells[3], cells[4].removeprefix("'"), cells[5], cells[1], cells[2]]
    cells[13] = chain_file.row_digest(bytes.fromhex(cells[12]), said).hex()
    signatures.write_text("\n".join([rows[0], ",".join(cells), *rows[2:]]), "utf-8")
    code, told = run(signatures, "--chain", chain)
    assert code == 1 and words in told


@pytest.mark.parametrize("seal", ["x", "9" * 5_000, "-1", "²"])
def test_odd_cells_and_files_are_told_in_words(files: tuple[Path, Path], seal: str) -> None:
    signatures, chain = files
    rows = signatures.read_text("utf-8-sig").splitlines()
    for at in (0, 11):
        cells = rows[1].split(",")
        cells[at] = seal
        signatures.write_text("\n".join([rows[0], ",".join(cells), *rows[2:]]), "utf-8")
        code, told = run(signatures, "--chain", chain)
        assert code == 1 and f"{signatures}:2: " in told
    signatures.write_text(f'{rows[0]}\n"{"x" * 200_000}"', "utf-8")
    assert "not from this export" in run(signatures)[1]
    chain.write_text(chain.read_text().replace('"rows": [[', f'"rows": [[{"9" * 30},"00"],[', 1))
    signatures.write_text("\n".join(rows), "utf-8")
    code, told = run(signatures, "--chain", chain)
    assert code == 1 and f"{chain}:2: Line 2 was changed" in told


def test_a_chain_that_was_changed_is_named(files: tuple[Path, Path]) -> None:
    signatures, chain = files
    seals = chain.read_text().splitlines()
    chain.write_text("\n".join([seals[0], *seals[2:]]))
    code, said = run(signatures, "--chain", chain)
    assert code == 1 and "one before it is missing" in said
    changed = seals[1].replace('"gone": []', '"gone": [1]')
    assert changed != seals[1]
    chain.write_text("\n".join([seals[0], changed, *seals[2:]]))
    assert run(signatures, "--chain", chain)[0] == 1
    chain.write_text("\n".join(seals[:-1]))
    assert "its end was left out" in run(signatures, "--chain", chain)[1]
    chain.write_text("\n".join([*seals[:-2], seals[-1]]))
    assert "closes another register" in run(signatures, "--chain", chain)[1]
    for wrong in ["[]", "{}", "no", "\n".join(seals[1:])]:
        chain.write_text(wrong)
        code, said = run(signatures, "--chain", chain)
        assert code == 1 and "not from this export" in said
    assert "not from this export" in run(chain)[1]
    assert run(signatures, "--head", "x")[0] == 2


def test_it_needs_neither_database_nor_settings(files: tuple[Path, Path], tmp_path: Path) -> None:
    words = [sys.executable, "-m", "hustings.shells.cli", "proof", str(files[0]), "--chain", str(files[1])]
    ours = str(Path(chain_file.__file__).parents[1])
    env = {
        "PATH": "",
        "PYTHONPATH": ours,
        "HUSTINGS_DATABASE_URL": "postgres://nowhere.example/x",
        "LANG": "C.UTF-8",
    }
    done = subprocess.run(words, env=env, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "All 3 signatures" in done.stdout
