"""Addresses below /hq/sequences/."""

from django.urls import path

from hustings.outreach.automations.views import people, sequences, steps

app_name = "automations"
urlpatterns = [
    path("", sequences.Sequences.as_view(), name="sequences"),
    path("add/", sequences.add, name="sequence_add"),
    path("<key:pk>/", sequences.sequence, name="sequence"),
    path("<key:pk>/settings/", sequences.settings, name="sequence_settings"),
    path("<key:pk>/approval/", sequences.approval, name="sequence_approval"),
    path("<key:pk>/start/", sequences.start, name="sequence_start"),
    path("<key:pk>/pause/", sequences.pause, name="sequence_pause"),
    path("<key:pk>/resume/", sequences.resume, name="sequence_resume"),
    path("<key:pk>/end/", sequences.end, name="sequence_end"),
    path("<key:pk>/removal/", sequences.removal, name="sequence_removal"),
    path("<key:pk>/people/", people.people, name="sequence_people"),
    path("<key:pk>/people/add/", people.put, name="sequence_put"),
    path("<key:pk>/people/add/<key:number>/undo/", people.put_undo, name="sequence_put_undo"),
    path("<key:pk>/course/", people.course, name="sequence_course"),
    path("<key:pk>/triggers/<slug:kind>/", steps.trigger, name="sequence_trigger"),
    path(
        "<key:pk>/trigger/<key:number>/removal/",
        steps.trigger_removal,
        name="sequence_trigger_removal",
    ),
    path("<key:pk>/steps/add/", steps.choose, name="sequence_step_choose"),
    path("<key:pk>/steps/add/<slug:kind>/", steps.add, name="sequence_step_add"),
    path("<key:pk>/steps/<key:number>/", steps.edit, name="sequence_step"),
    path("<key:pk>/steps/<key:number>/removal/", steps.removal, name="sequence_step_removal"),
    path("<key:pk>/steps/<key:number>/letter/", steps.letter, name="sequence_letter"),
    *[
        path(
            f"<key:pk>/steps/<key:number>/{way}/", steps.move, {"way": way},
            name=f"sequence_step_{way}",
        )
        for way in ("up", "down", "place")
    ],
    path("enrolments/<key:pk>/removal/", sequences.taking_out, name="enrolment_removal"),
]  # fmt: skip
