"""Pages of the site that list rows of other apps, such as dates, each row at an address of its own below.

The site stands above these apps, and is the only one.
"""

from typing import Any, Protocol

from hustings.contributions import Registry


class Listings(Protocol):
    """What the site does with them; ``kind`` is ``agenda`` or ``groups``."""

    def begin(self, kind: str, user: Any) -> None:
        """Make the page that lists them, in each language, where there is none yet."""

    def address(self, kind: str, path: str, language: str) -> str:
        """Where ``path`` stands below that page, with the host; empty while no such page is published."""

    def changed(self) -> None:
        """What public pages show of them is another thing now."""


listings = Registry[Listings]("lib.listings")  # one


def of_site() -> Listings:
    """The website's."""
    found = listings.only()
    assert found, "no website is installed"
    return found
