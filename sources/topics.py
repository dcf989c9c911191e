"""Topics: seeds/topics/*.toml -> Topic."""
