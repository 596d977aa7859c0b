"""Show what is wrong, lacking, unclean or stale in the register, and who may be there twice."""
