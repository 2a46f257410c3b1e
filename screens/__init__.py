"""What a person sees. Each screen is one module; main.py picks the one to show."""
