"""A visit as other systems take it in."""
