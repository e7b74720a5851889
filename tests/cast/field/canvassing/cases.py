"""Meaning of notes on a door, as a table: the rules in Python and those on phones are held to it."""

from typing import Any

A, B, C = (f"00000000-0000-4000-8000-00000000000{n}" for n in "abc")  # phones
T = 1_800_000_000.0
DOOR, OTHER = "b1/a/2/g", "b1/a/2/1"


def op(verb: str, replica: str = A, n: int = 1, at: float = 0, **more: Any) -> dict[str, Any]:
    """An entry; ``at`` minutes after T."""
    made = {"id": f"{verb} {replica[-1]}{n}", "replica": replica, "n": n, "seen": {}, "key": DOOR}
    return made | {"verb": verb, "at": T + 60 * at, "of": "", "doors": []} | more


def on_building(verb: str, replica: str = A, n: int = 1, **more: Any) -> dict[str, Any]:
    """An entry on the building itself."""
    return op(verb, replica, n, **{"key": "b1"} | more)


def case(name: str, says: dict[str, Any], *ops: dict[str, Any]) -> dict[str, Any]:
    """One line: the state of ``DOOR``, nobody there unless it says otherwise."""
    state = {"code": "", "at": None, "n_absent": 0, "talks": [], "doubles": []}
    state |= {"wish": "", "due": None, "remark": ""}
    return {"name": name, "ops": list(ops), "says": state | says}


def waits(due: int, **more: Any) -> dict[str, Any]:
    """A door where somebody is to come back."""
    return {"code": "come_back", "at": T, "wish": "waits", "due": int(T) + due} | more


def come_back(due: int, replica: str = A, n: int = 1, at: float = 0, **more: Any) -> dict[str, Any]:
    """A wish that somebody comes back ``due`` seconds after T."""
    return op("come_back", replica, n, at, **{"due": int(T) + due} | more)


TALK_A, TALK_B = op("talked", A), op("talked", B, at=5)
BOTH = [TALK_A["id"], TALK_B["id"]]
DERIVED = [
    case("nobody there yet", {}),
    case("nobody at home", {"code": "absent", "at": T, "n_absent": 1}, op("absent")),
    case("a later absent hides no talk", {"code": "talked", "at": T, "n_absent": 1, "talks": [TALK_A["id"]]},
         TALK_A, op("absent", B, at=9)),
    case("a refusal counts more than an absent", {"code": "refused", "at": T + 60, "n_absent": 1},
         op("absent"), op("refused", n=2, at=1)),
    case("a talk counts more than a refusal", {"code": "talked", "at": T, "talks": [TALK_A["id"]]},
         op("refused", B, at=3), TALK_A),
    case("no access counts least", {"code": "absent", "at": T, "n_absent": 1},
         op("absent"), op("no_access", B, at=4)),
    case("two talks, neither knew", {"code": "talked", "at": T + 300, "talks": BOTH, "doubles": BOTH},
         TALK_A, TALK_B),
    case("two talks, the second knew", {"code": "talked", "at": T + 300, "talks": BOTH},
         TALK_A, TALK_B | {"seen": {A: 1}}),
    case("a correction names what it replaces", {"code": "refused", "at": T + 60},
         TALK_A, op("refused", n=2, at=1, of=TALK_A["id"])),
    case("a correction by somebody who knew", {"code": "absent", "at": T + 60, "n_absent": 1},
         TALK_A, op("absent", B, 1, 1, of=TALK_A["id"], seen={A: 1})),
    case("nobody corrects what they didn't know",
         {"code": "talked", "at": T, "n_absent": 1, "talks": [TALK_A["id"]]},
         TALK_A, op("absent", B, 1, 1, of=TALK_A["id"])),
    case("taken back", {}, TALK_A, op("undo", n=2, of=TALK_A["id"])),
    case("a correction that was taken back", {"code": "talked", "at": T, "talks": [TALK_A["id"]]},
         TALK_A, op("absent", n=2, of=TALK_A["id"]), op("undo", n=3, of="absent a2")),
    case("do not come back wins", {"code": "no_return", "at": T, "talks": ["talked b1"]},
         op("no_return"), op("talked", B, 1, 9, seen={A: 1})),
    case("others can't take it back", {"code": "no_return", "at": T},
         op("no_return"), op("undo", B, 1, 1, of="no_return a1", seen={A: 1})),
    case("a slip of the same phone", {}, op("no_return"), op("undo", n=2, of="no_return a1")),
    case("two doors that are one", {"code": "talked", "at": T + 300, "talks": BOTH, "doubles": BOTH},
         TALK_A, TALK_B | {"key": OTHER, "seen": {A: 1}}, on_building("merge", C, doors=[OTHER, DOOR])),
    case("two doors that are not one after all", {"code": "talked", "at": T, "talks": BOTH[:1]},
         TALK_A, TALK_B | {"key": OTHER}, on_building("merge", C, doors=[OTHER, DOOR]),
         on_building("undo", C, 2, of="merge c1")),
    case("come back, with a remark", waits(60, remark="ring twice"), come_back(60, remark="ring twice")),
    case("nobody home when they came back", waits(60, n_absent=1), come_back(60), op("absent", n=2, at=9)),
    case("the later of two wishes, where it was known", waits(60), come_back(30), come_back(60, n=2)),
    case("the earlier of two wishes, neither known", waits(30), come_back(60), come_back(30, B)),
    case("a wish after a talk", waits(60, code="talked", talks=["talked a1"]),
         op("talked"), come_back(60, n=2)),
    case("a talk that knew of the wish", waits(60, code="talked", talks=["talked b1"], wish="done"),
         come_back(60), op("talked", B, seen={A: 1})),
    case("a talk that did not", waits(60, code="talked", talks=["talked b1"]),
         come_back(60), op("talked", B)),
    case("a refusal ends a wish", waits(60, code="refused", wish="done"), come_back(60), op("refused", n=2)),
    case("a refusal that was taken back", waits(60),
         come_back(60), op("refused", n=2), op("undo", n=3, of="refused a2")),
    case("a wish that was taken back", {}, come_back(60), op("undo", n=2, of="come_back a1")),
    case("do not come back wins over a wish", waits(60, code="no_return", wish="done"),
         op("no_return"), come_back(60, n=2)),
    case("a wish of another list is no visit", waits(60, code="", at=None, remark="dog"),
         op("wished", due=int(T) + 60, remark="dog")),
    case("a wish that another list took", waits(60, wish="gone"),
         come_back(60), op("moved", B, seen={A: 1})),
    case("a wish that HQ did not know of stays", waits(30), come_back(60), op("moved", B, seen={A: 1}),
         come_back(30, C, seen={A: 1})),
    case("a talk after another list took it", waits(60, code="talked", talks=["talked a2"], wish="done"),
         come_back(60), op("moved", B, seen={A: 1}), op("talked", n=2)),
    case("a talk under another name of the door, of which nobody can know that it knew",
         waits(60, code="talked", talks=["talked b1"]),
         come_back(60), op("talked", B, key=OTHER, seen={A: 1}),
         on_building("merge", C, doors=[OTHER, DOOR])),
    case("the same phone knows it under any name",
         waits(60, code="talked", talks=["talked a2"], wish="done"),
         come_back(60), op("talked", n=2, key=OTHER), on_building("merge", C, doors=[OTHER, DOOR])),
]  # fmt: skip
NAMES = [
    ("b1", "", "", "", "b1///"),
    ("b1", "A", "2", "G", "b1/a/2/left"),
    ("b1", "Esc. A", "2e étage", "gauche", "b1/a/2/left"),
    ("b1", "staircase a", "2nd floor", "G", "b1/a/2/left"),
    ("b1", "01", "02", "007", "b1/1/2/7"),
    ("b1", "", "RDC", "Droite", "b1//0/right"),
    ("b1", "", "Ground floor", "dte", "b1//0/right"),
    ("b1", "", "-1", "face", "b1//-1/facing"),
    ("b1", "", "1er", "Porte 12", "b1//1/12"),
    ("b1", "", "0", "apt 3b", "b1//0/3b"),
    ("b1", "", "", "Müller", "b1///muller"),
    ("b1", "é", "３", "№ 4", "b1/e/3/4"),
    ("b1", "", "", "a" * 40, "b1///" + "a" * 20),
    ("b1", "", "00", "constructor", "b1//0/constructor"),
]
BUILDINGS = [
    ("nothing found", [], {}),
    ("a door that two found", [on_building("add", A, doors=[DOOR]), on_building("add", B, doors=[DOOR])],
     {"added": [DOOR]}),
    ("a door found by mistake",
     [on_building("add", doors=[DOOR]), on_building("undo", n=2, of="add a1")], {}),
    ("a door that became two", [on_building("part", doors=[DOOR, OTHER, "b1/a/2/2"])],
     {"parted": [DOOR], "added": [OTHER, "b1/a/2/2"]}),
    ("three doors that are one",
     [on_building("merge", A, doors=["z", "y"]), on_building("merge", B, doors=["x", "z"])],
     {"names": {"z": "x", "y": "x", "x": "x"}}),
    ("a door that was found became two",
     [on_building("add", doors=[DOOR]), on_building("part", n=2, doors=[DOOR, OTHER, "b1/a/2/2"])],
     {"parted": [DOOR], "added": [OTHER, "b1/a/2/2"]}),
    ("a door that became two, one of the same name", [on_building("part", doors=[DOOR, DOOR, OTHER])],
     {"added": [OTHER, DOOR]}),
    ("a note, corrected",
     [on_building("note"), on_building("note", n=2, of="note a1")], {"notes": ["note a2"]}),
]  # fmt: skip
