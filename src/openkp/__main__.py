"""``python -m openkp`` is the command ``openkp``."""

from openkp.cli import main

main()
