"""A receiver for each test of webhooks."""

from tests.cast.foundation.webhooks.fixtures import receiver as receiver
