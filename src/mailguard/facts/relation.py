"""What we know of the sender from earlier mail: counts and times, never words."""

from dataclasses import dataclass
from datetime import datetime

_HABIT = 5  # messages that make one


@dataclass(frozen=True, slots=True)
class Relation:
    """The author's past with this team up to this message; without a store ``has_history`` is False.

    A question that the store can't answer is None.
    """

    has_history: bool = False
    since_at: datetime | None = None  # the store remembers from here on
    n_known: int = 0  # messages that the store has learnt from in all
    n_received: int = 0  # from this very address
    n_sent: int = 0  # that our people wrote to it
    n_from_organisation: int = 0
    n_to_organisation: int = 0
    n_to_recipient: int = 0  # from this address to this recipient
    first_seen_at: datetime | None = None
    last_seen_at: datetime | None = None
    n_authenticated: int = 0  # of n_received, with an aligned pass
    name_addresses: tuple[str, ...] = ()  # other addresses that used this display name, most used first
    similar_addresses: tuple[str, ...] = ()  # known addresses that this one could be taken for
    reply_to_known: bool | None = None  # answers went to that address before
    # new: answers nothing; known: we saw what it answers; forged: we did not, though we would have; unknown
    thread: str = "new"
    is_thread_member: bool | None = None  # the author took part in the thread before
    is_thread_organisation: bool | None = None  # somebody of the author's organisation did
    is_our_thread: bool = False  # one of ours wrote in it before
    client_known: bool | None = None
    structure_known: bool | None = None
    origin_known: bool | None = None
    zone_known: bool | None = None  # of the clock that dated it, an hour more or less
    accounts_known: bool | None = None  # the bank accounts in it were in the sender's earlier mail
    n_like_this: int = 0  # near-duplicates received from anybody in the last 48 hours
    n_like_this_senders: int = 0

    @property
    def has_habits(self) -> bool:
        return self.n_received >= _HABIT
