"""Questions about attachments that more than one detector asks."""

from collections.abc import Iterator

from mailguard.facts.body import File
from mailguard.facts.record import Record


def having(facts: Record, trait: str) -> Iterator[tuple[File, str]]:
    """Files with a trait, each with the trait's detail; a file with several of a name comes once."""
    for file in facts.files:
        for each in file.traits:
            if each.name == trait:
                yield file, each.detail
                break


def name_of(file: File) -> str:
    """What to call it: its name, else its kind."""
    return file.name or file.kind


def is_inside(file: File) -> bool:
    """It lies in another file."""
    return "/" in file.path


def is_elsewhere(facts: Record, organisation: str) -> bool:
    """Neither the author's organisation nor one of the team's own."""
    own = {facts.author.organisation, *facts.profile.domains}
    return bool(organisation) and organisation not in own
