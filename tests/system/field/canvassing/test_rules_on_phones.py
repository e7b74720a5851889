"""The scripts of a walk list hold to the tables that the rules in Python hold to."""

import json
from pathlib import Path

import pytest

from tests.cast.field import addresses
from tests.cast.field.canvassing import cases

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[4] / "src" / "hustings" / "static" / "hustings" / "canvassing"
DERIVE = """([lines, door]) => lines.map(({ ops }) => {
  const one = Rules.building(ops.filter(({ key }) => !key.includes("/")));
  const states = Rules.byDoor(ops.filter(({ key }) => key.includes("/")), one);
  return states.get(one.names[door] ?? door) ?? Rules.derive([]);
})"""


@pytest.fixture
def scripted(page, server):
    """A page with the scripts."""
    page.goto(f"{server}/phone/")
    for name in ("door-keys.js", "rules.js"):
        text = (ROOT / name).read_text()
        page.evaluate(f"(0, eval)({text!r}.replace(/^const (\\w+) = /m, 'self.$1 = '))")
    return page


@pytest.mark.django_db(transaction=True)
def test_the_scripts_say_what_the_tables_say(scripted):
    for line, said in zip(cases.DERIVED, scripted.evaluate(DERIVE, [cases.DERIVED, cases.DOOR]), strict=True):
        assert said == line["says"], line["name"]
    nothing = {"added": [], "parted": [], "names": {}, "notes": []}
    found = scripted.evaluate(
        "(all) => all.map(Rules.building)", [ops for _name, ops, _says in cases.BUILDINGS]
    )
    for (name, _ops, says), said in zip(cases.BUILDINGS, found, strict=True):
        assert said == nothing | says, name
    names = [list(line[:4]) for line in cases.NAMES]
    assert scripted.evaluate("(all) => all.map((each) => DoorKeys.key(...each))", names) == [
        line[4] for line in cases.NAMES
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", ["stair", "floor", "label"])
def test_the_scripts_fold_as_addresses_do(scripted, part):
    place = ["stair", "floor", "label"].index(part)
    table = json.loads(Path(addresses.__file__).with_name("key_cases.json").read_text(encoding="utf-8"))[part]
    typed = [["b", *[text if at == place else "" for at in range(3)]] for text, _folded in table]
    found = scripted.evaluate("(all) => all.map((each) => DoorKeys.key(...each))", typed)
    assert [key.split("/")[1 + place] for key in found] == [folded for _text, folded in table]
