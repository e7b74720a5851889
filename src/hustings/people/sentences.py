"""How this app's own activities read on a timeline."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hustings.people import timeline
from hustings.people.models import Person, Purpose

Data = Mapping[str, Any]
NOTHING = "–"


def _quoted(data: Data, name: str) -> str:
    return str(data.get(name) or NOTHING)


def _changed(data: Data) -> str:
    return "; ".join(_step(field_label(change["field"]), change) for change in data["changes"])


def _step(what: str, change: Data) -> str:
    words = {"what": what, "before": _quoted(change, "from"), "after": _quoted(change, "to")}
    return _("%(what)s: %(before)s → %(after)s") % words


def field_label(name: str) -> str:
    """What a column of Person is called."""
    label = str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _consent(answer: str) -> timeline.Sentence:
    def sentence(data: Data) -> str:
        purpose = Purpose(data["purpose"]).label
        words = {"purpose": purpose, "source": _quoted(data, "source")}
        if answer == "yes":
            return _("Agreed to %(purpose)s (%(source)s)") % words
        return _("Said no to %(purpose)s (%(source)s)") % words

    return sentence


def _with(text: Any) -> timeline.Sentence:
    return lambda data: str(text) % {name: value or NOTHING for name, value in data.items()}


def _field(data: Data) -> str:
    return _step(data["label"], data)


def register() -> None:
    """Called once, when the app is ready."""
    timeline.register_group("sign_up", gettext_lazy("Sign-ups"))
    timeline.register_group("import", gettext_lazy("Imports"))
    timeline.register("person.added", _with(gettext_lazy("Added (%(source)s)")))
    timeline.register("person.changed", _changed)
    timeline.register("person.field", _field)
    timeline.register("person.email_added", _with(gettext_lazy("E-mail %(address)s added")))
    timeline.register("person.email_removed", _with(gettext_lazy("E-mail %(address)s removed")))
    timeline.register("person.email_first", _with(gettext_lazy("E-mail %(address)s put first")))
    timeline.register("person.phone_added", _with(gettext_lazy("Phone %(number)s added")))
    timeline.register("person.phone_removed", _with(gettext_lazy("Phone %(number)s removed")))
    timeline.register("person.address_added", _with(gettext_lazy("Address “%(address)s” added")))
    timeline.register("person.address_removed", _with(gettext_lazy("Address “%(address)s” removed")))
    timeline.register("person.tagged", _with(gettext_lazy("Tagged “%(tag)s”")))
    timeline.register("person.untagged", _with(gettext_lazy("Tag “%(tag)s” taken off")))
    timeline.register("note.added", lambda data: _("Note written"))
    timeline.register("note.removed", lambda data: _("Note removed"))
    timeline.register("consent.yes", _consent("yes"))
    timeline.register("consent.no", _consent("no"))
    timeline.register(
        "sign_up.confirmed", _with(gettext_lazy("Signed up and confirmed the address (%(source)s)"))
    )
    timeline.register(
        "import.created", _with(gettext_lazy("Came in with the file “%(file)s”, line %(line)s"))
    )
    timeline.register("import.changed", _with(gettext_lazy("Changed by the file “%(file)s”, line %(line)s")))
