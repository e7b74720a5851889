"""Tests of walk sheets with real processes."""
