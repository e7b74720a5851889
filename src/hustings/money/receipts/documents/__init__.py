"""Receipts as documents: drawn, handed out, counted."""
