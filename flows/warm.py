"""Imported to make what every reader needs, once: aside of other work, or in the process others are forked from."""

from sources.figures.language import language_of

for code in ("vi", "en"):
    language_of(code)
