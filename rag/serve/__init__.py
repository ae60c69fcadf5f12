"""The HTTP surfaces: the answer API and the browser chat."""
