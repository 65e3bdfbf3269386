"""Proposing: which known questions are near to an asked one, and how near."""

from knowledge.matching.matcher import RidgeMatcher
from knowledge.matching.proposals import Evidence, KnownQuestion, Match, Matcher, Proposal, Query, Trial, Word

__all__ = ["Evidence", "KnownQuestion", "Match", "Matcher", "Proposal", "Query", "RidgeMatcher", "Trial", "Word"]
