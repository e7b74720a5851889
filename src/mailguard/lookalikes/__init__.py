"""Domains that imitate ours or a provider's: matched, generated, found in long lists."""

from mailguard.lookalikes.generate import Variant, generate
from mailguard.lookalikes.watch import Lookalike, Watch, watch_for

__all__ = ["Lookalike", "Variant", "Watch", "generate", "watch_for"]
