"""Derived facts that several detectors need, each found once for a message."""

from functools import cached_property

from mailguard.facts import history, identity, links, lures, sender_names, unknown_senders
from mailguard.facts.body import Link
from mailguard.facts.language import Language
from mailguard.facts.phrases import Want
from mailguard.identifiers import domain_names, ibans


class Insight(Language):
    """Questions about one message, answered when first asked; a replayed message answers the same."""

    # --- The past -----------------------------------------------------------------------------
    @cached_property
    def has_past(self) -> bool:
        """The memory is old enough for its silence to mean something."""
        return history.has_past(self.facts)

    @cached_property
    def telling(self) -> float:
        """How much it says that somebody is a stranger: 1, or little where nobody is known."""
        return history.telling(self.facts)

    # --- The author ---------------------------------------------------------------------------
    @cached_property
    def is_stranger(self) -> bool:
        """Nobody here knows the author: not of the profile, and no mail went there."""
        return unknown_senders.is_stranger(self.facts)

    @cached_property
    def strangeness(self) -> float:
        """0 for those whom we know or whose name is proven to be a well-known one, 1 for a stranger."""
        return unknown_senders.strangeness(self.facts)

    @cached_property
    def is_house(self) -> bool:
        return unknown_senders.is_house(self.facts)

    @cached_property
    def is_machine(self) -> bool:
        """It doesn't claim that somebody sat down and wrote it."""
        return sender_names.is_machine(self.facts)

    @cached_property
    def is_hosted(self) -> bool:
        return sender_names.is_hosted(self.facts, self.home)

    @cached_property
    def has_own_name(self) -> bool:
        return self.is_hosted or sender_names.is_in_domain(self.facts)

    @cached_property
    def speaks_for_house(self) -> bool:
        return unknown_senders.speaks_for_house(self.facts)

    # --- Where it leads -----------------------------------------------------------------------
    @cached_property
    def home(self) -> frozenset[str]:
        """The author's organisation, and those at which a newsletter says that it can be left."""
        return links.home(self.facts)

    @cached_property
    def ends(self) -> list[tuple[Link, str]]:
        """Links with the last host that each is known to lead to, trusted hosts left out."""
        return lures.ends(self.facts, self._is_asked_about)

    @cached_property
    def _is_asked_about(self) -> bool:
        """One of ours attaches a message and asks a colleague whether it is true, or warns of it."""
        facts = self.facts
        if not facts.nested or not facts.clicked or not facts.is_authenticated:
            return False
        return identity.is_ours(facts.author, facts) and self.asked("suspicion").n > 0

    @cached_property
    def leads_home(self) -> bool:
        """Nowhere but to the author's own house."""
        return all(link.organisation in self.home for link in self.facts.clicked)

    @cached_property
    def is_at_home(self) -> bool:
        """Somebody who bears a name of their own leads to their own pages only."""
        return self.has_own_name and all(
            domain_names.organisation(host) in self.home for _, host in self.ends
        )

    @cached_property
    def lured_to(self) -> str:
        """A host that the reader is led to and that is not well known, the author's own included; or ""."""
        return unknown_senders.lured_to(self.facts)

    def is_away(self, host: str) -> bool:
        """It is neither the author's nor where the newsletter can be left, nor one that many visit."""
        return domain_names.organisation(host) not in self.home and not links.is_known(host)

    # --- What it wants ------------------------------------------------------------------------
    @cached_property
    def accounts(self) -> tuple[str, ...]:
        """Bank accounts in its words and files, not in what it quotes."""
        return ibans.of(self.facts)

    @cached_property
    def aimed(self) -> float:
        """How much it is written to one reader, 1 for a note."""
        return unknown_senders.aimed(self)

    @cached_property
    def may_be_left(self) -> bool:
        return unknown_senders.may_be_left(self.facts)

    @cached_property
    def leads_nowhere(self) -> bool:
        """A machine's note that can't be answered and has no link, file or number."""
        return unknown_senders.leads_nowhere(self.facts)

    @cached_property
    def requested(self) -> list[tuple[float, str, Want]]:
        """What is asked for, gravest first: how grave it is, its name and the words."""
        return unknown_senders.requested(self, self.bills_plainly)

    @cached_property
    def invoked(self) -> tuple[str, float] | None:
        return unknown_senders.invoked(self)

    @cached_property
    def bills_plainly(self) -> bool:
        return unknown_senders.bills_plainly(self, self.accounts)

    @cached_property
    def takes_cheques(self) -> bool:
        """Money by cheque or in cash, to whom it is owed."""
        return unknown_senders.takes_cheques(self, self.accounts)

    @cached_property
    def telephone(self) -> str:
        return unknown_senders.telephone(self.facts)

    @cached_property
    def sum_of_money(self) -> bool:
        return unknown_senders.sum_of_money(self.facts)
