"""Log-in, and the user of a request."""

from allauth.account.auth_backends import AuthenticationBackend

from hustings.foundation.accounts.models import User


class GrantBackend(AuthenticationBackend):
    """Checks passwords as allauth does. Rights come from grants; Wagtail's by way of ``groups``."""

    def get_user(self, user_id: int) -> User | None:
        """The user of a session, whose grants are read once in a request."""
        user: User | None = super().get_user(user_id)
        if user:
            user.is_of_request = True
        return user
