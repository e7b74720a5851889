"""Attacks on a campaign, by family."""

from random import Random

from mailguard.corpus.attacks import carriers, impostors, portals, suppliers, threads
from mailguard.corpus.attacks.families import FAMILIES
from mailguard.corpus.campaign import Campaign
from mailguard.corpus.phrases import pools
from mailguard.corpus.scenes import Scene, target

__all__ = [
    "FAMILIES",
    "LANGUAGES",
    "carriers",
    "impostors",
    "make",
    "portals",
    "suppliers",
    "threads",
]
LANGUAGES = ("en", "fr")


def make(family: str, language: str, seed: int, campaign: Campaign) -> bytes:
    """One attack on this campaign, the same bytes each time. ValueError for another language."""
    if campaign.language != language:
        raise ValueError(f"the campaign speaks {campaign.language}, not {language}")
    random = Random(f"attack {family} {language} {seed} {campaign.seed}")
    words = pools(f"attacks_{language}")
    scene = Scene(random, campaign, words[family], target(random, campaign))
    FAMILIES[family](scene)
    return scene.bytes()
