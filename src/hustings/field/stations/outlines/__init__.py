"""Outlines of polling stations: read from files of GeoJSON, checked, simplified, taken back."""
