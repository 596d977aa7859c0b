"""Run the cases of the member life cycle: admission, recognition, transfers, exits, returns."""
