"""Bring people and a campaign in, or let it go."""

import os
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import connection
from nuntius.models import Campaign

from readers.models import Reader, Segment


class Command(BaseCommand):
    """Once to fill, then with ``--send``."""

    def add_arguments(self, parser):
        """The word to go."""
        parser.add_argument("--send", action="store_true")

    def handle(self, *, send, **options):
        """Do it."""
        if send:
            Campaign.objects.update(status=Campaign.STATUS_SENDING)
            return
        folder = Path(os.environ["NUNTIUS_VAR"])
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA journal_mode = WAL")  # its processes would block one another
        rows = [line.split("\t") for line in (folder / "people.tsv").read_text().splitlines()]
        readers = [Reader(email=address, given_name=name, subscriber_status=1) for address, name in rows]
        Reader.objects.bulk_create(readers, batch_size=500)
        Campaign.objects.create(
            name="Bench",
            segment=Segment.objects.create(),
            message_from_email="news@bench.example",
            message_subject="Tonight",
            message_content_html=(folder / "letter.html").read_text(),
            message_content_text=(folder / "letter.txt").read_text(),
        )
