"""Writing small fact bases into folders, for tests that break them on purpose."""

from pathlib import Path

SOURCE = """
id = "charter"
title = "Harbour charter"
publisher = "The Harbour Board"
url = "https://harbour.example/charter"
accessed = 2026-01-05
verbatim = true

[[paragraphs]]
number = 1
text = "The harbour was opened by the Board in its order 77 (1931)."

[[paragraphs]]
number = 2
section = "Staff"
text = "The harbour has 12 pilots and 4 divers [H/12/3]."
"""

TOPIC = """
[topic]
id = "harbour"
title = { en = "The harbour" }
"""

OPENING = """
[[facts]]
id = "opening"
command = "opening"
related = ["pilots"]
[[facts.citations]]
source = "charter"
paragraph = 1
quote = "opened by the Board in its order 77 (1931)"
[facts.wordings.en]
answer = "The Board opened the harbour in its order 77 (1931)."
questions = ["Who opened the harbour?", "harbour opening"]
"""

PILOTS = """
[[facts]]
id = "pilots"
[[facts.citations]]
source = "charter"
paragraph = 2
quote = "The harbour has 12 pilots"
[facts.wordings.en]
answer = "The harbour has 12 pilots."
questions = ["How many pilots does the harbour have?", "number of pilots"]
"""

GAPS = """
[[gaps]]
id = "captain"
related = ["pilots"]
[gaps.wordings.en]
reply = "The charter does not name the captain."
questions = ["Who is the captain?", "name of the captain"]
"""


def write_factbase(
    folder: Path,
    *,
    source: str = SOURCE,
    facts: str = TOPIC + OPENING + PILOTS,
    gaps: str = GAPS,
    **others: str,
) -> Path:
    """Write a fact base, whole unless a part is replaced; `others` are further files by stem, such as synonyms."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "facts").mkdir(exist_ok=True)
    (folder / "sources" / "charter.toml").write_text(source, encoding="utf-8")
    (folder / "facts" / "harbour.toml").write_text(facts, encoding="utf-8")
    (folder / "gaps.toml").write_text(gaps, encoding="utf-8")
    for stem, text in others.items():
        (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
    return folder
