"""From articles to passages and the stores that find them again."""
