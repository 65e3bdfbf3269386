"""What is wrong with a fact base, told with its place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One broken rule: the file, the entry in it, and what must hold."""

    file: str
    entry: str
    rule: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.file, self.entry, self.rule) if part)


class FactBaseError(Exception):
    """A fact base that cannot be served, with every problem found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
