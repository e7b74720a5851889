"""Values made of several: which kind of contact, how often, in how many days."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hustings.people.segments.criteria.kinds import BadCriteria, Kind, Number


@dataclass(frozen=True)
class Part:
    """One of them. What may be left out says ``words`` of itself at the end of the sentence, where given."""

    kind: Kind
    label: Any
    words: Callable[[str, Any], str] | None = None

    @property
    def is_required(self) -> bool:
        """Whether the question makes no sense without."""
        return self.words is None


class Parts(Kind):
    """A mapping of names to values. Sentences hold ``%(name)s``; ``%(more)s`` is all that may be left out."""

    def __init__(self, **parts: Part) -> None:
        self.parts = parts

    def form_fields(self, user: Any) -> dict[str, forms.Field]:
        fields = {}
        for name, part in self.parts.items():
            field = part.kind.form_fields(user)["value"]
            field.required = field.widget.is_required = part.is_required
            field.label = part.label
            fields[f"value_{name}"] = field
        return fields

    def cleaned(self, data: Mapping[str, Any]) -> dict[str, Any]:
        values = {name: data.get(f"value_{name}") for name in self.parts}
        return {name: value for name, value in values.items() if value not in (None, "", [])}

    def to_json(self, value: Any) -> dict[str, Any]:
        return {name: self.parts[name].kind.to_json(held) for name, held in value.items()}

    def from_json(self, kept: Any) -> dict[str, Any]:
        if not isinstance(kept, dict) or not kept.keys() <= self.parts.keys():
            raise BadCriteria(_("Enter a value."))
        return {
            name: part.kind.from_json(kept.get(name))
            for name, part in self.parts.items()
            if name in kept or part.is_required
        }

    def words(self, value: Any) -> dict[str, str]:
        said = {name: self.parts[name].kind.shown(held) for name, held in value.items()}
        more = [
            part.words(said[name], value[name])
            for name, part in self.parts.items()
            if part.words and name in value
        ]
        return {**said, "more": "".join(f" {one}" for one in more)}

    def posted(self, name: str, kept: Any) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for part, held in (kept if isinstance(kept, dict) else {}).items():
            if part in self.parts:
                data |= self.parts[part].kind.posted(f"{name}_{part}", held)
        return data


def times() -> Part:
    """At least so often; may be left out, and then means once."""
    return Part(
        Number(1, 1_000),
        gettext_lazy("At least (times)"),
        lambda said, n: ngettext("at least %(n)s time", "at least %(n)s times", n) % {"n": n},
    )


def days() -> Part:
    """So many days back from now; may be left out."""
    return Part(
        Number(1, 36_500),
        gettext_lazy("In the last days"),
        lambda said, n: ngettext("in the last day", "in the last %(n)s days", n) % {"n": n},
    )
