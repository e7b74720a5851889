"""Addresses below the site's languages: for visitors, not for the team."""

from django.urls import path

from hustings.site.sharing import views_public

app_name = "share"
urlpatterns = [path("my-data/thanks/<str:token>/", views_public.thanks_end, name="thanks_end")]
