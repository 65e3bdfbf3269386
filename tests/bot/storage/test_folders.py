from hypothesis import given, settings
from hypothesis import strategies as st

from bot.storage.folders import pack, unpack

FOLDERS = st.dictionaries(st.text(st.characters(codec="utf-8")), st.binary(), max_size=5)


@settings(deadline=None)
@given(FOLDERS)
def test_a_folder_comes_out_as_it_went_in(files: dict[str, bytes]) -> None:
    assert unpack(pack(files)) == files


@settings(deadline=None)
@given(FOLDERS)
def test_the_order_of_files_makes_no_difference(files: dict[str, bytes]) -> None:
    assert pack(dict(reversed(files.items()))) == pack(files)


def test_every_byte_is_kept() -> None:
    files = {"facts/ë.toml": bytes(range(256)) * 2, "": b""}
    assert unpack(pack(files)) == files
