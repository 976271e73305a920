"""The command ``tierscore``, and ``python -m tierscore``."""

from tierscore.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
