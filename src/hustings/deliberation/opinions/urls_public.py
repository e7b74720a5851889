"""Addresses in a language: statements to vote on, and maps."""

from django.urls import path

from hustings.deliberation.opinions.views import public_statements

app_name = "opinions"
STEP = "consultations/steps/<int:pk>/"
urlpatterns = [
    path(f"{STEP}statements/", public_statements.statements, name="statements"),
    path("consultations/statements/<int:pk>/vote/", public_statements.vote, name="vote"),
]
