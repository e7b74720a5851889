"""The scripts of a walk list hold to the tables that the rules in Python hold to."""

import json
import math
import random
from pathlib import Path

import numpy as np
import pytest

from hustings.field.turfs.cuts import plane
from hustings.field.turfs.walks import distances, order
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
    for name in ("door-keys.js", "rules.js", "nearest.js"):
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
def test_the_script_walks_as_turfs_do(scripted):
    dice = random.Random(12)
    cases = []
    for n in [1, 2, 3, 7, 8, 9, 25, 60, 61]:
        places = [(dice.randint(0, 4_000), dice.randint(0, 4_000)) for _place in range(n)]
        far = [[round(math.dist(one, other)) for other in places] for one in places]
        cases.append([far, dice.randrange(n), dice.randint(1, 2**32)])
    walks = [order.walk(far, start=start, seed=seed) for far, start, seed in cases]
    assert scripted.evaluate("(all) => all.map((each) => Nearest.walk(...each))", cases) == walks


@pytest.mark.django_db(transaction=True)
def test_the_script_counts_metres_and_crossings_as_turfs_do(scripted):
    dice = random.Random(3)
    streets, numbers = dice.choices("abc", k=20), [str(dice.randint(1, 60)) for _place in range(20)]
    spots = [(47.87 + dice.random() / 100, -3.92 + dice.random() / 100) for _place in range(20)]
    sides = [distances.side(number) for number in numbers]
    places = [[*spot, street, side] for spot, street, side in zip(spots, streets, sides, strict=True)]
    xy = plane.metres(np.array([spot[::-1] for spot in spots]), spots[0][::-1])
    found = scripted.evaluate("Nearest.distances", places)
    for row, said in zip(distances.matrix(xy, streets, numbers, np.empty((0, 4))), found, strict=True):
        assert said == pytest.approx(row, abs=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("part", ["stair", "floor", "label"])
def test_the_scripts_fold_as_addresses_do(scripted, part):
    place = ["stair", "floor", "label"].index(part)
    table = json.loads(Path(addresses.__file__).with_name("key_cases.json").read_text(encoding="utf-8"))[part]
    typed = [["b", *[text if at == place else "" for at in range(3)]] for text, _folded in table]
    found = scripted.evaluate("(all) => all.map((each) => DoorKeys.key(...each))", typed)
    assert [key.split("/")[1 + place] for key in found] == [folded for _text, folded in table]
