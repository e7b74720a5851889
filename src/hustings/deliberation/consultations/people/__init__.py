"""Consultations as part of what is known of people: their data, merges, erasure, segments, timelines."""
