"""Invitations (RFC 5545 and 5546)."""

import zlib
from datetime import datetime, timedelta


def invitation(
    organiser: tuple[str, str], guest: tuple[str, str], at: datetime, title: str, url: str = ""
) -> str:
    """A REQUEST for an hour, a day after ``at``, with a link in place and text where there is one."""
    start = at + timedelta(days=1)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//calendar//EN",
        "METHOD:REQUEST",
        "BEGIN:VEVENT",
        f"UID:{start:%Y%m%d%H%M}-{zlib.crc32(title.encode()):x}@{organiser[1].rpartition('@')[2]}",
        f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start:%Y%m%dT%H%M%SZ}",
        f"DTEND:{start + timedelta(hours=1):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{title}",
        f'ORGANIZER;CN="{organiser[0]}":mailto:{organiser[1]}',
        f'ATTENDEE;CN="{guest[0]}";RSVP=TRUE:mailto:{guest[1]}',
    ]
    if url:
        lines += [f"LOCATION:{url}", f"DESCRIPTION:{title} – {url}"]
    return "\r\n".join([*lines, "END:VEVENT", "END:VCALENDAR", ""])
