"""Movements as a file of the bank tells them."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Read:
    """One movement. ``amount``: minor units, below zero where money left. ``nth``: among equals of a file."""

    on: date
    amount: int
    currency: str
    name: str = ""
    text: str = ""
    end_to_end: str = ""
    reference: str = ""
    is_return: bool = False
    nth: int = 0

    @property
    def key(self) -> str:
        """A digest by which the line is known again: of the bank's reference, else of all that it says."""
        said = [self.reference] if self.reference else [self.name, self.text, self.end_to_end, str(self.nth)]
        words = "\n".join([self.on.isoformat(), str(self.amount), *said])
        return sha256(words.encode()).hexdigest()
