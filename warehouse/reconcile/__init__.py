"""Where figures can't all be right, why, how bad it is and what would settle it."""
