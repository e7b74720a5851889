"""Short ways to ask what was found."""

from mailguard.facts import File
from mailguard.files import examine


def outer(name: str, data: bytes, words: str = "") -> File:
    """The file itself."""
    return examine("2", name, "application/octet-stream", data, words=words)[0]


def traits(name: str, data: bytes, words: str = "") -> set[str]:
    """Names of the traits of the file itself."""
    return {trait.name for trait in outer(name, data, words).traits}


def inside(name: str, data: bytes, words: str = "") -> dict[str, File]:
    """What lies in it, by name."""
    return {file.name: file for file in examine("2", name, "", data, words=words)[1:]}
