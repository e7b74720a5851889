"""A local group in the terms of schema.org."""

from typing import Any

from hustings.field.groups.models.groups import LocalGroup
from hustings.site.website.discovery import schema_org


def group(group: LocalGroup, frame: Any) -> dict[str, Any]:
    """One group: no more than its page shows."""
    told = {"description": group.description, "email": group.email, "telephone": group.phone}
    said: dict[str, Any] = {
        "@type": "Organization", "name": group.name, "url": frame.canonical,
        "parentOrganization": schema_org.campaign(frame),
        **{name: word for name, word in told.items() if word},
        "areaServed": {"@type": "AdministrativeArea", "name": group.zone.name},
    }  # fmt: skip
    if group.place or group.address:
        where = ", ".join(filter(None, [group.place, group.address]))
        said["location"] = schema_org.place(group.place or where, where, group.latitude, group.longitude)
    said |= schema_org.picture(frame)
    return {**said, **({"sameAs": [group.link]} if group.link else {})}
