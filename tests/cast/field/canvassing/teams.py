"""Teams at the doors, and what people tell them."""

from typing import Any

from hustings.field.canvassing import seals
from hustings.field.canvassing.models import WalkList
from tests.cast.field.canvassing.street import Phone

QUESTIONS = "? Will you vote?\n- Yes\n- No\n?? What matters?\n- Health\n- Schools\n? Why?"


class Team(Phone):
    """A team's phone, with the doors of its list in walking order."""

    def __init__(self, found: WalkList, name: str = "Team 1") -> None:
        super().__init__(found, name)
        self.public = bytes(found.public)
        self.doors = [door[0] for stop in found.stops for door in stop["doors"]]

    def talk(self, door: str, contact: Any = None, **answers: Any) -> Any:
        """Note a conversation with what was said."""
        given: dict[str, Any] = {"answers": {key: list(values) for key, values in answers.items()}}
        if contact:
            given["contact"] = contact
        return self.note(door, "talked", said=seals.seal(self.public, door, given))
