"""A watcher on its own: its folder, and a line to the platform where there is one."""

import json
import logging
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from mailguard import profile as profiles
from mailguard.agents.imap.credentials import FromFiles
from mailguard.agents.imap.keeping import InFolder
from mailguard.agents.imap.settings import Watched
from mailguard.agents.imap.watch import Watch
from mailguard.agents.platform.client import Platform, Uplink
from mailguard.agents.platform.folder import Folder
from mailguard.agents.setup import Setup

if TYPE_CHECKING:
    from mailguard.engine import Engine

log = logging.getLogger(__name__)

_PRUNED_EVERY = 3_600.0  # seconds
_DAYS = 90.0  # that sightings are kept where nobody fetches them


class Alone:
    """Watches what the settings name until it is told to stop. InUse and OSError as ``State`` raises them."""

    def __init__(
        self, watched: Watched, folder: Path, platform: Platform | None, setup: Setup, language: str
    ) -> None:
        self._setup = setup
        self._folder = Folder(folder)
        self._kept = InFolder(self._folder, watched.settings.keep_days)
        self._credentials = FromFiles(watched.secrets)
        self.watch = Watch(
            watched.settings.said_in(language),
            self._credentials,
            self._kept,
            self._engine,
            folder / "watch.sqlite3",
        )
        self._line = (
            Uplink(self._folder, platform, self.watch.carry, self._changed, self._kept.raw)
            if platform
            else None
        )
        if self._line:
            self._kept.ask = self._line.needed

    def run(self, stop: threading.Event) -> None:
        threading.Thread(target=self._beside, args=(stop,), name="uplink", daemon=True).start()
        self.watch.run(stop)

    def reload(self, watched: Watched) -> None:
        """Other boxes and logins; profile, memory and policy anew. Unusable changes nothing."""
        self.watch.reload()
        self._credentials.replace(watched.secrets)
        self._kept.keep_days = watched.settings.keep_days
        self.watch.set_boxes(watched.settings.boxes)
        self.watch.retry()

    def _engine(self) -> "Engine":
        """Of our own files; where these name none, of what the platform gave."""
        setup = self._setup
        if setup.memory is None and self._folder.memory.exists():
            setup = replace(setup, memory=self._folder.memory)
        engine = setup.engine()
        if setup.profile is None and self._folder.profile.exists():
            engine = replace(engine, profile=profiles.build(json.loads(self._folder.profile.read_bytes())))
        return engine

    def _changed(self) -> None:
        """The platform gave another profile, memory or rules."""
        try:
            self.watch.reload()
        except Exception:
            log.exception("what the platform gave can't be used")

    def _beside(self, stop: threading.Event) -> None:
        pruned_at, said = 0.0, ""
        pause = 0.5
        while not stop.wait(pause):
            pause = self._line.round() if self._line else 5.0
            if self._line and self._line.complaint != said:
                said = self._line.complaint
                log.warning("the platform: %s", said or "reached again")
            if time.monotonic() > pruned_at + _PRUNED_EVERY:
                pruned_at = time.monotonic()
                self._folder.prune(datetime.now(UTC), held_days=_DAYS)
                self._kept.prune()
