"""What the patients' server and the desk both stand on: the definition, the log, the headers."""
