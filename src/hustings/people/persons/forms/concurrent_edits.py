"""Two people with the same form open: each writes what they changed, and no change is lost unseen."""

import datetime as dt
import json
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext as _

from hustings.foundation.lib.dates import date_format

SEEN = "seen"


class MeanwhileForm(forms.Form):
    """A form that knows what stood there when it was opened.

    A field that somebody else changed meanwhile, too, is refused once; sent again, it is written over.
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.stands = {
            name: _plain(self.get_initial_for_field(field, name)) for name, field in self.fields.items()
        }
        self.seen = self.stands | self._sent()
        self.changed: set[str] = set()
        self.others: list[str] = []  # labels of what others changed and this form leaves alone

    def _sent(self) -> dict[str, Any]:
        """What stood there when the form was opened; nothing where it doesn't say."""
        try:
            sent = json.loads(self.data.get(SEEN, ""))
        except ValueError:
            return {}
        return {name: sent[name] for name in self.stands if name in sent} if isinstance(sent, dict) else {}

    @property
    def seen_written(self) -> str:
        return json.dumps(self.seen, ensure_ascii=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for name, stands in self.stands.items():
            if name not in cleaned:
                continue
            mine, seen = _plain(cleaned[name]), self.seen[name]
            if mine != seen:
                self.changed.add(name)
            if stands in (seen, mine):
                continue
            if name in self.changed:
                self._say_so(name, stands)
            else:
                self.others.append(str(self.fields[name].label))
        return cleaned

    def _say_so(self, name: str, stands: Any) -> None:
        self.seen[name] = stands
        words = _shown(self.get_initial_for_field(self.fields[name], name))
        said = _("Someone emptied this field meanwhile. Save again to use your value.")
        if words:
            said = _("Someone changed this to “%(now)s” meanwhile. Save again to use your value.")
        self.add_error(name, said % {"now": words})


def _plain(value: Any) -> Any:
    """A value as JSON has it; the same for all ways to say that there is none."""
    if isinstance(value, list | tuple):
        return sorted(map(str, value))
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, dt.date):
        return value.isoformat()
    return "\n".join(str(value if value is not None else "").strip().splitlines())


def _shown(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return date_format(value) if isinstance(value, dt.date) else str(value if value is not None else "")
