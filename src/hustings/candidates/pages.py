"""What the website does with candidacies. It is above this app, and the only one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Protocol

from hustings.contributions import Registry

Told = Callable[[int], object]


class Pages(Protocol):
    """The deeds on candidates' pages."""

    def make(self, candidacies: Sequence[int], user: Any, told: Told | None = None) -> int:
        """Make those that are missing, published, in each language; the number of new ones."""

    def remove(self, candidacies: Collection[int]) -> None:
        """Remove them, and their pages' drafts."""

    def hide(self, candidacies: Collection[int], user: Any) -> None:
        """Show them no more."""

    def show(self, candidacies: Collection[int], user: Any) -> None:
        """Show them again."""

    def rename(self, candidacies: Collection[int], user: Any) -> None:
        """Bring the titles of pages up to the names, but for those that somebody chose."""

    def worked_on(self, candidacies: Collection[int]) -> set[int]:
        """Those whose pages somebody has written on."""

    def addresses(self, candidacies: Collection[int], language: str) -> Mapping[int, str]:
        """Where the published ones stand in a language, with the host."""

    def hidden(self) -> Any:
        """The keys of those who have pages of which none is published for everybody, as a subquery."""

    def links(self, candidacy: Any, user: Any) -> list[tuple[str, Any]]:
        """What ``user`` may do with the pages of one: address and words."""

    def changed(self) -> None:
        """What public pages show of candidates is another thing now."""


pages = Registry[Pages]("candidates.pages")  # one


def of_site() -> Pages:
    """The website's."""
    found = pages.only()
    assert found, "no website is installed"
    return found
