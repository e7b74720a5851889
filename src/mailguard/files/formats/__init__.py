"""Readers of file formats that need no process apart."""
