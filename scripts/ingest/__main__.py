"""`python -m scripts.ingest`: command.py, which takes a second to load; stopping it then is told like stopping it later."""

from __future__ import annotations

import sys

STOPPED = "Đã dừng theo yêu cầu; chưa ghi gì."


def main(arguments: list[str] | None = None) -> int:
    try:
        from .command import main as command

        return command(arguments)
    except KeyboardInterrupt:
        sys.stderr.reconfigure(errors="backslashreplace")
        print(STOPPED, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
