"""Imported by the process that searching processes are forked from: what all of them need is made once, in it."""

from sources.figures.language import language_of

for code in ("vi", "en"):
    language_of(code)
