"""Runs over sets, with a peer that is simple enough to foretell."""

import json
from pathlib import Path

import pytest

from benchmarks import quality, quality_report
from benchmarks.cli import main
from benchmarks.peers import Guess, Peer, Phrasings
from benchmarks.peers.table import TABLE, MissingPeerError, load, load_those_there
from benchmarks.sets import Asked, QuestionSet


class _FirstWord(Peer):
    """Takes the fact of the first phrasing that starts with the question's first word, and is always as sure."""

    def __init__(self, phrasings: Phrasings) -> None:
        self._facts = {
            text.split(maxsplit=1)[0]: fact for text, fact in zip(phrasings.texts, phrasings.facts, strict=True)
        }

    def ask(self, question: str) -> Guess | None:
        fact = self._facts.get(question.split(maxsplit=1)[0])
        return None if fact is None else Guess(fact, 1)


def _set(name: str, *asked: Asked) -> QuestionSet:
    return QuestionSet(name, Phrasings(["open when", "return how"], [0, 1]), {"clean": asked})


EASY = _set("easy", Asked("open on Sunday", 0), Asked("return these", 1), Asked("weather", None))
HARD = _set("hard", Asked("open on Sunday", 0), Asked("these back", 1), Asked("return of the king", None))


def test_figures_are_averaged_over_sets_and_not_over_questions() -> None:
    results = quality.run([EASY, HARD], {"ours": _FirstWord})
    means = quality.averaged(results, peer="ours", variant="clean")
    assert means["accuracy"] == pytest.approx((1 + 0.5) / 2)
    assert means["right_at_2"] == pytest.approx((1 + 0) / 2)


def test_a_report_has_means_and_every_set() -> None:
    report = quality_report.markdown(quality.run([EASY, HARD], {"ours": _FirstWord}), [])
    assert "| method | easy | hard |" in report
    assert "| **ours** | 1.000 1.000 1.000 | 0.500 0.000 0.000 |" in report
    assert "| **ours** | 0.750 | 0.750 | 0.500 | 0.500 |" in report


def test_a_peer_that_is_not_installed_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr("benchmarks.peers.table.import_module", refuse)
    there, missing = load_those_there(["bm25"])
    assert there == {}
    assert missing == [
        "BM25 (bm25s, stemmed): not installed; pip install bm25s (No module named 'benchmarks.peers.bm25')"
    ]


def test_what_the_project_needs_itself_may_not_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr("benchmarks.peers.table.import_module", refuse)
    with pytest.raises(ImportError) as raised:
        load("ours")
    assert not isinstance(raised.value, MissingPeerError)


@pytest.mark.parametrize("name", [entry.name for entry in TABLE.values() if entry.package is None])
def test_peers_that_need_nothing_installed_find_a_known_phrasing(name: str) -> None:
    peer = load(name)
    texts = ["when does the office open", "when do you open", "how do I return shoes", "send shoes back"]
    known = Phrasings(texts, [0, 0, 1, 1])
    guess = peer(peer.prepared(known)).ask("when does the office open")
    assert guess is not None
    assert guess.fact == 0


def test_a_run_prints_tables_and_writes_every_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "shop.facts.jsonl").write_text(
        '{"id": "hours", "phrasings": ["when do you open"]}\n{"id": "shoes", "phrasings": ["how do I return shoes"]}\n'
    )
    (tmp_path / "shop.queries.jsonl").write_text(
        '{"text": "when do you open?", "fact": "hours"}\n{"text": "who won the match", "fact": null}\n'
    )
    written = tmp_path / "results.json"
    assert main(["quality", str(tmp_path), "--peers", "ours,ratio", "--json", str(written)]) == 0
    assert "## As asked, mean of 1 sets" in capsys.readouterr().out
    results = json.loads(written.read_text(encoding="utf-8"))["results"]
    assert [(each["peer"], each["figures"]["accuracy"]) for each in results] == [("ours", 1), ("ratio", 1)]


def test_a_folder_without_sets_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quality", str(tmp_path)]) == 1
    assert "must hold at least one" in capsys.readouterr().err
