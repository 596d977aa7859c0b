"""Tell higher areas what happened to members."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MembersChanged:
    """An act `act` said something new of these persons."""

    act: int
    persons: frozenset[int]
