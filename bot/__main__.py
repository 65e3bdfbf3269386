"""Where the command unmik-bot starts."""

import sys

from bot.collecting import be_sparing, undisturbed


def main() -> int:
    """Run the command and return its exit status."""
    be_sparing()
    # httpx, which python-telegram-bot imports, imports a command line of its own with all that it shows colours with,
    # and does without where it cannot: 4 MB, and a twentieth of a second.
    # The library itself imports tornado, where that is installed, for a webhook other than ours: 2 MB.
    for name in ("httpx._main", "tornado"):
        sys.modules[name] = None  # type: ignore[assignment]  # so that import says that there is none
    # What is imported is never dropped: to look for garbage among it makes the start longer, and finds nothing.
    with undisturbed():
        from bot import cli  # noqa: PLC0415
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
