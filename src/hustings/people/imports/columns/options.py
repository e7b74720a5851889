"""Options of an import besides the columns. Kept as JSON in ``Import.options``."""

import datetime as dt
from dataclasses import asdict, dataclass, field
from typing import Any

from hustings.people.persons.models import ASKED, Purpose

CREATED, CHANGED = "import.created", "import.changed"  # kinds of activities
FILE_WINS, OURS_WINS, IF_EMPTY, NEWEST = "file", "ours", "empty", "newest"
NONE, ALL, COLUMN = "none", "all", "column"


_PLAIN = ("tags", "wins", "wins_by", "as_of", "keys", "source", "values", "day_first", "unwilling")


@dataclass(slots=True)
class Statement:
    """What the importer says people agreed to: all of the file, or those whose column says yes."""

    how: str = NONE
    wording: str = ""
    where: str = ""
    given_on: str = ""

    @property
    def is_complete(self) -> bool:
        """Whether a yes may be written down: the sentence and the place are known."""
        return self.how != NONE and bool(self.wording.strip() and self.where.strip())

    @property
    def day(self) -> dt.date | None:
        return dt.date.fromisoformat(self.given_on) if self.given_on else None


@dataclass(slots=True)
class NewField:
    label: str
    kind: str


@dataclass(slots=True)
class Options:
    """Choices for the whole file, or for a column under its number as a text."""

    tags: list[str] = field(default_factory=list)
    wins: str = FILE_WINS
    wins_by: dict[str, str] = field(default_factory=dict)
    as_of: str = ""  # the day that the file's data is of, to tell what is newer
    keys: list[str] = field(default_factory=lambda: ["uid", "external_id", "email", "phone"])
    source: str = ""
    values: dict[str, dict[str, str]] = field(default_factory=dict)  # column -> folded cell -> what to read
    consents: dict[str, Statement] = field(default_factory=dict)
    day_first: dict[str, bool] = field(default_factory=dict)
    unwilling: dict[str, str] = field(default_factory=dict)  # column with such values -> refusals or other
    fields: dict[str, NewField] = field(default_factory=dict)

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Options":
        known = {name: data[name] for name in _PLAIN if name in data}
        return cls(
            **known,
            consents={key: Statement(**value) for key, value in data.get("consents", {}).items()},
            fields={slug: NewField(**value) for slug, value in data.get("fields", {}).items()},
        )

    def written(self) -> dict[str, Any]:
        return asdict(self)

    def statement(self, purpose: str) -> Statement:
        return self.consents.get(purpose) or Statement()

    def all_say_yes_to(self) -> list[Purpose]:
        return [
            purpose for purpose in ASKED if (said := self.statement(purpose)).how == ALL and said.is_complete
        ]
