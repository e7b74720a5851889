"""A form inside the message."""

from collections.abc import Iterator

from mailguard.facts import Facts
from mailguard.signals import Evidence, detector, found


@detector
def html_form(facts: Facts) -> Iterator[Evidence]:
    """The message itself contains a form to fill in."""
    for html in facts.html:
        for form in html.forms:
            if form.asks_password:
                yield found("A field for a password is sent to {where}.", where=form.action or "?")
            elif form.fields and not facts.bulk.is_list:
                yield found("What you enter is sent to {where}.", 0.4, where=form.action or "?")
