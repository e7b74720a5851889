"""Part of “my data”: calls that were made, and lists that somebody stands on."""

from django.utils.translation import gettext_lazy as _

from hustings.people.selfservice.parts import Part, my_data

part = my_data(
    Part(
        "calls",
        _("Calls to you"),
        {"list": _("list"), "began_at": _("when"), "outcome": _("outcome")},
        lambda person: [
            (row.call_list.name, row.began_at, row.get_outcome_display() or row.get_end_display())
            for row in person.calls.select_related("call_list")
        ],
    ),
    Part(
        "call_lists",
        _("Call lists you are on"),
        {"list": _("list"), "number": _("phone"), "due_at": _("next call from"), "ended": _("ended")},
        lambda person: [
            (row.call_list.name, row.number, None if row.done_at else row.due_at, row.done_at)
            for row in person.callees.select_related("call_list")
        ],
    ),
)
