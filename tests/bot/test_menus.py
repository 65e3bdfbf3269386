"""Telegram shows the commands and the profile that the bot has, and is told only what differs."""

from tests.telegram import Bot, User


async def test_everyone_sees_the_pages_and_the_quick_facts(bot: Bot, ana: User) -> None:
    assert list(ana.menu) == [
        *("ask", "topics"),
        *("mandate", "offices", "dialogue", "staff", "budget"),
        *("sources", "language", "help", "about", "privacy"),
    ]
    assert bot.commands()["budget"] == "What is the budget of UNMIK?"


async def test_admin_commands_stand_in_the_admins_menu_only(ana: User, admin: User) -> None:
    assert admin.menu == ana.menu
    await ana.send("/start")
    await admin.send("/start")
    assert {*admin.menu} - {*ana.menu} == {"reload", "status", "stats", "revisions", "rollback"}


async def test_the_profile_says_what_the_bot_is_for(bot: Bot) -> None:
    assert "Unofficial" in bot.profile("description")
    assert "Unofficial" in bot.profile("short_description")


async def test_what_telegram_has_already_is_not_set_again(bot: Bot, admin: User) -> None:
    await admin.send("/start")
    before = len([call for call in bot.calls if call.method.startswith("set")])
    assert before > 0
    await admin.send("/reload")
    assert len([call for call in bot.calls if call.method.startswith("set")]) == before
