"""Certification of groups by rules that HQ writes as data."""
