"""The command ``tierscore``, and ``python -m tierscore``."""

from tierscore.cli.run import main

if __name__ == "__main__":
    raise SystemExit(main())
