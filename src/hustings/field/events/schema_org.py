"""A date in the terms of schema.org."""

from typing import Any

from hustings.field.events.models.events import Event
from hustings.site.website.discovery import schema_org


def event(event: Event, frame: Any) -> dict[str, Any]:
    said: dict[str, Any] = {
        "@type": "Event", "name": event.title, "url": frame.canonical, "startDate": event.begins.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if event.cancelled_at else 'Scheduled'}",
        "organizer": schema_org.campaign(frame), "isAccessibleForFree": True,
    }  # fmt: skip
    if event.is_all_day:
        said |= {"startDate": event.first_day.isoformat(), "endDate": event.last_day.isoformat()}
    elif event.ends:
        said["endDate"] = event.ends.isoformat()
    if event.description:
        said["description"] = event.description
    said |= schema_org.picture(frame)
    places = [*_places(event)]
    if places:
        said["location"] = places if len(places) > 1 else places[0]
    mode = ("Mixed" if event.where else "Online") if event.online_at else "Offline"
    said["eventAttendanceMode"] = f"https://schema.org/{mode}EventAttendanceMode"
    return said


def _places(event: Event) -> list[dict[str, Any]]:
    found = []
    if event.where:
        name = event.place or event.where
        found.append(schema_org.place(name, event.where, event.latitude, event.longitude))
    if event.public_online_at:
        found.append({"@type": "VirtualLocation", "url": event.public_online_at})
    return found
