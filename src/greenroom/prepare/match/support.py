"""Work that speaks for what is judged in person: which bullets to tell when a trait is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from greenroom.prepare.match.evidence import Claim, Kind
from greenroom.prepare.match.named import standing

_MOST = 2


@dataclass(frozen=True)
class _Theme:
    """A kind of trait: the words that ask for it, and the words of work that shows it."""

    asked: re.Pattern[str]
    shows: re.Pattern[str]


def _theme(asked: str, shows: str) -> _Theme:
    return _Theme(re.compile(asked, re.IGNORECASE), re.compile(shows, re.IGNORECASE))


_THEMES = (
    _theme(
        r"communicat\w*|stakeholder\w*|present\w*|interpersonal|relationship\w*|influenc\w*|storytell\w*|articulate|written|verbal|沟通|表达",
        r"\b(?:present(?:ed|ing|s)?|taught|teach\w*|tutor\w*|train(?:ed|ing) \w+ (?:staff|users|teams?|colleagues|engineers|people)"
        r"|workshops?|stakeholders?|clients?|executives?|board|wrote|documentation|talks?|speak\w*|explain\w*|interview\w*|negotiat\w*|advis\w+"
        r"|mentor\w*|coach\w*|présent\w*|formé\w*|anim\w+)\b|汇报|培训|沟通",
    ),
    _theme(
        r"collaborat\w*|team[- ]?(?:player|work|environment)|cross[- ]functional|matrix\w*|partner\w*|multi[- ]?disciplinary|diverse|团队",
        r"\b(?:with (?:\w+ ){0,4}(?:teams?|engineers?|designers?|doctors?|nurses?|clinicians?|researchers?|analysts?|lawyers?|sales|legal|product|operations)"
        r"|cross[- ]functional|squads?|partner(?:ed|ing)|collaborat\w*|together|pair(?:ed|ing)|en équipe)\b|协作|跨部门",
    ),
    _theme(
        r"lead\w*|inspir\w*|project[- ]management|organi[sz]\w*|priorit\w*|planning|deliver\w*|deadline\w*|delegat\w*|conflict\w*|领导",
        r"\b(?:led|lead|managed|manag(?:er|ing)|hired|headed|coordinat\w+|organi[sz]ed|planned|roadmap|squads?|team of \d+|migrat\w+|roll(?:ed)?[- ]?out"
        r"|launch\w*|delivered|ran|chaired|club|piloté\w*|encadr\w+)\b|带领|主导|管理",
    ),
    _theme(
        r"ambigu\w*|fast|pace\w*|growth|agile|dynamic|chang\w+|adapt\w*|flexib\w*|start-?up|entrepreneur\w*|chaos|hats|pressure|resilien\w*|thriv\w*|rapid",
        r"\b(?:from scratch|first|prototyp\w*|pilot\w*|launch\w*|shipped|in (?:\w+ )?(?:days|weeks|a week|a month)|founded|founding|pivot\w*|mvp|0 to 1"
        r"|zero to one|experiment\w*|iterat\w*|start-?up|introduced|set up)\b|从零|上线",
    ),
    _theme(
        r"problem|analytical|critical|detail|rigou?r\w*|relentless|tenac\w*|grit|curio\w*|debug\w*",
        r"\b(?:diagnos\w*|debug\w*|found (?:that|the|a)|root cause|incident\w*|reduc\w+|cut|fixed|traced|investigat\w*|solv\w*|audit\w*|analy[sz]ed|detected)\b|排查|解决",
    ),
    _theme(
        r"owner\w*|proactiv\w*|initiative|self[- ](?:starter|motivated|driven|directed)|independent\w*|autonom\w*|accountab\w*|bias",
        r"\b(?:owned|own|end[- ]to[- ]end|sole|alone|initiated|proposed|introduced|started|founded|built|created|on[- ]call)\b|负责|独立",
    ),
    _theme(
        r"learn\w*|curio\w*|passion\w*|enthusias\w*|growth mindset|学习",
        r"\b(?:taught myself|self[- ]taught|learn(?:ed|t)|open[- ]source|published|side project|hackathon|course|contribut\w+|reading group)\b|自学|开源",
    ),
)


def support_for(text: str, statements: Sequence[Claim], nearness: np.ndarray) -> list[int]:
    """Indices of the bullets to tell for what `text` asks, the best first; at most two, of different words."""
    themes = [theme.shows for theme in _THEMES if theme.asked.search(text)]
    scores = {
        i: sum(bool(shows.search(s.cited.text)) for shows in themes)
        for i, s in enumerate(statements)
        if s.kind is Kind.DONE
    }
    fitting = [i for i, score in scores.items() if score]
    return sorted(fitting, key=lambda i: (-scores[i], standing(statements[i], float(nearness[i]))))[:_MOST]
