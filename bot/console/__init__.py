"""The bot in a terminal: the very same application, over a stand-in for Telegram's transport.

`run_chat(build)` takes what makes an application whose transport is the request it is given, for example
`lambda request: build_application(settings, request=request)`, and talks until the person leaves. It needs no token.
"""

from bot.console.chat import chat, run_chat

__all__ = ["chat", "run_chat"]
