"""The bot, put together, keeps no more than it must."""

from tests.telegram import Bot, User


async def test_the_library_notes_no_ids_of_chats_and_people_for_ever(bot: Bot, ana: User) -> None:
    await ana.send("how many staff")
    noted = [
        name
        for kind in type(bot.application).__mro__
        for name in getattr(kind, "__slots__", ())
        if "ids" in name and getattr(bot.application, name, None)
    ]
    assert noted == []
