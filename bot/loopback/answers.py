"""Methods that answer taps and inline questions."""

from collections.abc import Mapping

from bot.loopback.asking import InlineResult
from bot.loopback.calls import Call, Method, read_formatted
from bot.loopback.chats import Json
from bot.loopback.keyboards import parse_keyboard
from bot.loopback.refusals import Refused
from bot.loopback.world import TEXT_LIMIT, World

NOTICE_LIMIT = 200
INLINE_RESULTS = 50
_QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class Answers:
    """The bot's answers to what waits for one in the world; each is given once."""

    def __init__(self, world: World) -> None:
        self._world = world

    def methods(self) -> Mapping[str, Method]:
        """Return the methods by their names."""
        return {"answerCallbackQuery": self._answer_callback_query, "answerInlineQuery": self._answer_inline_query}

    def _answer_callback_query(self, call: Call) -> bool:
        tap = self._world.taps.get(call.text("callback_query_id"))
        if tap is None or tap.answered:
            raise Refused(_QUERY_TOO_OLD)
        if len(call.text("text")) > NOTICE_LIMIT:
            raise Refused("MESSAGE_TOO_LONG")
        tap.answered = True
        tap.notice = call.text("text")
        tap.is_alert = bool(call.json("show_alert"))
        return True

    def _answer_inline_query(self, call: Call) -> bool:
        given = call.json("results")
        if not isinstance(given, list):
            raise Refused("expected an Array of inline query results")
        if len(given) > INLINE_RESULTS:
            raise Refused("too many inline query results specified")
        results = [_inline_result(result) for result in given]
        if len({result.id for result in results}) < len(results):
            raise Refused("RESULT_ID_DUPLICATE")
        if len(call.text("next_offset").encode()) > 64:
            raise Refused("NEXT_OFFSET_INVALID")
        question = self._world.inline_questions.get(call.text("inline_query_id"))
        if question is None or question.answered:
            raise Refused(_QUERY_TOO_OLD)
        question.answered = True
        question.results = results
        question.settings = {k: v for k, v in call.parameters.items() if k not in {"results", "inline_query_id"}}
        return True


def _inline_result(result: Json) -> InlineResult:
    if result.get("type") != "article":
        raise NotImplementedError(f"inline results of type {result.get('type')}")
    content = result.get("input_message_content") or {}
    for given, name in ((result, "id"), (content, "message_text")):
        if name not in given:
            raise Refused(f"can't parse inline query result: Can't find field \"{name}\"")
    if not content["message_text"]:
        raise Refused("can't parse inline query result: Message text is empty")
    text, entities = read_formatted(content["message_text"], content.get("parse_mode") or "", content.get("entities"))
    if len(text) > TEXT_LIMIT:
        raise Refused("MESSAGE_TOO_LONG")
    if not result.get("title"):
        raise Refused("ARTICLE_TITLE_EMPTY")
    if not 1 <= len(result["id"].encode()) <= 64:
        raise Refused("RESULT_ID_INVALID")
    keyboard = parse_keyboard(result.get("reply_markup"))
    return InlineResult(result["id"], result["title"], result.get("description", ""), text, entities, keyboard)
