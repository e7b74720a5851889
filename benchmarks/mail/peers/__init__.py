"""Debian's rspamd and SpamAssassin on the same messages as ours, in the same run, without the network."""

from benchmarks.mail.peers.comparing import run

__all__ = ["run"]
