"""Rows that an empty database starts with: sending limits for the large mailbox providers."""

from typing import Any

from django.db import migrations

# Cautious figures to start with, which the campaign changes: none of these providers promises anything.
# Name, domains, letters a minute, letters at once.
_DESTINATIONS = [
    ("Gmail", "gmail.com googlemail.com", 600, 20),
    (
        "Microsoft",
        "outlook.com outlook.fr hotmail.com hotmail.fr hotmail.co.uk live.com live.fr live.co.uk msn.com",
        300,
        10,
    ),
    ("Yahoo", "yahoo.com yahoo.fr yahoo.co.uk ymail.com rocketmail.com aol.com aol.fr", 300, 10),
    ("Apple", "icloud.com me.com mac.com", 200, 10),
    ("Orange", "orange.fr wanadoo.fr voila.fr", 200, 3),
    ("SFR", "sfr.fr neuf.fr cegetel.net club-internet.fr 9online.fr numericable.fr", 150, 3),
    ("Free", "free.fr libertysurf.fr online.fr aliceadsl.fr", 150, 3),
    ("La Poste", "laposte.net", 150, 3),
    ("Bouygues", "bbox.fr", 100, 3),
    ("GMX, Web.de", "gmx.com gmx.de gmx.fr gmx.net web.de", 150, 5),
]


def _limits(apps: Any, schema_editor: Any) -> None:
    destinations = apps.get_model("delivery", "Destination").objects.using(schema_editor.connection.alias)
    destinations.bulk_create(
        destinations.model(name=name, domains="\n".join(domains.split()), per_minute=minute, at_once=once)
        for name, domains, minute, once in _DESTINATIONS
    )


OPERATIONS = [migrations.RunPython(_limits)]
