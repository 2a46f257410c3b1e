"""What staff see: the desk, which opens a visit by its code and keeps nothing of it."""
