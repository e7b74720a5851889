"""Converters of values in addresses."""

from django.urls import register_converter


class Key:
    """A primary key: digits that every database can hold."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


def register() -> None:
    """Let every app write ``<key:pk>`` in its addresses."""
    register_converter(Key, "key")
