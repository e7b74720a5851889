"""Refusals about texts, by name."""


class NoText(Exception):
    """The step has no text, or none that was read and waits to be published."""


class HasText(Exception):
    """The step has a text already."""


class Acted(Exception):
    """Somebody voted on it, argued about it or amended it: it stays."""


class Clash(Exception):
    """Some of the amendments exclude each other. ``keys``: of those that do, set by set."""

    def __init__(self, keys: list[tuple[str, ...]]) -> None:
        super().__init__("; ".join(" ".join(each) for each in keys))
        self.keys = keys


class Decided(Exception):
    """A version was published since: what was decided stands."""


class Nothing(Exception):
    """There is nothing that would change."""


class NotAsAFile(Exception):
    """The text has titled passages of several paragraphs, as an import brings: no file gives them back."""
