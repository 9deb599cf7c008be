"""Text to Mentions: spaCy and language detection, loaded late."""
