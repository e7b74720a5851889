"""Webhooks, as the walks over all views know them."""

from typing import Any

from tests.cast.foundation.webhooks.fixtures import set_up


def things(dora: Any, person: Any) -> dict[str, list[Any]]:
    """A webhook of dora's."""
    endpoint, _secret = set_up("https://tool.example/hook", ["people.added"], dora)
    names = ("endpoint", "settings", "test", "pause", "secret", "removal")
    return {f"webhooks:{name}": [endpoint.pk] for name in names}
