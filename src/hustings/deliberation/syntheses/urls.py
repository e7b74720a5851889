"""Addresses below /hq/syntheses/."""

from django.urls import path

from hustings.deliberation.syntheses.views import (
    hq,
    hq_answers,
    hq_codings,
    hq_pictures,
    hq_sentences,
    hq_syntheses,
    hq_tellings,
)

app_name = "syntheses_hq"
urlpatterns = [
    path("", hq.Consultations.as_view(), name="list"),
    path("<int:pk>/", hq.consultation, name="consultation"),
    path("<int:pk>/items/", hq_answers.Items.as_view(), name="items"),
    path("<int:pk>/milestones/new/", hq_answers.milestone_new, name="milestone_new"),
    path("<int:pk>/mails/", hq_tellings.mails, name="mails"),
    path("<int:pk>/coding/", hq_codings.coding, name="coding"),
    path("<int:pk>/coding/rounds/", hq_codings.round_new, name="round_new"),
    path("codes/<int:pk>/archive/", hq_codings.code_archive, name="code_archive"),
    path("rounds/<int:pk>/", hq_codings.coding_round, name="round"),
    path("rounds/<int:pk>/closing/", hq_codings.round_closing, name="round_closing"),
    path("steps/<int:pk>/", hq_syntheses.synthesis, name="synthesis"),
    path("steps/<int:pk>/sentences/", hq_syntheses.sentences, name="sentences"),
    path("steps/<int:pk>/editions/", hq_syntheses.publish, name="publish"),
    path("steps/<int:pk>/proposals/", hq_syntheses.proposals, name="proposals"),
    path("sentences/<int:pk>/", hq_sentences.sentence, name="sentence"),
    path("sentences/<int:pk>/citations/", hq_sentences.citations, name="citations"),
    path("sentences/<int:pk>/place/", hq_sentences.place, name="place"),
    path("milestones/<int:pk>/", hq_answers.milestone, name="milestone"),
    path("items/<int:pk>/picture/", hq_pictures.picture, name="picture"),
    path("items/<int:pk>/answer/", hq_answers.answer, name="answer"),
]
