"""Chains that are written out: one file of Python finds whoever touched one, and the first bad line."""

import ast
import csv
import hashlib
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.foundation.lib.text import csvs
from mailguard import chain

FIELDS = ["number", "name", "at"]
ROWS = {key: (bytes([key]) * 16, [str(key), f"=Name {key}", f"2026-01-0{key}"]) for key in range(1, 7)}


def written(name="trials", gone=()):
    """A register of three seals over six rows, the last of which says what is gone."""
    strand, lines = chain.Strand(chain.start(name)), [chain.header(name, fields=FIELDS)]
    for keys in [(1, 2, 3), (4, 5), (6,)]:
        rows = [[key, chain.row_digest(*ROWS[key]).hex()] for key in keys]
        lines.append(strand.add({"rows": rows, "gone": []}))
    if gone:
        lines.append(strand.add({"rows": [], "gone": list(gone)}))
    return [json.dumps(line) for line in [*lines, chain.closing(name, {"": (strand.n, strand.head)})]]


def table(*keys, **changed):
    """A file of rows, as an export writes it."""
    rows = [[*FIELDS, "salt", "sha256", "seal"]]
    for key in keys:
        salt, fields = ROWS[key]
        seal = 1 if key < 4 else 2 if key < 6 else 3
        rows.append([*fields, salt.hex(), chain.row_digest(salt, fields).hex(), str(seal)])
    return "".join(csvs.lines(rows))


def test_a_whole_register_holds():
    found = chain.check(written())
    assert (found.faults, found.name, found.fields) == ([], "trials", FIELDS)
    assert found.head == json.loads(written()[-2])["digest"]
    assert not chain.check(written(), "trials").faults
    assert chain.check(written(), "others").faults[0] == (1, "format")


def test_an_empty_chain_ends_where_it_begins():
    start = chain.start("trials")
    lines = [chain.header("trials"), chain.closing("trials", {"": (0, start)})]
    found = chain.check(map(json.dumps, lines))
    assert (found.faults, found.head) == ([], start)


@given(st.data())
def test_whoever_touches_a_register_is_found_at_the_first_bad_line(data):
    lines = written(gone=[2])
    at = data.draw(st.integers(1, len(lines) - 1))
    how = data.draw(st.sampled_from(["edit", "remove", "swap", "blank", "cut", "repeat"]))
    if how == "edit":
        line = json.loads(lines[at])
        key = data.draw(st.sampled_from(sorted(line)))
        bad = [*lines[:at], json.dumps(line | {key: data.draw(st.text() | st.integers() | st.none())})]
        if json.loads(bad[-1]) == line:
            return
        bad += lines[at + 1 :]
    elif how == "swap":
        if at + 1 == len(lines):
            return
        bad = [*lines[:at], lines[at + 1], lines[at], *lines[at + 2 :]]
    else:
        instead = {"remove": [], "blank": ["{}"], "cut": [], "repeat": [lines[at]] * 2}[how]
        bad = [*lines[:at], *instead, *([] if how == "cut" else lines[at + 1 :])]
    found = chain.check(bad)
    is_end = how == "cut" or (how == "remove" and at == len(lines) - 1)  # told at the last line that is there
    assert found.n_faults and found.faults[0][0] == at + {"repeat": 2}.get(how, 0 if is_end else 1)


@given(st.lists(st.text(), min_size=2), st.integers(0, 5))
def test_no_two_rows_have_one_digest(fields, at):
    """A sign that moves from one field to the next makes another row."""
    at %= len(fields) - 1
    moved = [*fields[:at], fields[at] + fields[at + 1], "", *fields[at + 2 :]]
    told = hashlib.sha256(chain.canonical([(b"s" * 16).hex(), *fields])).digest()
    assert told == chain.row_digest(b"s" * 16, fields)
    same = told == chain.row_digest(b"s" * 16, moved)
    assert same == (fields == moved)


def test_a_seal_of_another_chain_has_no_place_here():
    lines, others = written(), written("others")
    found = chain.check([*lines[:2], *others[2:]])
    assert found.faults[0] == (3, "changed")


def test_of_rows_the_first_that_is_wrong_is_named():
    told = [(1, b"a"), (2, b"b"), (3, b"c")]
    whole = dict(told)
    assert chain.mismatch(told, whole, []) is None
    assert chain.mismatch(told, {1: b"a", 3: b"c"}, [2]) is None
    assert chain.mismatch(told, {1: b"a", 3: b"c"}, []) == ("taken", 2)
    assert chain.mismatch(told, whole, [3]) == ("erased", 3)
    assert chain.mismatch(told, whole | {3: b"x", 2: b"y"}, []) == ("altered", 2)
    assert chain.mismatch(told, whole | {9: b"x", 7: b"y"}, []) == ("slipped", 7)


@pytest.mark.parametrize("text", ["a", "=1", "'x", "'=x", "\t=1", "a;=1", "a\n =2", "-5", "'\tx"])
def test_a_cell_is_read_as_it_was_before_it_was_made_safe(text):
    assert chain.plain(csvs.safe(text)) == csvs.unsafe(csvs.safe(text)) == text


def test_rows_are_held_against_their_seals():
    register = chain.check(written(gone=[2]))
    found = chain.check_rows(table(1, 3, 4, 5, 6).splitlines(), FIELDS, register)
    assert (found.n, found.faults) == (5, []) and register.sealed.keys() - found.keys - register.gone == set()
    with pytest.raises(chain.NoSuchFile):
        chain.check_rows(table(1).splitlines(), [*FIELDS, "more"])


@pytest.fixture
def alone(tmp_path: Path):
    """The program by itself, as somebody without Hustings has it."""
    shutil.copy(chain.__file__, tmp_path / "verify.py")
    (tmp_path / "chain.jsonl").write_text("\n".join(written()))
    (tmp_path / "rows.csv").write_text(table(1, 2, 3, 4, 5, 6), "utf-8")

    def run(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-I", "-S", "verify.py", *words],
            cwd=tmp_path, capture_output=True, text=True, check=False, env={},
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    return run


def test_the_program_runs_alone(alone, tmp_path):
    head = chain.check(written()).head
    code, said = alone("chain.jsonl", "rows.csv", "--head", head.upper())
    assert code == 0 and "seals all 6 rows" in said and head in said
    assert alone("chain.jsonl")[0] == 0
    code, said = alone("chain.jsonl", "--head", "0" * 64)
    assert code == 1 and head in said
    changed = list(csv.reader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8"))))
    changed[2][1] = "Eve"
    (tmp_path / "rows.csv").write_text("".join(csvs.lines(changed)), "utf-8")
    code, said = alone("chain.jsonl", "rows.csv")
    assert code == 1 and "rows.csv:3: Line 3 is not as it was sealed" in said
    (tmp_path / "chain.jsonl").write_text("\n".join(written()[:-1]))
    assert "its end was left out" in alone("chain.jsonl")[1]
    for words in [("rows.csv",), ("chain.jsonl", "chain.jsonl")]:
        code, said = alone(*words)
        assert code == 1 and "Traceback" not in said


def test_the_program_needs_no_more_than_python_3_9():
    tree = ast.parse(Path(chain.__file__).read_text("utf-8"), feature_version=(3, 9))
    found = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    found |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert {str(name).partition(".")[0] for name in found} <= sys.stdlib_module_names
