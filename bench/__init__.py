"""Measure the speed that the issues ask for, as ratios within one run."""
