"""Checks made once in a signed-in user's request: rights in Wagtail, second factor, last sight."""

from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from hustings.foundation.accounts import access, wagtail_groups
from hustings.foundation.accounts.models import User
from hustings.foundation.accounts.rights import EDIT_SITE

Answer = Callable[[HttpRequest], HttpResponseBase]
STRONG = [Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP]
PLAIN = ("/hq/", "/account/", "/documents/", "/media/", "/u/", "/api/", "/phone/")
SEEN_EVERY = timedelta(minutes=1)  # how often a session's last sight is written


def has_second_factor(user: User) -> bool:
    """Whether a passkey or an authenticator app is set up."""
    found: bool = Authenticator.objects.filter(user=user, type__in=STRONG).exists()
    return found


class SessionsMiddleware:
    """Keeps allauth's list of sessions up to date without a write at every request."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Write the session's last sight when the one on record is older than a minute."""
        if request.session.session_key and request.user.is_authenticated:
            now = timezone.now()
            fresh = UserSession.objects.filter(
                session_key=request.session.session_key, last_seen_at__gt=now - SEEN_EVERY
            )
            if not fresh.exists():
                UserSession.objects.create_from_request(request)
        return self.get_response(request)


class LanguageMiddleware(LocaleMiddleware):
    """Django's, but what isn't found among the addresses without a language isn't looked for below one."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Leave a 404 of HQ and its neighbours as it is."""
        if response.status_code == 404 and request.path.startswith(PLAIN):
            return response
        return super().process_response(request, response)


class HeadquartersMiddleware:
    """Guards the door of HQ, and speaks the user's language in HQ and on the account pages."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.hq, self.account = reverse("wagtailadmin_home"), "/account/"

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, or lead to where the second factor is set up, or say that there is no role."""
        if not request.path.startswith((self.hq, self.account)) or not request.user.is_authenticated:
            return self.get_response(request)
        user: User = request.user
        self._speak(request, user)
        if request.path.startswith(self.hq) and (refusal := self._refusal(request, user)):
            return refusal
        return self.get_response(request)

    def _refusal(self, request: HttpRequest, user: User) -> HttpResponse | None:
        if settings.SECOND_FACTOR == "required" and not has_second_factor(user):
            request.session["hq_next"] = request.get_full_path()
            return redirect("accounts:strengthen")
        granted = access.live_grants(user)
        wagtail_groups.sync(user, granted)
        is_closed = request.path.startswith(f"{self.hq}reports/") and not access.may(user, EDIT_SITE)
        return access.denied(request) if is_closed or not granted else None

    def _speak(self, request: HttpRequest, user: User) -> None:
        profile = UserProfile.objects.filter(user=user).first()
        if profile and profile.preferred_language:
            translation.activate(profile.preferred_language)
            request.LANGUAGE_CODE = profile.preferred_language
