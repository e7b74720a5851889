"""Account pages of our own, and those of allauth that a campaign doesn't offer."""

from django.urls import include, path
from django.views.generic import RedirectView
from django.views.i18n import set_language

from hustings.foundation.accounts import views

own = [
    path("", views.account, name="account"),
    path("strengthen/", views.strengthen, name="strengthen"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
]
elsewhere = RedirectView.as_view(pattern_name="accounts:account")
urlpatterns = [
    path("", include((own, "accounts"))),
    path("language/", set_language, name="set_language"),
    path("sessions/", views.sessions, name="usersessions_list"),
    path("email/", elsewhere),  # an address is proven by the invitation and stays
    path("confirm-email/", elsewhere),
    path("login/code/confirm/", elsewhere),
    path("2fa/", RedirectView.as_view(pattern_name="accounts:account"), name="mfa_index"),
]
