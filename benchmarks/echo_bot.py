"""A bare echo bot with python-telegram-bot's own webhook, as its documentation shows one."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from benchmarks.stand_in import TOKEN


async def echo(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Send back what was said."""
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text)


def main() -> None:
    """Run on the port in LISTEN_PORT, with as many updates at once as AT_ONCE says."""
    port, at_once = int(os.environ["LISTEN_PORT"]), int(os.environ["AT_ONCE"])
    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(os.environ["TELEGRAM_BASE_URL"])
        .concurrent_updates(at_once if at_once > 1 else False)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT & ~filters.COMMAND, echo))
    application.run_webhook(
        listen="127.0.0.1", port=port, url_path="telegram", webhook_url=f"https://bot.example.org:{port}/telegram"
    )


if __name__ == "__main__":
    main()
