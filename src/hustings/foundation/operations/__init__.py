"""The state of the installation: health, disk, tasks, backups."""
