"""Addresses in a language: for those who sign."""

from django.urls import path

from hustings.site.petitions.views import public

app_name = "petitions"
urlpatterns = [
    path("petitions/sent/", public.sent, name="sent"),
    path("petitions/<int:pk>/signatures/", public.signatures, name="signatures"),
    path("petitions/signatures/<str:token>/", public.signature, name="signature"),
    path("petitions/signatures/<str:token>/not-me/", public.not_me, name="not_me"),
    path("petitions/signatures/<str:token>/withdrawal/", public.withdrawal, name="withdrawal"),
    path("petitions/signatures/<str:token>/mails/", public.mails, name="mails"),
]
