"""Every picture of the app, as SVG."""
