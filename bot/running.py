"""Running the bot on Telegram until the process is told to stop."""

import asyncio
import signal

from telegram.error import InvalidToken

from bot.app import UPDATES, build_application
from bot.delivery.pacing import Pacing
from bot.delivery.polling import run_polling
from bot.heartbeat import Heartbeat
from bot.settings import Settings


class TokenRefusedError(Exception):
    """Telegram does not know the token, or no longer does."""


def run(settings: Settings) -> None:
    """Run the bot until SIGINT or SIGTERM; raises FactBaseError and TokenRefusedError."""
    application = build_application(settings, pacing=Pacing())

    async def until_told_to_stop() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        if settings.heartbeat_file is None:
            await run_polling(application, allowed_updates=UPDATES, stop=stop)
        else:
            beat = Heartbeat(settings.heartbeat_file).beat
            await run_polling(application, allowed_updates=UPDATES, stop=stop, beat=beat)

    try:
        asyncio.run(until_told_to_stop())
    except InvalidToken:
        raise TokenRefusedError from None
