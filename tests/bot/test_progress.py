"""A long run shows how far it is, on a terminal only."""

import pytest

from bot.progress import counting


def run(total: int) -> list[int]:
    with counting(total, "asking") as counted:
        return list(counted(range(total)))


def test_everything_passes_in_order_and_nothing_is_shown_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(5000) == list(range(5000))
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(("total", "shown"), [(5000, True), (5, False)])
def test_a_terminal_shows_a_bar_where_the_run_is_long(
    total: int, shown: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(total)
    out, err = capsys.readouterr()
    assert out == ""
    assert ("asking" in err) is shown
