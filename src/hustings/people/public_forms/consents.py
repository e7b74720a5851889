"""Which consents the public forms ask for: the app that keeps the site's sentences says it."""

from collections.abc import Callable, Mapping

from hustings.people.models import Wording

Asked = Callable[[str], Mapping[str, Wording]]
_asked: list[Asked] = []


def register(asked: Asked) -> None:
    """Have ``asked(language)`` say them: purpose -> sentence, in their order. Called once, at start."""
    _asked[:] = [asked]


def asked(language: str) -> dict[str, Wording]:
    """Purpose -> sentence in this language, in the order of the boxes."""
    return dict(_asked[0](language)) if _asked else {}
