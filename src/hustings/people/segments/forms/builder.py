"""The builder of segments: a tree of rows and groups, posted, shown, and written as JSON.

Rows are ``c`` and groups ``g`` with a number; ``c3-in`` names the group around, nothing the outermost.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from hustings.foundation.lib.text import phrases
from hustings.people.segments import criteria as segments
from hustings.people.segments.forms.rows import GroupForm, RowForm

ROOT = ""
MOST, MOST_GROUPS = segments.LARGEST, 25
_HIGHEST = 999


class Builder:
    """The whole form, of ``data`` posted or by ``posted_from``.

    ``do`` is the button: ``add`` or ``group`` and a group (``add-g3``), ``remove-c2``, ``remove-g3``.
    """

    def __init__(self, data: Any, *, user: Any = None, do: str = "") -> None:
        self.data, self.user = data, user
        self.listed = segments.listed()
        self.name = str(data.get("name") or "")[:100]
        self.note = str(data.get("note") or "")[:300]
        self.is_shared = bool(data.get("is_shared")) if "name" in data else True
        self._names: set[str] = {ROOT}
        verb, _dash, what = do.partition("-")
        self._without = _full(what) if verb == "remove" else None
        self.root = GroupForm(ROOT, _match(data, "match"), depth=1)
        self._groups = {ROOT: self.root}
        self._read()
        if verb in {"add", "group"} and what in self._groups:
            self._add(self._groups[what], verb == "group")
        self._prune(self.root)
        if not self.root.parts:
            self._add(self.root, False)
        self._number(self.root, "")

    def _read(self) -> None:
        for key in self.data:
            name, _dash, what = str(key).rpartition("-")
            if name == self._without or name in self._names or not _is_name(name):
                continue
            around = self._groups.get(str(self.data.get(f"{name}-in") or ROOT))
            if around is None:
                continue
            if what == "criterion" and name[0] == "c" and self.n < MOST:
                self._names.add(name)
                around.parts.append(RowForm(self.data, prefix=name, listed=self.listed, user=self.user))
            elif what in {"in", "match"} and name[0] == "g" and self._may_nest(around):
                self._open(name, _match(self.data, f"{name}-match"), around)

    @property
    def n(self) -> int:
        return sum(1 for name in self._names if name.startswith("c"))

    def _add(self, around: GroupForm, is_group: bool) -> None:
        if is_group and self._may_nest(around) and self.n < MOST:
            around = self._open(self._free("g"), "any", around)
        if self.n < MOST:
            name = self._free("c")
            first = {f"{name}-criterion": self.listed[0].name}
            around.parts.append(RowForm(first, prefix=name, listed=self.listed, user=self.user))

    def _may_nest(self, around: GroupForm) -> bool:
        return around.may_nest and len(self._groups) <= MOST_GROUPS

    def _open(self, name: str, match: str, around: GroupForm) -> GroupForm:
        """A group within ``around``."""
        self._names.add(name)
        group = self._groups[name] = GroupForm(name, match, depth=around.depth + 1)
        around.parts.append(group)
        return group

    def _free(self, letter: str) -> str:
        """A name that nothing bears, nor what was just removed."""
        taken = self._names | {self._without}
        name = next(f"{letter}{at}" for at in range(_HIGHEST + 1) if f"{letter}{at}" not in taken)
        self._names.add(name)
        return name

    def _prune(self, group: GroupForm) -> None:
        for part in [part for part in group.parts if isinstance(part, GroupForm)]:
            self._prune(part)
            if not part.parts:
                group.parts.remove(part)

    def _number(self, group: GroupForm, before: str) -> None:
        """Say of each part where it stands, as 2.1, for those who hear the page."""
        for at, part in enumerate(group.parts, 1):
            part.number, part.around = f"{before}{at}", group.name
            if isinstance(part, GroupForm):
                self._number(part, f"{part.number}.")

    @property
    def rows(self) -> list[RowForm]:
        return list(_rows(self.root))

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another row."""
        return self.n >= MOST

    def is_valid(self) -> bool:
        return all([row.is_valid() for row in self.rows])

    def faults(self) -> list[str]:
        """What is wrong with what was typed, in words; what is still to be typed is no fault."""
        return [phrases.pair(where, said) for row in self.rows for where, said in row.faults()]

    def check(self) -> None:
        for row in self.rows:
            row.is_checked = True

    def as_json(self) -> dict[str, Any]:
        return self.root.as_json()


def _rows(group: GroupForm) -> Iterator[RowForm]:
    for part in group.parts:
        if isinstance(part, GroupForm):
            yield from _rows(part)
        else:
            yield part


def _match(data: Mapping[str, Any], key: str) -> str:
    asked = str(data.get(key))
    return asked if asked in dict(GroupForm.MATCHES) else "all"


def _is_name(name: str) -> bool:
    number = name[1:]
    return name[:1] in {"c", "g"} and number.isascii() and number.isdigit() and int(number[:9]) <= _HIGHEST


def _full(what: str) -> str:
    return f"c{what}" if what[:1].isdigit() else what


def posted_from(name: str, criteria: Any, *, note: str = "", is_shared: bool = True) -> dict[str, Any]:
    data: dict[str, Any] = {"name": name, "note": note, "match": criteria.get("match", "all")}
    if is_shared:
        data["is_shared"] = "on"
    _post(criteria, ROOT, data)
    return data


def _post(criteria: Any, around: str, data: dict[str, Any]) -> None:
    for part in criteria.get("criteria") or []:
        letter = "g" if "criteria" in part else "c"
        name = f"{letter}{sum(1 for key in data if key.startswith(letter) and key.endswith('-in'))}"
        data[f"{name}-in"] = around
        if letter == "g":
            data[f"{name}-match"] = part.get("match", "all")
            _post(part, name, data)
            continue
        data[f"{name}-criterion"], data[f"{name}-operator"] = part.get("criterion"), part.get("operator")
        if kind := _kind(part):
            data.update(kind.posted(f"{name}-value", part.get("value")))


def _kind(part: Mapping[str, Any]) -> segments.Kind | None:
    try:
        operator = segments.find(part.get("criterion")).operators.get(str(part.get("operator")))
    except segments.BadCriteria:
        return None
    return operator.kind if operator else None
