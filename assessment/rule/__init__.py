"""From answers to a suggestion, and what holds over every possible set of answers."""
