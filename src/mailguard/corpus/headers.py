"""Headers as Python writes them, quickly."""

from email.headerregistry import BaseHeader, HeaderRegistry
from email.policy import SMTP


class Headers(HeaderRegistry):
    """Makes the class of a header once for each name, where Python makes one for each header."""

    def __init__(self) -> None:
        super().__init__()
        self._made: dict[str, type[BaseHeader]] = {}

    def __getitem__(self, name: str) -> type[BaseHeader]:
        key = name.lower()
        if key not in self._made:
            self._made[key] = super().__getitem__(name)
        return self._made[key]


POLICY = SMTP.clone(max_line_length=200, header_factory=Headers())
