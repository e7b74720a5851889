"""Pseudonyms of those who take part."""


def made(consultation: int, number: int) -> str:
    """The pseudonym of a participant by number."""
    return f"{consultation}-{number}"
