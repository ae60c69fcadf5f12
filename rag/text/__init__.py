"""Text before meaning: normalisation, language, sentences, search terms. Pure functions, no models."""
