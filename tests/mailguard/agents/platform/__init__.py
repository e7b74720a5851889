"""What guards keep."""
