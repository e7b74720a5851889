"""Registers: what they prove of times, those of earlier versions, what is none."""

import json
from contextlib import closing

import pytest
from click.testing import CliRunner

from mailguard import chain
from mailguard.cli import main
from mailguard.forensics import case, register
from mailguard.forensics.store import Store


def verified(file, *more):
    """What the command says of it."""
    return CliRunner().invoke(main, ["leak", "verify", str(file), *more], env={"LANGUAGE": "en"})


def written(folder, file):
    """A register's lines, and its hash."""
    with closing(Store(folder)) as store:
        kept = register.write(store, file)
    return file.read_text().splitlines(keepends=True), kept


@pytest.fixture
def timed(leaked, tmp_path, monkeypatch):
    """A case that was written down several times."""
    monkeypatch.setattr(case, "_BATCH", 60)
    case.begin(tmp_path / "case", (str(leaked.folder / "dump"),), leaked.order)
    assert case.run(tmp_path / "case", leaked.order)
    return tmp_path / "case"


def test_times_that_were_changed_deleted_or_added_are_told(timed, tmp_path):
    file = tmp_path / "register.jsonl"
    lines, kept = written(timed, file)
    times = [nth for nth, line in enumerate(lines) if '"seen"' in line]
    assert len(times) >= 4
    good = verified(file, "--hash", kept)
    assert good.exit_code == 0 and f"{len(times)} times" in good.stdout and "--hash" not in good.stdout
    assert "fit together" in verified(file).stdout
    assert chain.main([str(file), "--head", kept]) == 0, "the program for whoever has nothing else"
    first, second = times[:2]
    begun = lines[first - 1].replace('"begun": "20', '"begun": "19')
    old = json.loads(lines[first]) | {"at": "1999-01-01T00:00:00+00:00"}
    for broken, says in [
        ([*lines[: first - 1], begun, *lines[first:]], f"Line {first} was changed"),
        ([*lines[:first], json.dumps(old) + "\n", *lines[first + 1 :]], f"Line {first + 1} was changed"),
        ([*lines[:first], json.dumps(old) + "\n", *lines[first:]], f"Line {first + 1} was changed"),
        ([*lines[:first], *lines[second:]], f"Line {first + 1} was changed"),
        ([line for line in lines if '"strand": "time"' not in line], "closes another register"),
        ([*lines[: times[-1]], *lines[times[-1] + 1 :]], "closes another register"),
        (lines[:-1], "its end was left out"),
        ([*lines, lines[first]], f"Line {len(lines) + 1} is no line of a register"),
    ]:
        file.write_text("".join(broken))
        told = verified(file)
        assert told.exit_code == 1 and says in told.stdout, (says, told.output)
    # whoever writes the end anew as well makes a register that fits: the hash that was kept tells
    strand, made = chain.Strand(chain.start(register.NAME)), lines[: first - 1]
    for line in map(json.loads, [begun, *(lines[nth] for nth in times)]):
        if "at" in line:
            line["at"] = "1999-01-01"
        del line["digest"]
        made.append(json.dumps(strand.add(line)) + "\n")
    ends = {name: (each.n, each.head) for name, each in register.verify(made).strands.items()}
    file.write_text("".join([*made, json.dumps(chain.closing(register.NAME, ends)) + "\n"]))
    assert verified(file).exit_code == 0
    assert "another hash" in verified(file, "--hash", kept).stdout


@pytest.mark.parametrize(
    "change",
    [
        {"seen": {"mail": ["x", ""]}}, {"seen": {"mail": None}}, {"at": "noon"}, {"at": 5},
        {"seen": {"mail": [1, []]}}, {"seen": []}, {"n": "x"}, {"n": [1]}, {"strand": {}}, {"digest": 5},
    ],
)  # fmt: skip
def test_a_malformed_time_is_refused_in_words(timed, tmp_path, change):
    file = tmp_path / "register.jsonl"
    lines, _ = written(timed, file)
    nth = next(nth for nth, line in enumerate(lines) if '"seen"' in line)
    bad = json.dumps(json.loads(lines[nth]) | change) + "\n"
    file.write_text("".join([*lines[:nth], bad, *lines[nth + 1 :]]))
    told, says = verified(file), "is no line of a register" if "n" in change else "was changed"
    assert told.exit_code == 1 and f"Line {nth + 1} {says}" in told.stdout, told.output


@pytest.mark.parametrize(
    "text",
    ["", "\n", "hello\n", "{}\n", '[1]\n"mail"\n', "[" * 50_000],
    ids=["empty", "line", "word", "object", "values", "deep"],
)
def test_what_is_no_register_is_refused(tmp_path, text):
    (tmp_path / "x").write_text(text)
    for file in (tmp_path / "x", tmp_path):
        told = verified(file)
        assert told.exit_code == 2 and "Traceback" not in told.output
    assert "isn't a register: give the file" in verified(tmp_path / "x").stderr
