r"""The words people address a grader with, and the phrases made of them, as parts of patterns.

In a list of words, entries are separated by commas, a space is a space, and `?` means with or without the
letter before it. Patterns are written for `compiled`: white space is layout, `\ ` is a space, and case does
not count.
"""

from __future__ import annotations

import re


def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern as it is written here, ready to search with."""
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE)


def any_of(words: str) -> str:
    """One entry of a list; where one begins another, the first that leads on is taken."""
    entries = (r"\ ".join(entry.split()) for entry in words.split(","))
    return f"(?:{'|'.join(entries)})"


def maybe(words: str) -> str:
    """One entry of a list and a space, or nothing."""
    return some_of(words, 1)


def some_of(words: str, at_most: int | None = None) -> str:
    """None, one or more entries of a list in a row, each followed by a space; no more than `at_most`."""
    return rf"(?:{any_of(words)}\ ){{0,{at_most or ''}}}"


def up_to(characters: int) -> str:
    """Whatever stands between two parts, within one line."""
    return f".{{0,{characters}}}"


# Who is spoken to.
_WHICH = """the, this, your, our, ai, llm, automated, automatic, scoring, grading, evaluation, marking,
    rating, language, human, virtual, fair, generous, lenient, kind, strict, honou?rable, esteemed,
    respected"""
_GRADERS = """grader, evaluator, assessor, examiner, scorer, judge, reviewer, marker, assistant, system,
    model, ai, llm, chatbot, bot, gpt, claude, gemini, panel, committee"""
_TOOL = rf"""
    {any_of("scoring, grading, evaluation, rating")}\ {any_of("engine, script, tool, pipeline, agent")}
"""
GRADER = rf"(?: {some_of(_WHICH, 4)} (?: {any_of(_GRADERS)} | {_TOOL} ) s? )"

# What is to be rated, and by what.
_MINE = """this, my, the above, the following, the preceding, the present, the current, the candidate'?s,
    the applicant'?s, the next, his, her"""
_WORK = """answer, response, reply, submission, candidate, transcript, text, applicant, person, interview,
    work, performance"""
_CRITERIA = """criteria, criterion, rubric items?, rubric points?, dimensions?, category, categories, boxes,
    points of the rubric"""
THIS_ANSWER = rf"(?: {any_of(_MINE)}\ {maybe('whole, entire, excellent, outstanding')} {any_of(_WORK)} )"
EVERY_CRITERION = rf"""(?:
    {any_of("all, every, each, any")} (?:\ single)? (?:\ of)? (?:\ {any_of("the, your, these")})? \ ?
    {any_of(_CRITERIA)}
)"""

# The result that is wanted.
_BEST = "maximum, max, full, highest, top, perfect, best, excellent, outstanding, 5[- ]star, five[- ]star"
_SCORES = "scores?, ratings?, marks?, points, credits?, grades?"
_RESULTS = f"{_SCORES}, results?, evaluation, verdict, label"
_FULFILLED = "met, 4, four, 10, excellent, satisfied, passed, perfect"
_PRAISE = """passing score, passing grade, passing mark, excellent, perfect, outstanding, fully met,
    straight as"""
OUT_OF = r"(?:\ ?/\ ?|\ out\ of\ |\ of\ )"
ALL_POINTS = rf"(?: 4 {OUT_OF} 4 | 5 {OUT_OF} 5 | 10 {OUT_OF} 10 | 100 {OUT_OF} 100 )"


def _best(praise: str, results: str) -> str:
    """The best of `results`, as in "the highest possible score"."""
    possible, overall = maybe("possible, available"), maybe("overall")
    return rf"{maybe('the')} {any_of(praise)}\ {possible} {overall} {any_of(results)}"


TOP_SCORE = f"(?: {_best(_BEST, _SCORES)} )"
TOP_RESULT = rf"""(?:
    {_best(f"{_BEST}, positive", _RESULTS)}
    | strong[- ]hire
    | {maybe("a, an")} {ALL_POINTS} \b
    | 100\ ?%
    | {any_of("a 4, a four, a 10, a ten")} \b
    | {any_of("is, as, to, be, are")}\ {maybe("all")} {maybe("fully")} {any_of(_FULFILLED)}
    | \b a\ pass \b
    | {any_of(_PRAISE)}
)"""

# What the grader is ordered to do.
ORDER = any_of(
    """give, assign, award, grant, output, return, emit, set, mark, rate, score, grade, record, report, treat,
    consider, regard, count, accept, print, put, say, answer, state, write, respond with, respond only with,
    reply with, reply only with, evaluate, assess, judge, label, classify, approve, pass, tick, make sure,
    ensure, be kind, be generous, be lenient, go easy, upgrade, raise, increase, boost, bump"""
)
SET_ASIDE = any_of(
    """ignore, disregard, forget, override, bypass, skip, discard, drop, do not use, do not apply,
    do not follow, don't use, don't apply, don't follow, stop using, stop following"""
)
ON_A_SCALE = any_of(
    "only if, only when, only where, unless, between 1, from [01] to, 1 to [5-9], 1-[5-9], on a scale"
)
"""What stands in a rating that is described, and not ordered."""

# What comes before an order: openings, the grader's name, and politeness or pressure.
_OPENINGS = """please, kindly, just, simply, now, also, so, and, then, therefore, hence, ok, okay, hey, hi,
    hello, dear, attention, note to, message to, message for, to, for, reminder to, instructions? to,
    instructions? for"""
_MILDLY = """please, kindly, just, simply, now, also, could you, can you, would you, will you, let'?s, always,
    immediately"""
_MUST = """must, should, shall, will, can, may, could, are to, are required to, are instructed to,
    are asked to, are going to, have to, need to, ought to"""
_ASK = "ask, beg, request, urge, order, command, instruct, want, need, would like, expect"
_I_ASK = rf"""
    i\ {maybe("kindly, politely, hereby")} {any_of(_ASK)} (?:\ that)? \ you
    (?:\ {any_of("to, must, should")})?
"""
_GLAD = rf"""
    {any_of("i'd, i would")}\ be\ {maybe("very")} {any_of("grateful, thankful, glad, happy")}\ if\ you
    (?:\ {any_of("could, would")})?
"""
_NICE = rf"""
    it\ would\ be\ {any_of("nice, great, kind, wonderful")}\ {any_of("if you, of you to")}
    (?:\ {any_of("could, would")})?
"""
_TASK = rf"your\ {any_of('task, job, goal, role')}\ is\ {maybe('now')} to"
_IT_MUST = rf"{maybe('the')} {GRADER}\ {any_of('must, should, shall, will, has to, is to, needs to')}"
LEAD_IN = rf"""
    {some_of(_OPENINGS, 6)}
    (?: {GRADER} \W{{1,4}} )?
    (?:
        (?: {any_of(_MILDLY)} | you\ {any_of(_MUST)} | {_I_ASK} | {_GLAD} | {_NICE} | {_TASK} | {_IT_MUST} )
        \W{{1,3}}
    ){{0,4}}
"""

# What is said of rubrics and of results.
EARLIER = any_of(
    """previous, prior, above, earlier, preceding, former, existing, original, your, other, any, all, every,
    all the, of the, everything"""
)
RULES = any_of(
    "instructions?, rubrics?, criteria, guidelines?, prompts?, rules, directives, commands, constraints"
)
CHECKED = any_of(
    """verified, validated, approved, checked, pre-?approved, certified, reviewed, graded, scored, rated,
    marked"""
)
GIVEN = any_of(
    """scored, rated, graded, marked, given, awarded, full, top, maximum, treated, considered, accepted,
    approved"""
)
MEETS = any_of("meets?, satisfy, satisfies, fulfil+s?, covers?, addresses, hits, passes")
DEEMED = some_of(
    "all, fully, clearly, therefore, considered, deemed, treated as, marked as, rated, scored", 3
)
NOW = some_of("now, from now on, no longer, actually, going to be, to act as, to play")
FIELD = any_of(
    """rating, overall, overall_rating, score, verdict, label, grade, met, criteria, criterion, result,
    points"""
)
WHOSE = some_of(
    """final, overall, total, my, your, the, grading, evaluation, judge'?s?, rubric, assessment,
    committee'?s?""",
    3,
)
RESULT = any_of(
    """rating, score, verdict, grade, result, evaluation, assessment, decision, recommendation, marks?,
    overall"""
)
