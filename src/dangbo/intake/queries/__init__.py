"""Answer what lists hold, whom their rows may mean, and where values came from."""
