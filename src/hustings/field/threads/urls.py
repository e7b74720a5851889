"""Addresses below /hq/conversations/."""

from django.urls import path

from hustings.field.threads.views import bulletins_hq, hq

app_name = "threads_hq"
urlpatterns = [
    path("", hq.Reports.as_view(), name="reports"),
    path("log/", hq.Log.as_view(), name="log"),
    path("messages/<key:pk>/", hq.message, name="message"),
    path("messages/<key:pk>/decision/", hq.decision, name="decision"),
    path("members/", bulletins_hq.Bulletins.as_view(), name="bulletins"),
    path("members/<key:pk>/", bulletins_hq.bulletin, name="bulletin"),
    path("members/<key:pk>/decision/", bulletins_hq.decision, name="bulletin_decision"),
]
