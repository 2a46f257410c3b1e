"""Starts the desk's server: `make desk`. It is put together in desk/desk_server.py."""

import sys

from desk.desk_server import main

if __name__ == "__main__":
    sys.exit(main())
