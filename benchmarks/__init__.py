"""Quality and speed, measured by commands."""
