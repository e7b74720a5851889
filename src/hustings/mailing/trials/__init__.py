"""Tests of versions: who gets which, what came of it, and which one the others get."""
