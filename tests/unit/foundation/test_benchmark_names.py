"""``python -m benchmarks`` names what there is, and runs nothing that was not asked for."""

import subprocess
import sys

import pytest

from benchmarks import __main__ as command


@pytest.fixture
def ran(monkeypatch):
    """Modules that would have run, with their options."""
    kept: list[list[str]] = []

    def keep(words: list[str]) -> subprocess.CompletedProcess[str]:
        kept.append(words[2:])
        return subprocess.CompletedProcess(words, 0)

    monkeypatch.setattr(command.subprocess, "run", keep)
    return kept


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_help_lists_each_benchmark_and_runs_none(ran, capsys, option):
    assert command.main([option]) == 0
    told = capsys.readouterr().out
    assert ran == [] and "  sheets " in told and "Photos of walk sheets" in told
    assert all(f"  {name} " in told for name in command.BENCHMARKS)


def test_an_unknown_name_runs_none_and_says_which_there_are(ran, capsys):
    assert command.main(["jobs", "nosuch"]) == 2
    told = capsys.readouterr().err
    assert ran == [] and "No benchmark is called nosuch." in told and "  jobs " in told


def test_names_choose_and_options_are_handed_on(ran):
    assert command.main(["jobs", "search", "--people", "9"]) == 0
    assert ran == [["benchmarks.bench_jobs", "--people", "9"], ["benchmarks.bench_search", "--people", "9"]]


def test_help_with_a_name_is_that_of_the_benchmark(ran):
    assert command.main(["jobs", "--help"]) == 0
    assert ran == [["benchmarks.bench_jobs", "--help"]]


def test_the_command_itself_leaves_with_an_error_at_an_unknown_name():
    done = subprocess.run([sys.executable, "-m", "benchmarks", "nosuch"], capture_output=True, text=True)
    assert done.returncode == 2 and "nosuch" in done.stderr and not done.stdout
