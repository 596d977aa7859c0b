"""Answer the readers of confidential records, and nobody else."""
