"""The desk's server with a clock that a test winds on: the first argument is a file of seconds."""

import sys
import time
from pathlib import Path

from desk import doorkeeper

WOUND = Path(sys.argv.pop(1))
doorkeeper.clock = lambda: time.time() + float(WOUND.read_text())

from desk.desk_server import main  # noqa: E402

sys.exit(main())
