"""Write docs/reference/webhooks.md from the registry of events. Run by ``make docs``."""

import json
import os
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.settings")
TARGET = Path(__file__).resolve().parents[1] / "docs" / "reference" / "webhooks.md"
HEAD = """# Webhooks

<!-- Written by `make docs` from the registry of events. -->

Every event that Hustings sends to other tools, for developers of the tools that receive them. To set one up,
see [Notify other tools](../how-to/notify-other-tools.md).

Hustings sends each event as a POST request with a JSON body, signed as in [Standard
Webhooks](https://www.standardwebhooks.com):

```http
POST /hook HTTP/1.1
Content-Type: application/json
webhook-id: msg_0b6f3c2e4d1a4b9f8c7d6e5f4a3b2c1d
webhook-timestamp: 1803999600
webhook-signature: v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=

{"type":"petitions.signed","timestamp":"2027-03-02T09:00:00Z","data":{…}}
```

- **Check the signature**: HMAC-SHA256 of `id.timestamp.body` with the secret’s bytes (Base64 after
  `whsec_`), in Base64. The header may hold several, separated by spaces: one must match. Reject timestamps
  more than five minutes old.
- **Answer with 2xx within 10 seconds**, before long work. Redirects are not followed.
- **Any other answer** is tried again with growing pauses, for about three days. Then the webhook is paused
  and the team notified. `410` pauses it immediately.
- **The order is not guaranteed**: compare `timestamp`, when the event happened.
- **An event may arrive twice**, with the same `webhook-id`: ignore the second.
- An event is left out if what it is about was hidden or deleted before it could be sent.

`data` holds ID numbers. If the webhook includes contact data, `person` has these fields, as they are when
the event is sent; `consents` lists what the person agreed to: `email`, `sms`, `phone`, `post` …

```json
%(person)s
```
"""


def text() -> str:
    """The whole page, in English."""
    from django.utils import translation

    from hustings.foundation.webhooks.events import events
    from hustings.people.persons.webhook_events import FULL

    parts = [HEAD % {"person": _written(FULL)}, "## Events\n"]
    with translation.override("en"):
        for event in sorted(events.all(), key=lambda event: event.name):
            parts.append(f"### {event.name}\n\n{event.words}.\n\n```json\n{_written(event.example)}\n```\n")
    return "\n".join(parts)


def _written(example: object) -> str:
    return json.dumps(example, ensure_ascii=False)


if __name__ == "__main__":
    import django

    django.setup()
    TARGET.write_text(text())
