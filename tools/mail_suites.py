"""Run the public test suites of SPF (RFC 7208) and ARC (RFC 8617) from a folder: ``mail_suites.py FOLDER``.

The folder holds ``spf/rfc7208-tests.yml`` and ``arc/arc-draft-validation-tests.yml``. Each case that
differs is named, and then the command ends with 1.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from mailguard.authentication import arc, spf
from mailguard.authentication.dns import Static
from mailguard.authentication.message_bytes import MessageBytes

Rows = list[Any]


def zones(data: dict[str, Rows]) -> dict[str, Any]:
    """The suite's zone data as ``Static`` takes it. SPF rows stand for TXT where a name has no TXT."""
    return {name: _zone(rows) for name, rows in data.items()}


def _zone(rows: Rows) -> Any:
    if rows == ["TIMEOUT"]:
        return "unknown"
    found: dict[str, Any] = {}
    has_txt = any(isinstance(row, dict) and "TXT" in row for row in rows)
    for row in rows:
        if row == "TIMEOUT":
            found.setdefault("TXT", "unknown")
            continue
        ((kind, value),) = row.items()
        kind = "TXT" if kind == "SPF" and not has_txt else kind
        if value == "TIMEOUT":
            found[kind] = "unknown"
        elif value != "NONE":
            found.setdefault(kind, []).append(_value(kind, value))
    return found


def _value(kind: str, value: Any) -> Any:
    if kind in ("TXT", "SPF"):
        pieces = value if isinstance(value, list) else [value]
        return "".join(pieces).encode("latin-1")
    return f"{value[0]} {value[1]}" if kind == "MX" else str(value)


def spf_differences(folder: Path) -> Iterator[tuple[str, str]]:
    """Each case with "" or what differs."""
    text = (folder / "spf" / "rfc7208-tests.yml").read_text(encoding="utf-8")
    for scenario in yaml.safe_load_all(text):
        resolver_zones = zones(scenario["zonedata"])
        for name, case in scenario["tests"].items():
            yield name, _spf_case(case, Static(resolver_zones))


def _spf_case(case: dict[str, Any], resolver: Static) -> str:
    helo, sender = case["helo"], case["mailfrom"] or f"postmaster@{case['helo']}"
    found = spf.check(spf.Client(case["host"], helo), sender, sender.rpartition("@")[2], resolver)
    wanted = case["result"] if isinstance(case["result"], list) else [case["result"]]
    if found.result not in wanted:
        return f"{found.result} ({found.detail}) instead of {wanted}"
    explanation = case.get("explanation")
    if explanation and found.detail != ("" if explanation == "DEFAULT" else explanation):
        return f"explains “{found.detail}” instead of “{explanation}”"
    return ""


def arc_differences(folder: Path) -> Iterator[tuple[str, str]]:
    """Each case with "" or what differs."""
    text = (folder / "arc" / "arc-draft-validation-tests.yml").read_text(encoding="utf-8")
    for scenario in yaml.safe_load_all(text):
        resolver = Static({name: {"TXT": [value]} for name, value in scenario["txt-records"].items()})
        for name, case in scenario["tests"].items():
            raw = case["message"].replace("\n", "\r\n").encode()
            found = arc.verify(MessageBytes(raw), resolver).result
            # "" is a chain whose newest seal says fail: RFC 8617 5.2 step 2 calls that a failure, an earlier
            # draft, which the suite follows, said nothing of it.
            wanted = (case["cv"] or "fail").lower()
            yield name, "" if found == wanted else f"{found} instead of {wanted} ({case['description']})"


def main() -> int:
    """Run what there is."""
    folder = Path(sys.argv[1])
    worst = 0
    for title, cases in {"spf": list(spf_differences(folder)), "arc": list(arc_differences(folder))}.items():
        wrong = [(name, difference) for name, difference in cases if difference]
        for name, difference in wrong:
            print(f"{title} {name}: {difference}")
        print(f"{title}: {len(cases) - len(wrong)} of {len(cases)}")
        worst = worst or int(bool(wrong))
    return worst


if __name__ == "__main__":
    sys.exit(main())
