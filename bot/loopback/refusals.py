"""What Telegram says no to, and how it says it."""


class Refused(Exception):
    """A call that Telegram turns down: an HTTP status, a description, and parameters such as retry_after in seconds."""

    def __init__(self, reason: str, *, code: int = 400, **parameters: int) -> None:
        super().__init__(reason)
        self.code = code
        self.description = f"{_PREFIXES.get(code, '')}{reason}"
        self.parameters = parameters


_PREFIXES = {400: "Bad Request: ", 403: "Forbidden: ", 429: "Too Many Requests: "}
