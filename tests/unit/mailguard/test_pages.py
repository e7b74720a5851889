"""What the pages about the engine say: commands run, examples load, the figures of the card are true."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from mailguard import profile
from mailguard.cli import main
from mailguard.policy import judgement
from mailguard.policy.model import shape, shipped, tokens
from tools import tutorial_mail
from tools.modelling import fitting, samples

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
EXAMPLE = re.compile(r"```toml\n(.*?)```", re.DOTALL)


def read(name):
    return (DOCS / name).read_text(encoding="utf-8")


def commands(name):
    """The command lines of a page, without the program's name."""
    return [shlex.split(each) for each in re.findall(r"^    mailguard (.*)$", read(name), re.MULTILINE)]


def shown(page):
    """For each command line of a page the lines that stand below it as what it prints, figures left out."""
    blocks = re.split(r"^    mailguard .*$", page, flags=re.MULTILINE)[1:]
    lines = [re.findall(r"^    (?! *…|accounts = )\s*(.+)$", each, re.MULTILINE) for each in blocks]
    return [[_without_figures(line) for line in block] for block in lines]


def _without_figures(text):
    return re.sub(r"[\d.,]+", "#", " ".join(text.split()))


def run(words):
    """What one command prints, in one line; ``> FILE`` is heeded."""
    target = words[words.index(">") + 1] if ">" in words else None
    done = CliRunner().invoke(main, words[: words.index(">")] if target else words)
    assert done.exit_code in {0, 10, 20, 30}, done.output
    if target:
        Path(target).write_text(done.stdout, encoding="utf-8")
    return " ".join(done.stdout.split())


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    tutorial_mail.write(tmp_path)
    return tmp_path


def test_the_tutorial_happens_as_it_is_told(folder):
    page = read("tutorials/first-scan.md")
    first, named, taught, reminder, why, facts, again = commands("tutorials/first-scan.md")
    printed = shown(page)
    said = run(first)
    assert len(printed[0]) > 5
    assert not [line for line in printed[0] if line not in _without_figures(said)]
    assert "deliver 3, warn 1, quarantine 3" in said and "deliver 3, warn 1, quarantine 3" in page
    assert "F7KQ-93LM" in said
    (folder / "campaign.toml").write_text(EXAMPLE.search(page)[1], encoding="utf-8")
    assert re.findall(r"quarantine new/(\S+)", run(named)) == ["favour.eml", "new-account.eml"]
    assert run(taught) in page
    said = _without_figures(run(reminder))
    assert len(printed[3]) > 4 and not [line for line in printed[3] if line not in said]
    assert run(["scan", *reminder[1:-1], "new/invoice.eml"]).startswith("deliver")
    said = _without_figures(run(why))
    assert len(printed[4]) > 6 and not [line for line in printed[4] if line not in said]
    run(facts)
    with (folder / "campaign.toml").open("a", encoding="utf-8") as file:
        file.write(re.search(r"^    (accounts = .*)$", page, re.MULTILINE)[1])
    assert "is not an account of Imprimerie du Val" in run(again)


def test_the_readme_shows_how_to_install_and_scan(folder):
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    install, make, scan = re.search(r"((?:^    \S.*\n){3})\ninstalls it", page, re.MULTILINE)[1].splitlines()
    assert re.search(rf"^{install.split()[1]}: .*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert (ROOT / make.split()[1]).is_file()
    tutorial_mail.write(folder / make.split()[2])
    assert "Messages: 7" in run(shlex.split(scan)[1:])


def test_the_profile_of_the_guide_is_one(folder):
    parts = EXAMPLE.findall(read("how-to/write-a-profile.md"))
    lines = [part for part in parts if "[[" not in part] + [part for part in parts if "[[" in part]
    made = profile.build(tomllib.loads("\n".join(lines)))
    assert made.insiders and made.partners[0].accounts and made.services and made.decoys
    assert made.trusted_receivers == ("mx.valbrune2027.example",)


def test_the_policy_of_the_guide_makes_the_guard_stricter(folder):
    path = folder / "strict.toml"
    path.write_text(EXAMPLE.search(read("how-to/set-a-policy.md"))[1], encoding="utf-8")
    strict, ours = judgement.load(path), judgement.load()
    for kind, steps in strict.thresholds.items():
        assert all(least <= ours.thresholds[kind][step] for step, least in steps.items())
    assert strict.thresholds != ours.thresholds
    run(["scan", "--explain", "--json", "new", ">", "facts.jsonl"])
    assert "Messages: 7" in run(["scan", "--replay", "--policy", "strict.toml", "facts.jsonl"])


def test_the_model_card_knows_the_model():
    card = read("reference/mailguard-model.md")
    model = shipped().model
    assert f"2<sup>{tokens.BITS}</sup>" in card
    assert f"first {tokens._WORDS} words" in card
    assert f"{len(model.roots)} boosted trees of at most {fitting._TREES['num_leaves']} leaves" in card
    assert f"over {len(shape.NAMES)} numbers" in card
    assert f"fewer than {fitting._RARE} clusters" in card
    assert f"{samples.MADE} of each kind and language" in card
    assert len(model.pack()) / 1_000 == pytest.approx(int(re.search(r"Size (\d+) kB", card)[1]), rel=0.1)
