"""What a door says, as a table: the rules in Python and those on phones are held to the same lines."""

from typing import Any

A, B, C = (f"00000000-0000-4000-8000-00000000000{n}" for n in "abc")  # phones
T = 1_800_000_000.0


def op(verb: str, at: float, replica: str = A, n: int = 1, **more: Any) -> dict[str, Any]:
    """An entry; ``at`` minutes after T."""
    made = {"id": f"{verb} {replica[-1]}{n}", "replica": replica, "n": n, "seen": {}, "verb": verb}
    return made | {"at": T + 60 * at, "door": f"Door {replica[-1].upper()}", "people": 1} | more


def case(
    name: str, says: dict[str, Any], ops: list[dict[str, Any]] | None = None, **more: Any
) -> dict[str, Any]:
    """One line: a typed code of one person on the list, unless it says otherwise."""
    made: dict[str, Any] = {
        "reading": "typed", "people": 0, "row": {"people": 1, "shift": 0}, "reentry": False,
        "windows": [[T - 3600, T + 7200], [None, None]], "now": T + 600, "ops": ops or [],
    }  # fmt: skip
    return {"name": name, "says": says} | made | more


IN = op("enter", 0)
AT_A = {"door": "Door A", "at": T}
JUDGED = [
    case("first entry", {"code": "welcome", "people": 1}),
    case("two people", {"code": "welcome", "people": 2}, row={"people": 2, "shift": 0}),
    case("the second of two", {"code": "welcome", "people": 1}, [IN], row={"people": 2, "shift": 0}),
    case("entered at another door", {"code": "already", "people": 1, **AT_A}, [IN]),
    case("may come back", {"code": "again", "people": 1, **AT_A}, [IN], reentry=True),
    case("had left", {"code": "welcome", "people": 1}, [IN, op("leave", 1, n=2)]),
    case("taken back", {"code": "welcome", "people": 1}, [IN, op("undo", 1, n=2, of=IN["id"])]),
    case("not on the list", {"code": "unlisted"}, row=None),
    case("younger than the list", {"code": "welcome", "people": 3}, row=None, reading="ok", people=3),
    case("lapsed", {"code": "lapsed"}, row=None, reading="lapsed", people=1),
    case("lapsed, but the list knows better", {"code": "welcome", "people": 1}, reading="lapsed", people=1),
    case("revoked", {"code": "revoked"}, row={"people": 1, "shift": None, "is_revoked": True}),
    case("revoked, though signed", {"code": "revoked"}, reading="ok", people=1,
         row={"people": 1, "shift": None, "is_revoked": True}),
    case("too early", {"code": "early", "people": 1, "at": T - 3600}, now=T - 3601),
    case("too late", {"code": "late", "people": 1, "at": T + 7200}, now=T + 7201),
    case("a shift without hours", {"code": "welcome", "people": 1}, now=T + 10**6,
         row={"people": 1, "shift": 1}),
    *(case(code, {"code": code}, reading=code)
      for code in ("forged", "other_event", "unknown_key", "mistyped", "not_a_ticket")),
]  # fmt: skip


def derived(name: str, ops: list[dict[str, Any]], people: int = 1, **more: Any) -> dict[str, Any]:
    """One line: entries, and what they come to."""
    says = {"people": 1, "inside": 1, "enters": 1, "doubles": [], "is_absent": False}
    reentry = more.pop("reentry", False)
    return {"name": name, "ops": ops, "people": people, "reentry": reentry, "says": says | more}


AT_B = op("enter", 4, B)
DERIVED = [
    derived("nothing", [], people=2) | {
        "says": {"people": 0, "inside": 0, "enters": 0, "doubles": [], "is_absent": False}
    },
    derived("one", [IN]),
    derived("at two doors", [IN, AT_B], enters=2, doubles=[AT_B["id"]]),
    derived("at two doors, the later sent first", [AT_B, IN], enters=2, doubles=[AT_B["id"]]),
    derived("at three doors", [IN, AT_B, op("enter", 2, C)], enters=3, doubles=["enter c1", "enter b1"]),
    derived("at two doors, and one may come back", [IN, AT_B], reentry=True, enters=2, doubles=[AT_B["id"]]),
    derived("back, known at the other door", [IN, AT_B | {"seen": {A: 1}}], reentry=True, enters=2),
    derived("let in knowingly", [IN, AT_B | {"seen": {A: 1}}], enters=2, doubles=[AT_B["id"]]),
    derived("a clock an hour behind", [IN, op("enter", -60, B, seen={A: 1})], enters=2, doubles=["enter b1"]),
    derived("two one by one", [IN, AT_B], people=2) | {
        "says": {"people": 2, "inside": 2, "enters": 2, "doubles": [], "is_absent": False}
    },
    derived("one of two left", [IN | {"people": 2}, op("leave", 1, n=2)], people=2) | {
        "says": {"people": 2, "inside": 1, "enters": 1, "doubles": [], "is_absent": False}
    },
    derived("the double taken back", [IN, AT_B, op("undo", 5, B, 2, of=AT_B["id"])]),
    derived("the first taken back", [IN, AT_B, op("undo", 5, A, 2, of=IN["id"])]),
    derived("absent", [op("absent", 0)]) | {
        "says": {"people": 0, "inside": 0, "enters": 0, "doubles": [], "is_absent": True}
    },
    derived("said absent, came", [op("absent", 0), AT_B]),
    derived("each claims to have seen the other", [IN | {"seen": {B: 1}}, AT_B | {"seen": {A: 1}}],
            enters=2, doubles=[AT_B["id"]]),
]  # fmt: skip
