"""Carries out the platform's orders about messages that are held in the folder of a guard."""

from collections.abc import Iterator
from dataclasses import dataclass

from mailguard.agents.platform import commands, matching, releasing
from mailguard.agents.platform.commands import Answer, Order
from mailguard.agents.platform.folder import Folder
from mailguard.agents.platform.matching import Mail
from mailguard.agents.platform.quarantine import Busy, Held, Missing
from mailguard.agents.platform.releasing import NotReleased
from mailguard.i18n import mark, translate


@dataclass(frozen=True, slots=True)
class Carrier:
    """``way`` is how a released message goes to the mail server."""

    folder: Folder
    way: str
    language: str = "en"

    def carry(self, order: Order) -> Answer:
        """Do it; what became of it."""
        if order.deed not in {commands.RELEASE, commands.DELETE}:
            return self._answer(
                order, commands.REFUSED, mark("A milter can't reach mail that was delivered.")
            )
        meant = list(self._meant(order))
        if not meant:
            return self._answer(order, commands.MISSING, mark("It isn't quarantined here (any more)."))
        for held in meant:
            try:
                if order.deed == commands.DELETE:
                    self.folder.held.delete(held.id)
                else:
                    releasing.release(self.folder, held.id, self.way)
            except Missing:
                continue  # it went in the meantime
            except Busy:
                return self._answer(order, commands.FAILED, mark("Someone else is handling it right now."))
            except NotReleased as error:
                return Answer(order.id, commands.FAILED, error.say(self.language))
        done = mark("Deleted.") if order.deed == commands.DELETE else mark("Handed to the mail server.")
        return self._answer(order, commands.DONE, done)

    def _meant(self, order: Order) -> Iterator[Held]:
        if name := order.place.get("held"):
            try:
                yield self.folder.held.get(str(name))
            except Missing:
                return
        elif not order.place:
            boxes = {each.lower() for each in order.mailboxes}
            for held in self.folder.held.all():
                if _fits(held, order) and (not boxes or boxes & {each.lower() for each in held.rcpt_to}):
                    yield held

    def _answer(self, order: Order, outcome: str, text: str) -> Answer:
        return Answer(order.id, outcome, translate(text, self.language))


def _fits(held: Held, order: Order) -> bool:
    seen = held.sighting
    traits = frozenset((each.kind, each.value) for each in seen.traits)
    return matching.fits(order, Mail(frozenset({seen.sha256, held.digest}), seen.message_id, traits))
