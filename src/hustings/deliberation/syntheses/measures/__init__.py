"""Measures of a synthesis, pure: how far two coders agree, how much of what was said it covers."""
