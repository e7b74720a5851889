"""Addresses below /hq/appeals/."""

from django.urls import path

from hustings.site.representatives.views import appeals

app_name = "appeals_hq"
urlpatterns = [
    path("", appeals.Appeals.as_view(), name="list"),
    path("new/", appeals.new, name="new"),
    path("<int:pk>/", appeals.appeal, name="appeal"),
    path("<int:pk>/edit/", appeals.edit, name="edit"),
    path("<int:pk>/pause/", appeals.pause, name="pause"),
    path("<int:pk>/counts/", appeals.counts, name="counts"),
    path("<int:pk>/voices/", appeals.voices, name="voices"),
    path("<int:pk>/answers/", appeals.answers, name="answers"),
    path("<int:pk>/answers/<int:representative>/", appeals.stand, name="stand"),
]
