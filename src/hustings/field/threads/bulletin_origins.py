"""Origins of messages to members: what an app above made one from, such as news of a group."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hustings.field.threads.models import Bulletin
from hustings.foundation.contributions import Registry


@dataclass(frozen=True, slots=True)
class Origin:
    """Said to whoever approves the message. ``taken_down``: the reason, where it is seen no more.

    ``url`` and ``picture_url`` are empty for those who may not open them.
    """

    label: str
    url: str = ""
    picture_url: str = ""
    picture_alt: str = ""
    taken_down: str = ""


# One: the origin of a message as a user sees it, or None where it is not theirs
sources = Registry[Callable[[Bulletin, Any], Origin | None]]("threads.bulletin_origins.sources")


def of(bulletin: Bulletin, user: Any = None) -> Origin | None:
    return next((found for tell in sources.all() if (found := tell(bulletin, user))), None)
