"""Turn the acts of loading into rows, and prove that the rows are what the acts say."""

from dangbo.history.replay.rows import (
    CORRECTED,
    LOADED,
    MODELS,
    Told,
    rows_of,
    told_by,
    write_told,
)

__all__ = ["CORRECTED", "LOADED", "MODELS", "Told", "rows_of", "told_by", "write_told"]
