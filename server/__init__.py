"""What stands around the screens: our page and headers, the gates, the upkeep."""
