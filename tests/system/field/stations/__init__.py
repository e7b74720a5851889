"""Tests of turfs in a browser."""
