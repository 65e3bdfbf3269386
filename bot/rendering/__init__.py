"""From outcomes and pages to Telegram's HTML and buttons; nothing outside writes markup."""

from bot.rendering.cards import answer_of, question_of
from bot.rendering.plain import plain
from bot.rendering.renderer import Renderer
from bot.rendering.replies import Button, Reply, Row, is_caption, label, notice

__all__ = ["Button", "Renderer", "Reply", "Row", "answer_of", "is_caption", "label", "notice", "plain", "question_of"]
