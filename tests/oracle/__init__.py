"""Answer the questions of the register by brute force, from raw changes, sharing no code with it.

`journal` says which decisions stand, `register` folds them day by day into plain dicts, `answers`
asks those dicts, `histories` makes up journals. Nothing here imports `dangbo`.
"""
