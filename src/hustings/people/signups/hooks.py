"""Hooks on sign-ups, for apps above that want to know where people come from. In the same transaction."""

from typing import Protocol

from hustings.foundation.contributions import Registry
from hustings.people.persons.models import Person
from hustings.people.signups.models import SignUp


class SignUpHook(Protocol):
    """What an app does when somebody signs up."""

    def asked(self, sign_up: SignUp, ref: str) -> None:
        """Somebody filled in the form, which carried ``ref``: what app gave it knows what it means."""

    def confirmed(self, sign_up: SignUp, person: Person, *, is_new: bool) -> None:
        """Their link was followed. ``is_new``: nobody of this mailbox was known before."""

    def sent_with(self, sign_up: SignUp) -> list[str]:
        """What else was sent with it, by its title."""
        return []

    def page_after(self, sign_up: SignUp) -> str:
        """The address of the page that thanks; empty for the site's own."""
        return ""


hearers = Registry[SignUpHook]("signups.hooks.hearers")


def asked(sign_up: SignUp, ref: str) -> None:
    """Tell them all; nobody where it came by nothing."""
    for hearer in hearers.all() if ref else []:
        hearer.asked(sign_up, ref)


def confirmed(sign_up: SignUp, person: Person, *, is_new: bool) -> None:
    for hearer in hearers.all():
        hearer.confirmed(sign_up, person, is_new=is_new)


def sent_with(sign_up: SignUp) -> list[str]:
    """What was sent beside the sign-up: the titles of forms."""
    return [title for hearer in hearers.all() for title in hearer.sent_with(sign_up)]


def page_after(sign_up: SignUp) -> str:
    """Where one goes once the link was followed; empty for the site's own page."""
    return next((page for hearer in hearers.all() if (page := hearer.page_after(sign_up))), "")
