"""Readers that run in the sandbox alone, each behind a library that hostile files could hang or crash."""
