"""Addresses below /hq/ of the demo's inbox."""

from django.urls import path

from hustings.mailing.views import inbox

urlpatterns = [
    path("inbox/", inbox.mails, name="inbox"),
    path("inbox/<str:name>/", inbox.mail, name="inbox_mail"),
    path("inbox/<str:name>/html/", inbox.mail_html, name="inbox_html"),
]
