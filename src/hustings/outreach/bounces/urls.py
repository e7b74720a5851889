"""Addresses below /hq/ of what came back."""

from django.urls import path

from hustings.outreach.bounces.views import returns

app_name = "bounces"
urlpatterns = [
    path("mailings/<int:pk>/returns/", returns.came_back, name="returns"),
    path("bouncing/", returns.bouncing, name="bouncing"),
    path("bouncing/<int:pk>/again/", returns.try_again, name="try_again"),
    path("bouncing/taken-back/", returns.take_back, name="take_back"),
]
