"""Addresses of an event's questions in HQ, below /hq/agenda/questions/."""

from django.urls import path

from hustings.field.registrations.questions import views

app_name = "event_questions"
_ONE = "<key:event>/<key:pk>/"
urlpatterns = [
    path("<key:event>/new/", views.new, name="new"),
    path(_ONE, views.question, name="question"),
    path(f"{_ONE}order/", views.order, name="order"),
    path(f"{_ONE}removal/", views.removal, name="removal"),
]
