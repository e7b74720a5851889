"""Addresses in a language: for those who write or call."""

from django.urls import path

from hustings.site.representatives.views import public

app_name = "appeals"
urlpatterns = [
    path("appeals/sent/", public.sent, name="sent"),
    path("appeals/<int:pk>/voices/", public.voices, name="voices"),
    path("appeals/voices/<str:token>/", public.voice, name="voice"),
    path("appeals/voices/<str:token>/not-me/", public.not_me, name="not_me"),
    path("appeals/voices/<str:token>/withdrawal/", public.withdrawal, name="withdrawal"),
    path("appeals/voices/<str:token>/mails/", public.mails, name="mails"),
]
