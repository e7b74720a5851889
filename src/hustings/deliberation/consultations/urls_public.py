"""Addresses in a language: for those who read and take part."""

from django.urls import path

from hustings.deliberation.consultations.views import (
    public_acts,
    public_entries,
    public_items,
    public_mails,
    public_own,
    public_reading,
    public_similar,
)
from hustings.people.signups import link_urls

app_name = "consultations"
ITEM = "consultations/items/<int:pk>/"
urlpatterns = [
    path("consultations/", public_reading.consultations, name="list"),
    path("consultations/steps/<int:pk>/", public_reading.step, name="step"),
    path(
        "consultations/steps/<int:pk>/contributions/",
        public_acts.step_contributions,
        name="step_contributions",
    ),
    path("consultations/questions/<int:pk>/", public_reading.question, name="question"),
    path(
        "consultations/questions/<int:pk>/contributions/",
        public_acts.question_contributions,
        name="question_contributions",
    ),
    path(ITEM, public_items.item, name="item"),
    path(f"{ITEM}arguments/", public_acts.item_arguments, name="item_arguments"),
    path(f"{ITEM}arguments/<slug:side>/", public_items.arguments, name="arguments"),
    path(f"{ITEM}sources/", public_acts.item_sources, name="item_sources"),
    path(f"{ITEM}versions/", public_items.versions, name="versions"),
    path(f"{ITEM}versions/<int:number>/", public_items.version, name="version"),
    path(f"{ITEM}vote/", public_own.carry_over, name="carry_over"),
    path(f"{ITEM}edit/", public_own.edit, name="edit"),
    path(f"{ITEM}withdrawal/", public_own.withdrawal, name="withdrawal"),
    path("consultations/search/<int:pk>/", public_reading.search, name="search"),
    path("consultations/name/<int:pk>/", public_own.name, name="name"),
    path("consultations/mails/<str:token>/", public_mails.mail_choice, name="mail_choice"),
    path("consultations/similar/<int:pk>/", public_similar.near, name="similar"),
    path("consultations/versions/<int:pk>/vote/", public_acts.vote, name="vote"),
    path("consultations/entries/<int:pk>/", public_entries.entries, name="entries"),
    path("consultations/links/<str:token>/", public_entries.link, name="link"),
    *link_urls.patterns("consultations", sent="consultations/sent/", rows="consultations/links/"),
    path("consultations/<int:pk>/<slug:slug>/", public_reading.consultation, name="consultation"),
]
