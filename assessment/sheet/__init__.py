"""The sheet to take to the specialist: its parts, what stands on it, how it is set."""
