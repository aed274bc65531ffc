"""Red flags: what in a posting a candidate should ask about, each with the question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.model.document import Document
from greenroom.model.ladder import Level
from greenroom.model.posting import LevelReading, Need, RedFlag, Requirement
from greenroom.model.skills import SkillVocabulary

# kind, words, why, question
_WORDED: tuple[tuple[str, str, str, str], ...] = (
    ("many hats", r"wear(?:ing)? (?:many|multiple|several|a lot of) (?:different )?hats|jack[- ]of[- ]all[- ]trades|multiple casquettes|do whatever it takes|身兼数职",
     "The role may have no owner's boundaries.", "Which two of these responsibilities will my performance be judged on in the first six months?"),
    ("on-call", r"\bon[- ]?call\b|pager(?:duty)? (?:rotation|duty)|24 ?[/x] ?7 (?:support|availab\w+|rotation|coverage|basis)|rotation to support production|(?:nights|weekends?) (?:and|or) (?:weekends?|holidays|nights)|astreintes?",
     "Work outside office hours is mentioned in passing.", "How often is one on call, how many pages did the last rotation get, and how is it compensated?"),
    ("unpaid work in the process", r"take[- ]?home|home ?work assignment|case study to (?:prepare|complete)|(?:unpaid|trial) (?:test|trial|project|week|day|period|task)|(?:complete|submit|record) (?:a|an|the|your) (?:\w+ )?(?:assignment|test project|loom video|coding project)|mise en situation à rendre",
     "The process asks for work done alone and unpaid.", "How long should the exercise take, how is it judged, and can it be replaced by a live session?"),
    ("pressure as a value", r"rock ?star|ninja|wizard|work hard,? play hard|high[- ]pressure|under (?:constant |high )?pressure|hustle|thrives? under pressure|long hours|tight deadlines|\b996\b|résistan\w+ au stress|抗压",
     "Pressure is presented as a quality.", "What did the last crunch look like, and what was changed after it?"),
    ("pay without pay", r"equity[- ]only|unpaid (?:position|role|internship)|deferred (?:salary|compensation) until|no (?:base )?salary|commission[- ]only|sweat equity",
     "The pay is deferred or missing.", "What is paid, when, and what happens to it if funding does not come?"),
    ("like a family", r"(?:we are|we['’]re) (?:a|one|like a) (?:big )?family|more than (?:just )?a job",
     "Loyalty may be expected beyond the contract.", "How many people left the team in the past year, and why?"),
)  # fmt: skip
_RULES = tuple((kind, re.compile(words, re.IGNORECASE), why, ask) for kind, words, why, ask in _WORDED)

_JOBS = {  # the jobs that a list of requirements can span, by skills of the vocabulary
    "front-end": {"frontend", "react", "angular", "vue", "next-js", "ux-design", "mobile-development"},
    "infrastructure": {"kubernetes", "terraform", "infrastructure-as-code", "helm", "ansible", "networking", "linux"},
    "model building": {"pytorch", "tensorflow", "model-training", "deep-learning", "scikit-learn", "reinforcement-learning", "computer-vision"},
    "data engineering": {"spark", "airflow", "kafka", "dbt", "data-warehouse", "hadoop", "flink", "data-pipelines"},
    "LLM applications": {"llms", "rag", "agents", "langchain", "prompt-engineering", "langgraph"},
    "product": {"product-strategy", "roadmapping", "user-research", "go-to-market", "pricing"},
    "people management": {"people-management", "hiring", "performance-management", "budget-ownership"},
}  # fmt: skip
_BORN = {  # the year in which one could first work with it
    "langchain": 2022, "langgraph": 2024, "llamaindex": 2022, "mcp": 2024, "prompt-engineering": 2020, "rag": 2020, "llms": 2018, "generative-ai": 2014,
    "chatgpt": 2022, "agents": 2022, "openai-api": 2020, "vector-databases": 2019, "llm-evaluation": 2021, "crewai": 2023, "autogen": 2023, "llmops": 2022,
    "context-engineering": 2024, "rlhf": 2019, "vllm": 2023, "peft": 2021, "pytorch": 2016, "tensorflow": 2015, "transformers": 2017, "kubernetes": 2014,
    "mlops": 2017, "claude-code": 2025, "semantic-kernel": 2023, "fastapi": 2018, "hugging-face": 2018, "multi-agent": 2022, "a2a": 2025,
}  # fmt: skip
_WRITTEN = 2026  # this table's year; a posting read later is given the benefit of the doubt by `_SLACK`
_SLACK = 1


def red_flags_of(
    document: Document, requirements: Sequence[Requirement], level: LevelReading, vocabulary: SkillVocabulary
) -> tuple[RedFlag, ...]:
    """Each kind once, in reading order of its quote."""
    found = {
        flag.kind: flag
        for flag in reversed(
            [
                *_worded(document),
                *_impossible(requirements, vocabulary),
                *_spread(requirements),
                *_entry(requirements, level),
            ]
        )
    }
    return tuple(sorted(found.values(), key=lambda flag: flag.claim.span.start if flag.claim.span else 0))


def _worded(document: Document) -> Iterator[RedFlag]:
    for kind, rule, why, ask in _RULES:
        if match := rule.search(document.text):
            start, end = _clause(document.text, *match.span())
            yield RedFlag(kind=kind, why=why, claim=document.cite(start, end), ask=ask)


def _impossible(requirements: Sequence[Requirement], vocabulary: SkillVocabulary) -> Iterator[RedFlag]:
    for requirement in requirements:
        words = requirement.statement.text
        for match in re.finditer(
            r"(\d{1,2})\+? ?(?:\+|-|–|to)? ?\d{0,2}\+? (?:years?|yrs?)[’']?(?: of)?(?: \w+){0,4}? (?:in|with|on|of|experience|building|using|working)\b",
            words,
        ):
            # only what is named right behind the years: "10 years of LLM experience", not "10 years in software; LLMs"
            near = words[match.start() : match.end() + 45].split(",")[0].split(";")[0]
            born = [(_BORN[m.skill], m.skill) for m in vocabulary.find(near) if m.skill in _BORN]
            if born and float(match.group(1)) > _WRITTEN + _SLACK - min(born)[0]:
                name = vocabulary.skills[min(born)[1]].name
                yield RedFlag(
                    kind="impossible years", claim=requirement.statement,
                    why=f"Nobody has worked with {name} for {match.group(1)} years.",
                    ask=f"Which experience counts towards the {match.group(1)} years you ask for {name}?",
                )  # fmt: skip


def _spread(requirements: Sequence[Requirement]) -> Iterator[RedFlag]:
    must = [r for r in requirements if r.need is Need.MUST]
    jobs = {job: next((r for r in must if skills & set(r.skills)), None) for job, skills in _JOBS.items()}
    named = [job for job, requirement in jobs.items() if requirement]
    if len(named) >= 5:
        claim = next(r for r in jobs.values() if r)
        yield RedFlag(
            kind="several jobs in one", claim=claim.statement, why=f"The must-haves span {', '.join(named[:-1])} and {named[-1]}.",
            ask="Of these fields, which one do you need in depth on day one, and who covers the others?",
        )  # fmt: skip


def _entry(requirements: Sequence[Requirement], level: LevelReading) -> Iterator[RedFlag]:
    most = max(requirements, key=lambda r: r.years or 0, default=None)
    if level.level is Level.ENTRY and level.stated and most and (most.years or 0) >= 4:
        yield RedFlag(
            kind="senior demands on a junior title", claim=most.statement, why=f"An entry title with {most.years:g} years of experience.",
            ask="At which level of your ladder is this role, and what separates it from the next one?",
        )  # fmt: skip


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """The range widened to the sentence, at most 160 characters, so that the quote can be understood."""
    left = max(text.rfind(mark, max(0, start - 80), start) for mark in ("\n", ". ", "; ", "! "))
    right = min(
        (at for at in (text.find(mark, end, end + 80) for mark in ("\n", ".", ";", "!")) if at >= 0),
        default=end,
    )
    left = left + 1 if left >= 0 else start
    while left < start and not text[left].isalnum():  # spaces and list marks
        left += 1
    return left, right
