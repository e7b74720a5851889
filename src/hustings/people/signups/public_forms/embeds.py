"""A form within another site's page; an ``Embed`` on the request says where its steps lead."""

from dataclasses import dataclass

from django.http import HttpRequest


@dataclass
class Embed:
    """How a form is shown: ``base`` is the template around it; ``here`` and ``sent`` are its addresses."""

    base: str
    here: str
    sent: str
    look: str = ""  # the style sheet of its colours
    scheme: str = "light dark"
    around: str = ""  # the origin of the listed site around it
    site: str = ""  # that site's name
    before: str = ""  # and of the one that its reader came from
    is_step: bool = False  # not the first page in this frame
    is_done: bool = False  # something was sent, and taken

    def told(self, came: dict[str, str]) -> dict[str, str]:
        """By what they came: the site before is the one before the page around us."""
        words = {name: word for name, word in came.items() if name != "site"}
        return words | {name: word for name, word in [("embed", self.site), ("site", self.before)] if word}


def of(request: HttpRequest) -> Embed | None:
    """The frame that this request is made in; None on our own site."""
    found: Embed | None = getattr(request, "embed", None)
    return found


def here(request: HttpRequest, otherwise: str) -> str:
    """Where a form of this page sends what is typed."""
    found = of(request)
    return found.here if found else otherwise


def sent(request: HttpRequest, otherwise: str) -> str:
    """Where the thanks are; what was typed has been taken. What ``otherwise`` asks after its ? is kept."""
    found = of(request)
    if found is None:
        return otherwise
    found.is_done = True
    said = otherwise.partition("?")[2]
    return f"{found.sent}{'&' if '?' in found.sent else '?'}{said}" if said else found.sent
