"""The stand-in for Telegram keeps Telegram's limits, refuses in its words, and makes its updates."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from html import escape
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import (
    BotCommand,
    BotCommandScopeChat,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    ReplyKeyboardMarkup,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter
from telegram.ext import ApplicationBuilder, ContextTypes, TypeHandler

from bot.loopback import TOKEN, AnyApplication, Loopback
from bot.loopback.entities import as_html, store
from bot.loopback.markup import parse_html
from bot.loopback.refusals import Refused
from tests.telegram import Bot, User, running_bot

Handle = Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]


def application(loopback: Loopback, *, handle: Handle | None = None) -> AnyApplication:
    """Return an application that handles every update in one way, by default by repeating the text."""
    built = ApplicationBuilder().token(TOKEN).request(loopback).get_updates_request(loopback).updater(None).build()
    built.add_handler(TypeHandler(Update, handle or repeat))
    return built


async def repeat(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    """Send the text of a message back as HTML."""
    if update.message and update.message.text:
        await update.message.reply_html(update.message.text)


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    async with running_bot(application) as running:
        yield running


@pytest.fixture
async def ana(bot: Bot) -> User:
    """Someone who has written to the bot before."""
    ana = bot.user("Ana")
    await ana.send("hello")
    return ana


class TestMarkup:
    @pytest.mark.parametrize(
        ("html", "text", "kinds"),
        [
            ("<b>UNMIK</b> is <i>here</i>", "UNMIK is here", {"bold": ["UNMIK"], "italic": ["here"]}),
            ("<strong>a</strong><em>b</em><ins>c</ins><del>d</del>", "abcd", {"bold": ["a"], "strikethrough": ["d"]}),
            ('<span class="tg-spoiler">a</span>', "a", {"spoiler": ["a"]}),
            ("<blockquote expandable>a <u>b</u></blockquote>", "a b", {"expandable_blockquote": ["a b"]}),
            ("<b>a <i>b</i></b>", "a b", {"bold": ["a b"], "italic": ["b"]}),
            ('<a href="https://un.org/x?a=1&amp;b=2">there</a>', "there", {"text_link": ["there"]}),
            ("1 &lt; 2 &amp; 3 &#62; 2 &#x2F;", "1 < 2 & 3 > 2 /", {}),
            ("&nbsp;", "&nbsp;", {}),
            ('<pre><code class="language-py">x</code></pre>', "x", {"pre": ["x"], "code": []}),
            ("<B>loud</B>", "loud", {"bold": ["loud"]}),
        ],
    )
    def test_tags_become_entities_and_references_characters(
        self, html: str, text: str, kinds: dict[str, list[str]]
    ) -> None:
        plain, entities = parse_html(html)

        assert plain == text
        for kind, marked in kinds.items():
            assert [plain[e.start : e.end] for e in entities if e.kind == kind] == marked

    @pytest.mark.parametrize(
        ("html", "words"),
        [
            ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
            ("é<p>x</p>", 'Unsupported start tag "p" at byte offset 2'),
            ("a <b", "Unclosed start tag at byte offset 2"),
            ("x</b>", "Unexpected end tag at byte offset 1"),
            ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
            ("<b>x</b", "Unclosed end tag at byte offset 4"),
            ("<b><i>x</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
            ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
            ('<a href="x', "Unclosed start tag at byte offset 0"),
            ("<a href=http://x.org>x</a>", "Unexpected end of name token at byte offset 8"),
            ("<a =x>x</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
            ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
            ("a<br>b", 'Unsupported start tag "br" at byte offset 1'),
            ("&#xD800;", "Text contains invalid Unicode characters after decoding HTML entities"),
        ],
    )
    def test_what_cannot_be_read_is_refused_in_telegrams_words(self, html: str, words: str) -> None:
        with pytest.raises(Refused) as refused:
            parse_html(html)

        assert refused.value.description.startswith(f"Bad Request: can't parse entities: {words}")

    def test_a_link_to_nowhere_is_dropped_and_its_text_stays(self) -> None:
        assert parse_html('<a href="http://localhost/">x</a>') == ("x", [])

    def test_quotes_do_not_nest_and_code_holds_no_style(self) -> None:
        html = "<blockquote>a<blockquote>b</blockquote></blockquote><b>c<code>d</code></b>"

        assert as_html(*store(*parse_html(html))) == "<blockquote>ab</blockquote><b>c</b><code>d</code>"

    def test_offsets_are_utf_16_units_on_the_wire(self) -> None:
        text, entities = store(*parse_html("😀<b>𝄞x</b>"))

        assert entities[0].as_json(text) == {"type": "bold", "offset": 2, "length": 3}

    @given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
    def test_escaped_text_is_read_back_as_it_was(self, text: str) -> None:
        assert parse_html(escape(text)) == (text, [])
        assert parse_html(f"<b>{escape(text, quote=False)}</b>")[0] == text

    @given(st.text(alphabet="<>/&;=\"'# abciu\n😀", max_size=40))
    def test_whatever_is_read_is_written_so_that_it_reads_the_same(self, html: str) -> None:
        try:
            stored = store(*parse_html(html))
        except Refused:
            return

        text, entities = store(*parse_html(as_html(*stored)))

        assert text.strip() == stored[0].strip()
        assert as_html(text, entities).strip() == as_html(*stored).strip()


class TestMessages:
    async def test_a_message_shows_what_was_sent(self, ana: User) -> None:
        reply = await ana.send('<b>374</b> of <a href="https://unmik.unmissions.org">UNMIK</a> /help')

        assert reply.text == "374 of UNMIK /help"
        assert reply.html == '<b>374</b> of <a href="https://unmik.unmissions.org/">UNMIK</a> /help'
        assert reply.marked("bold") == ["374"]
        assert reply.marked("bot_command") == ["/help"]
        assert reply.links == {"UNMIK": "https://unmik.unmissions.org/"}
        assert reply.sender.is_bot
        assert not reply.edited

    async def test_the_ends_of_a_text_are_trimmed(self, ana: User) -> None:
        assert (await ana.send("x")).text == "x"
        sent = await ana.bot.application.bot.send_message(ana.id, "  \n x\ty \n")
        assert sent.text == "x y"

    @pytest.mark.parametrize(
        ("text", "refusal"),
        [
            ("", "message text is empty"),
            (" \n ", "text must be non-empty"),
            ("<b></b>", "text must be non-empty"),
            ("a" * 4097, "message is too long"),
            ("&amp;" * 4097, "message is too long"),
            ("a" * 40_000, "text is too long"),
            ("<b>", "can't parse entities: can't find end tag corresponding to start tag \"b\""),
        ],
    )
    async def test_a_text_beyond_the_limits_is_refused(self, ana: User, text: str, refusal: str) -> None:
        with pytest.raises(BadRequest) as refused:
            await ana.bot.application.bot.send_message(ana.id, text, parse_mode="HTML")

        assert refused.value.message.lower() == refusal

    @pytest.mark.parametrize("text", ["😀" * 4096, "&lt;" * 4096, f"<b>{'a' * 4096}</b>"])
    async def test_4096_characters_count_after_parsing(self, ana: User, text: str) -> None:
        sent = await ana.bot.application.bot.send_message(ana.id, text, parse_mode="HTML")

        assert sent.text
        assert ana.bot.refusals == []

    async def test_the_hundred_and_first_entity_is_dropped(self, ana: User) -> None:
        sent = await ana.bot.application.bot.send_message(ana.id, "<b>a</b> " * 101, parse_mode="HTML")

        assert len(sent.entities) == 100

    async def test_someone_who_never_wrote_is_unknown(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.application.bot.send_message(bot.user("Ben").id, "hello")

    async def test_someone_who_blocked_the_bot_is_out_of_reach_until_they_write(self, ana: User) -> None:
        ana.block_bot()
        with pytest.raises(Forbidden, match="bot was blocked by the user"):
            await ana.bot.application.bot.send_message(ana.id, "hello")

        assert (await ana.send("back")).text == "back"

    async def test_a_reply_needs_its_message(self, ana: User) -> None:
        send = ana.bot.application.bot.send_message

        with pytest.raises(BadRequest, match="Message to be replied not found"):
            await send(ana.id, "x", reply_parameters=ReplyParameters(99))
        alone = await send(ana.id, "x", reply_parameters=ReplyParameters(99, allow_sending_without_reply=True))
        together = await send(ana.id, "x", reply_parameters=ReplyParameters(ana.last_message.id))

        assert alone.reply_to_message is None
        assert together.reply_to_message
        assert together.reply_to_message.text == "hello"

    async def test_a_document_keeps_its_bytes_and_its_caption_a_limit(self, ana: User) -> None:
        async def hand_over(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
            assert update.message
            await update.message.reply_document(
                b"one\ntwo", filename="problems.txt", caption="<b>2</b>", parse_mode="HTML"
            )

        async with running_bot(lambda loopback: application(loopback, handle=hand_over)) as bot:
            reply = await bot.user("Ana").send("/reload")
            assert reply.document
            assert (reply.document.name, reply.document.text) == ("problems.txt", "one\ntwo")
            assert reply.html == "<b>2</b>"
            kept = await (await bot.application.bot.get_file(reply.document.id)).download_as_bytearray()
            assert bytes(kept) == b"one\ntwo"
        with pytest.raises(BadRequest, match="Message caption is too long"):
            await ana.bot.application.bot.send_document(ana.id, b"x", caption="a" * 1025)
        with pytest.raises(BadRequest, match="File must be non-empty"):
            await ana.bot.application.bot.send_document(ana.id, b"")

    async def test_a_preview_shows_unless_it_is_switched_off(self, ana: User) -> None:
        assert (await ana.send("https://un.org")).link_preview

        sent = await ana.bot.application.bot.send_message(
            ana.id, "https://un.org", link_preview_options=LinkPreviewOptions(is_disabled=True)
        )

        assert sent.link_preview_options
        assert sent.link_preview_options.is_disabled


class TestEdits:
    async def test_an_edit_shows_in_the_message_and_earlier_versions_stay(self, ana: User) -> None:
        reply = await ana.send("one")

        await ana.bot.application.bot.edit_message_text("<i>two</i>", ana.id, reply.id, parse_mode="HTML")

        assert reply.html == "<i>two</i>"
        assert [version.text for version in reply.versions] == ["one", "two"]

    async def test_an_edit_without_a_change_is_refused(self, ana: User) -> None:
        reply = await ana.send("<b>one</b>")

        with pytest.raises(BadRequest, match="Message is not modified: specified new message content and reply markup"):
            await ana.bot.application.bot.edit_message_text("<b>one</b>", ana.id, reply.id, parse_mode="HTML")

    async def test_an_edit_without_a_keyboard_takes_the_keyboard_away(self, ana: User) -> None:
        api = ana.bot.application.bot
        sent = await api.send_message(ana.id, "one", reply_markup=keyboard("a"))

        edited = await api.edit_message_text("one", ana.id, sent.message_id)

        assert isinstance(edited, type(sent))
        assert edited.reply_markup is None

    async def test_only_what_the_bot_wrote_and_what_is_there_can_be_edited(self, ana: User) -> None:
        edit = ana.bot.application.bot.edit_message_text
        reply = await ana.send("one")

        with pytest.raises(BadRequest, match="Message can't be edited"):
            await edit("x", ana.id, ana.last_message.id)
        await ana.bot.application.bot.delete_message(ana.id, reply.id)
        assert reply.deleted
        with pytest.raises(BadRequest, match="Message to edit not found"):
            await edit("x", ana.id, reply.id)
        with pytest.raises(BadRequest, match="Message_too_long"):
            await edit("x" * 4097, ana.id, (await ana.send("two")).id)


class TestKeyboards:
    @pytest.mark.parametrize("rows", [[["a"] * 9], [["a"]] * 101])
    async def test_a_keyboard_has_100_buttons_and_8_a_row(self, ana: User, rows: list[list[str]]) -> None:
        markup = InlineKeyboardMarkup([[InlineKeyboardButton(x, callback_data=x) for x in row] for row in rows])

        with pytest.raises(BadRequest, match="Reply markup is too long"):
            await ana.bot.application.bot.send_message(ana.id, "x", reply_markup=markup)

    @pytest.mark.parametrize(
        ("does", "refusal"),
        [
            ({"callback_data": "ж" * 33}, "Button_data_invalid"),
            ({"callback_data": ""}, "text buttons are unallowed in the inline keyboard"),
            ({"url": "http://localhost:8080"}, "is invalid: wrong http url"),
            ({"url": "ftp://un.org"}, "is invalid: unsupported url protocol"),
            ({"url": "https://un.org:99999"}, "wrong port number"),
        ],
    )
    async def test_a_button_that_could_not_be_tapped_is_refused(
        self, ana: User, does: dict[str, Any], refusal: str
    ) -> None:
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("a", api_kwargs=does)]])

        with pytest.raises(BadRequest, match=f"(?i){refusal}"):
            await ana.bot.application.bot.send_message(ana.id, "x", reply_markup=markup)

    async def test_64_bytes_of_callback_data_are_taken(self, ana: User) -> None:
        sent = await ana.bot.application.bot.send_message(ana.id, "x", reply_markup=keyboard("ж" * 32))

        assert sent.reply_markup
        assert sent.reply_markup.inline_keyboard[0][0].callback_data == "ж" * 32

    async def test_a_keyboard_that_the_bot_never_uses_is_not_silently_taken(self, ana: User) -> None:
        with pytest.raises(NetworkError, match="NotImplementedError"):
            await ana.bot.application.bot.send_message(ana.id, "x", reply_markup=ReplyKeyboardMarkup([["a"]]))


class TestTaps:
    @staticmethod
    async def handle(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Offer three buttons, and do what they say."""
        if update.message:
            await update.message.reply_text(
                "What?", reply_markup=keyboard("edit", "notice", "alert", "nothing", "twice")
            )
        query = update.callback_query
        if query is None or query.data == "nothing":
            return
        await query.answer(query.data if query.data in {"notice", "alert"} else None, show_alert=query.data == "alert")
        if query.data == "edit":
            await query.edit_message_text("Edited", reply_markup=keyboard("again"))
        if query.data == "twice":
            await query.answer()

    @pytest.fixture
    async def bot(self) -> AsyncIterator[Bot]:
        async with running_bot(lambda loopback: application(loopback, handle=self.handle)) as running:
            yield running

    async def test_a_tap_shows_what_the_bot_makes_of_it(self, ana: User) -> None:
        menu = await ana.send("/menu")
        assert menu.buttons == ["edit", "notice", "alert", "nothing", "twice"]

        shown = await ana.tap(menu, "edi")

        assert shown is menu
        assert (shown.text, shown.buttons, shown.edited) == ("Edited", ["again"], True)

    async def test_a_tap_may_flash_a_notice_or_an_alert(self, ana: User) -> None:
        menu = await ana.send("/menu")

        await ana.tap(menu, "notice")
        await ana.tap(menu, "alert")

        assert (ana.notices, ana.alerts) == (["notice"], ["alert"])

    async def test_a_tap_left_unanswered_fails_the_test(self, ana: User) -> None:
        menu = await ana.send("/menu")

        with pytest.raises(AssertionError, match="never answered"):
            await ana.tap(menu, "nothing")

    async def test_a_button_that_is_not_there_fails_the_test(self, ana: User) -> None:
        menu = await ana.send("/menu")

        with pytest.raises(AssertionError, match="0 of the buttons"):
            await ana.tap(menu, "else")

    async def test_a_tap_is_answered_once(self, ana: User) -> None:
        menu = await ana.send("/menu")

        await ana.tap(menu, "twice")

        assert [refusal.method for refusal in ana.bot.refusals] == ["answerCallbackQuery"]
        assert ana.bot.refusals[0].description.startswith("Bad Request: query is too old and response timeout expired")

    async def test_a_notice_has_200_characters(self, ana: User) -> None:
        menu = await ana.send("/menu")

        with pytest.raises(AssertionError, match="never answered"):
            await ana.tap(menu, data="nothing")
        tap = list(ana.bot.loopback.world.taps)[-1]

        with pytest.raises(BadRequest, match="Message_too_long"):
            await ana.bot.application.bot.answer_callback_query(tap, "a" * 201)


class TestUpdates:
    @pytest.fixture
    def seen(self) -> list[Update]:
        return []

    @pytest.fixture
    async def bot(self, seen: list[Update]) -> AsyncIterator[Bot]:
        async def note(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
            seen.append(update)
            if update.message:
                await update.message.reply_text("noted")

        async with running_bot(lambda loopback: application(loopback, handle=note)) as running:
            yield running

    async def test_a_message_says_who_wrote_what_where(self, bot: Bot, seen: list[Update]) -> None:
        await bot.user("Ana", language="sq").send("/start@unmik_fact_bot deep https://un.org.")

        message = seen[0].message
        assert message
        assert message.from_user
        assert (message.from_user.first_name, message.from_user.language_code) == ("Ana", "sq")
        assert (message.chat.type, message.chat.id) == ("private", message.from_user.id)
        assert message.parse_entities() == {
            message.entities[0]: "/start@unmik_fact_bot",
            message.entities[1]: "https://un.org",
        }

    async def test_a_group_has_mentions_and_replies(self, bot: Bot, seen: list[Update]) -> None:
        group, ana = bot.group("Observers"), bot.user("Ana")
        reply = await ana.send("😀 @unmik_fact_bot hello", in_=group)
        await ana.send("and you?", reply_to=reply)

        assert reply.chat is group
        first, second = seen[0].message, seen[1].message
        assert first
        assert second
        assert first.chat.type == "supergroup"
        assert list(first.parse_entities(["mention"]).values()) == ["@unmik_fact_bot"]
        assert second.reply_to_message
        assert second.reply_to_message.from_user == bot.application.bot.bot

    async def test_an_edit_is_an_edited_message_with_the_same_id(self, ana: User, seen: list[Update]) -> None:
        with pytest.raises(AssertionError, match="did nothing about the edit"):
            await ana.edit(ana.last_message, "hello there")

        before, after = seen[0].message, seen[1].edited_message
        assert before
        assert after
        assert (after.message_id, after.text) == (before.message_id, "hello there")
        assert after.edit_date

    async def test_message_ids_of_two_chats_collide(self, bot: Bot) -> None:
        replies = [await bot.user(name).send("hello") for name in ("Ana", "Ben")]

        assert replies[0].id == replies[1].id

    async def test_update_ids_grow(self, ana: User, seen: list[Update]) -> None:
        await ana.send("again")

        assert seen[0].update_id < seen[1].update_id

    async def test_an_application_may_fetch_its_updates_itself(self, bot: Bot) -> None:
        fetch, world = bot.application.bot.get_updates, bot.loopback.world
        ana = world.add_person("Ana")
        waiting = asyncio.create_task(fetch(timeout=30))
        await asyncio.sleep(0)
        for text in ("one", "two"):
            bot.loopback.queue(world.write(ana, text)[1])

        first, second = await waiting

        assert first.message
        assert first.message.text == "one"
        assert await fetch(offset=second.update_id) == (second,)
        assert await fetch(offset=second.update_id + 1) == ()

    @pytest.mark.parametrize("text", ["", " ", "a" * 4097])
    async def test_no_app_sends_an_empty_or_endless_message(self, ana: User, text: str) -> None:
        with pytest.raises(ValueError, match="a message has at"):
            await ana.send(text)


class TestReplies:
    async def test_silence_is_no_reply(self) -> None:
        async def keep_silent(_: Update, __: ContextTypes.DEFAULT_TYPE) -> None:
            pass

        async with running_bot(lambda loopback: application(loopback, handle=keep_silent)) as bot:
            ana = bot.user("Ana")
            assert await ana.replies_to("hello") == []
            with pytest.raises(AssertionError, match="said nothing to 'hello'"):
                await ana.send("hello")

    async def test_people_who_write_at_once_get_their_own_replies(self, bot: Bot) -> None:
        people = [bot.user(f"Person {number}") for number in range(20)]

        replies = await asyncio.gather(*(person.send(f"I am {person}") for person in people))

        assert [reply.text for reply in replies] == [f"I am {person}" for person in people]

    async def test_an_unknown_method_is_raised_to_the_test_past_any_error_handler(self) -> None:
        async def leave(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
            assert update.effective_chat
            await context.bot.leave_chat(update.effective_chat.id)

        async def forgive(_: object, __: ContextTypes.DEFAULT_TYPE) -> None:
            pass

        def build(loopback: Loopback) -> AnyApplication:
            built = application(loopback, handle=leave)
            built.add_error_handler(forgive)
            return built

        async with running_bot(build) as bot:
            with pytest.raises(NotImplementedError, match="leaveChat"):
                await bot.user("Ana").send("go")

    async def test_a_call_can_be_made_to_fail(self, ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PTB_TIMEDELTA", "1")  # else the library warns that it will measure time otherwise
        send = ana.bot.application.bot.send_message

        ana.bot.loopback.fail_next("sendMessage", code=502, description="Bad Gateway")
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await send(ana.id, "x")
        ana.bot.loopback.fail_next("sendMessage", code=429, retry_after=3)
        with pytest.raises(RetryAfter, match="Retry in 0:00:03"):
            await send(ana.id, "x")
        await send(ana.id, "x")

        assert ana.bot.refusals == []
        assert [call.method for call in ana.bot.calls[-3:]] == ["sendMessage"] * 3

    async def test_the_hooks_of_the_application_run(self) -> None:
        ran: list[str] = []

        def build(loopback: Loopback) -> AnyApplication:
            async def note(name: str) -> None:
                ran.append(name)

            return (
                ApplicationBuilder()
                .token(TOKEN)
                .request(loopback)
                .post_init(lambda _: note("init"))
                .post_stop(lambda _: note("stop"))
                .post_shutdown(lambda _: note("shutdown"))
                .updater(None)
                .build()
            )

        async with running_bot(build):
            assert ran == ["init"]
        assert ran == ["init", "stop", "shutdown"]


class TestInline:
    @staticmethod
    def article(name: str, *, title: str = "Budget", text: str = "<b>x</b>") -> InlineQueryResultArticle:
        return InlineQueryResultArticle(
            name, title, InputTextMessageContent(text, parse_mode="HTML"), description="short"
        )

    async def results_of(self, *articles: InlineQueryResultArticle) -> tuple[User, list[Any]]:
        async def offer(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
            assert update.inline_query
            await update.inline_query.answer(articles, cache_time=60, is_personal=True)

        async with running_bot(lambda loopback: application(loopback, handle=offer)) as bot:
            ana = bot.user("Ana")
            results = await ana.inline("budget")
            assert bot.refusals == []
            return ana, results

    async def test_results_show_what_choosing_them_sends(self) -> None:
        ana, (result,) = await self.results_of(self.article("1"))

        assert (result.title, result.description, result.html) == ("Budget", "short", "<b>x</b>")
        assert ana.inline_settings == {"cache_time": 60, "is_personal": True}

    @pytest.mark.parametrize(
        ("articles", "refusal"),
        [
            ([str(number) for number in range(51)], "too many inline query results specified"),
            (["a", "a"], "RESULT_ID_DUPLICATE"),
            (["ж" * 33], "RESULT_ID_INVALID"),
            ([""], "RESULT_ID_INVALID"),
        ],
    )
    async def test_too_many_results_and_ids_that_do_not_tell_them_apart_are_refused(
        self, bot: Bot, articles: list[str], refusal: str
    ) -> None:
        question, _ = bot.loopback.world.ask_inline(bot.user("Ana").client.person, "x")

        with pytest.raises(BadRequest, match=f"(?i){refusal}"):
            await bot.application.bot._post(
                "answerInlineQuery",
                {"inline_query_id": question.id, "results": [self.article(name) for name in articles]},
            )

    @pytest.mark.parametrize(
        ("article", "refusal"),
        [
            ({"title": ""}, "Article_title_empty"),
            ({"text": ""}, "Message text is empty"),
            ({"text": "<b>"}, "can't find end tag"),
            ({"text": "a" * 4097}, "Message_too_long"),
        ],
    )
    async def test_a_result_needs_a_title_and_a_message_that_could_be_sent(
        self, bot: Bot, article: dict[str, str], refusal: str
    ) -> None:
        question, _ = bot.loopback.world.ask_inline(bot.user("Ana").client.person, "x")

        with pytest.raises(BadRequest, match=f"(?i){refusal}"):
            await bot.application.bot.answer_inline_query(question.id, [self.article("1", **article)])

    async def test_an_inline_question_is_answered_once(self, bot: Bot) -> None:
        question, _ = bot.loopback.world.ask_inline(bot.user("Ana").client.person, "x")
        answer = bot.application.bot.answer_inline_query
        await answer(question.id, [])

        with pytest.raises(BadRequest, match="Query is too old"):
            await answer(question.id, [])


class TestProfile:
    @pytest.mark.parametrize(
        ("commands", "refusal"),
        [
            ([("Budget", "x")], "Bot_command_invalid"),
            ([("unmik-budget", "x")], "Bot_command_invalid"),
            ([("", "x")], "Command must be non-empty"),
            ([("a" * 33, "x")], "Command length must not exceed 32"),
            ([("budget", " ")], "Command description must be non-empty"),
            ([("budget", "x" * 257)], "Command description length must not exceed 256"),
            ([(f"c{number}", "x") for number in range(101)], "Bot_commands_too_much"),
        ],
    )
    async def test_a_menu_that_telegram_would_not_show_is_refused(
        self, bot: Bot, commands: list[tuple[str, str]], refusal: str
    ) -> None:
        with pytest.raises(BadRequest, match=refusal):
            await bot.application.bot.set_my_commands(commands)

    async def test_a_person_sees_the_narrowest_menu_in_their_language(self, ana: User) -> None:
        api = ana.bot.application.bot
        await api.set_my_commands([("help", "Help")])
        await api.set_my_commands([("help", "Ndihmë")], language_code="sq")
        assert (ana.menu, ana.bot.user("Besa", language="sq").menu) == ({"help": "Help"}, {"help": "Ndihmë"})

        await api.set_my_commands([("reload", "Reload")], scope=BotCommandScopeChat(ana.id))

        assert ana.menu == {"reload": "Reload"}
        assert ana.bot.commands("chat", chat=ana.id) == {"reload": "Reload"}
        assert await api.get_my_commands(language_code="sq") == (BotCommand("help", "Ndihmë"),)
        await api.delete_my_commands(scope=BotCommandScopeChat(ana.id))
        assert ana.menu == {"help": "Help"}

    async def test_the_menu_of_a_chat_needs_the_chat(self, bot: Bot) -> None:
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.application.bot.set_my_commands([("a", "A")], scope=BotCommandScopeChat(bot.user("Ana").id))

    async def test_profile_texts_have_a_length_and_a_language(self, bot: Bot) -> None:
        api = bot.application.bot
        await api.set_my_short_description("Facts")
        await api.set_my_short_description("Fakte", language_code="sq")

        assert (await api.get_my_short_description("sq")).short_description == "Fakte"
        assert bot.profile("short_description", language="sr") == "Facts"
        assert (await api.get_my_name()).name == "UNMIK Facts"
        with pytest.raises(BadRequest, match="Bot_about_too_long"):
            await api.set_my_short_description("a" * 121)
        with pytest.raises(BadRequest, match="Bot_description_too_long"):
            await api.set_my_description("a" * 513)
        with pytest.raises(BadRequest, match="Bot_title_invalid"):
            await api.set_my_name("a" * 65)
        with pytest.raises(BadRequest, match="Invalid language code specified"):
            await api.set_my_name("a", language_code="english")

    async def test_a_webhook_is_remembered_until_it_is_deleted(self, bot: Bot) -> None:
        api = bot.application.bot
        await api.set_webhook("https://bot.example.org/hook")
        assert (await api.get_webhook_info()).url == "https://bot.example.org/hook"

        await api.delete_webhook()

        assert (await api.get_webhook_info()).url == ""


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    """Return a keyboard of one button a row, whose callback data is its label."""
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=label)] for label in labels])
