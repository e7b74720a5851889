"""Part of “my data”: answers given on the phone or at the door."""

from django.utils.translation import gettext_lazy as _

from hustings.people.selfservice.parts import Part, my_data

part = my_data(
    Part(
        "talk_answers",
        _("What you told us"),
        {"question": _("question"), "answer": _("answer"), "given_at": _("when")},
        lambda person: [
            (step.text if (step := row.step()) else row.question, row.shown(), row.given_at)
            for row in person.talk_answers.select_related("version").order_by("pk")
        ],
    ),
)
