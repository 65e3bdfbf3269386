"""Links as Telegram takes them."""

import re
from urllib.parse import urlsplit

_IN_APP = re.compile(r"(?i)(?:tg|ton|tonsite):(?://)?[\w.-]+")
_UNSEEMLY = re.compile(r"[\s<>\"\\^`{|}]")


def normalise_link(link: str) -> str:
    """Return the link as Telegram keeps it, with http:// in front where there is no protocol.

    Raises ValueError with Telegram's reason where it leads neither to a public host nor into the app.
    """
    if _IN_APP.match(link):
        return link
    parts = urlsplit(link if "://" in link else f"http://{link}")
    if parts.scheme not in {"http", "https"}:
        raise ValueError("Unsupported URL protocol")
    try:
        port_is_wrong = parts.port == 0
    except ValueError:
        port_is_wrong = True
    if port_is_wrong:
        raise ValueError("Wrong port number specified in the URL")
    if not parts.hostname:
        raise ValueError("URL host is empty")
    if _UNSEEMLY.search(parts.hostname):
        raise ValueError("Disallowed character in URL host")
    if "." not in parts.hostname and ":" not in parts.hostname:
        raise ValueError("Wrong HTTP URL")
    normal = parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()
    return re.sub(r"\s", lambda space: f"%{ord(space[0]):02X}", normal)
