"""Everything that is drawn: one hand, one set of colours."""
