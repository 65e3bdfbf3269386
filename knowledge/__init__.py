"""The fact base and how to question it."""

from knowledge.answering import CAUTION, LONGEST_QUESTION, Answerer, Considered
from knowledge.calibration import Calibration
from knowledge.confusions import Confusion, confusions
from knowledge.engine import engine
from knowledge.evaluation import Evaluation, Judged, Question, Tally, Verdict, evaluate, load_questions
from knowledge.explaining import Explanation, Ground
from knowledge.factbase import Difference, FactBase
from knowledge.known_failures import Surprises, load_known_failures, surprises
from knowledge.loading import Files, load, load_files, read_files, shipped_directory
from knowledge.matching import Match
from knowledge.model import Citation, CommandName, Fact, Gap, Id, Language, Paragraph, Period, Source, Topic, Wording
from knowledge.outcomes import Answer, DidYouMean, NoAnswer, Outcome, Reason, Suggestion
from knowledge.problems import FactBaseError, Problem

__all__ = [
    "CAUTION",
    "LONGEST_QUESTION",
    "Answer",
    "Answerer",
    "Calibration",
    "Citation",
    "CommandName",
    "Confusion",
    "Considered",
    "DidYouMean",
    "Difference",
    "Evaluation",
    "Explanation",
    "Fact",
    "FactBase",
    "FactBaseError",
    "Files",
    "Gap",
    "Ground",
    "Id",
    "Judged",
    "Language",
    "Match",
    "NoAnswer",
    "Outcome",
    "Paragraph",
    "Period",
    "Problem",
    "Question",
    "Reason",
    "Source",
    "Suggestion",
    "Surprises",
    "Tally",
    "Topic",
    "Verdict",
    "Wording",
    "confusions",
    "engine",
    "evaluate",
    "load",
    "load_files",
    "load_known_failures",
    "load_questions",
    "read_files",
    "shipped_directory",
    "surprises",
]
