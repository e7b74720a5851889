"""Addresses below /hq/ of the demo's inbox."""

from django.urls import path

from hustings.outreach.delivery.views import demo_inbox

app_name = "delivery"
urlpatterns = [
    path("inbox/", demo_inbox.mails, name="inbox"),
    path("inbox/<str:name>/", demo_inbox.mail, name="inbox_mail"),
    path("inbox/<str:name>/html/", demo_inbox.mail_html, name="inbox_html"),
]
