"""Everything an interviewer could ask next, in the order of what would tell most.

round + question + scores -> remarks (contradiction, vague, no reason, ...) and the pack's probes -> the first that is new
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from greenroom.interview.aim import worth_asking, worth_deepening
from greenroom.interview.contradiction import contradictions
from greenroom.interview.cv.against import differences
from greenroom.interview.denial import denials
from greenroom.interview.echo import echoes
from greenroom.interview.personas import VOICES, Voice
from greenroom.interview.presupposing import is_untrue, leans
from greenroom.interview.remark import Remark, Why, runs, stems
from greenroom.interview.sentences import sentences
from greenroom.interview.to_grader import to_grader
from greenroom.interview.unplanned import unplanned
from greenroom.interview.unreasoned import is_name_alone, unreasoned
from greenroom.interview.vague import vague
from greenroom.model.cv import CvClaims
from greenroom.model.judgement import CriterionScore, Label
from greenroom.model.mock import FOLLOW_UPS, MockRound, Turn, TurnKind
from greenroom.model.question import Criterion, FollowUp, Question

_MOST_DEEPER = 4
_LEAST_SHARED = 2  # words that tie a remark to a criterion it is no evidence of
_STORIES = frozenset({Why.TROUBLE, Why.GROWTH})
_KINDS = frozenset({"missing", "vague", "wrong"})
_SUITS = {Label.MISSED: "missing", Label.PARTIAL: "vague", Label.CONTRADICTED: "wrong", Label.MET: "vague"}


@dataclass(frozen=True, slots=True)
class Probe:
    """Something to ask: the words, the criterion they are about, and the kind of remark, None where a pack wrote them.

    What the CV says otherwise is about no criterion: `criterion` is "".
    """

    text: str
    criterion: str
    why: Why | None = None


def probes(
    done: MockRound, question: Question, scores: Sequence[CriterionScore], cv: CvClaims | None = None
) -> Iterator[Probe]:
    """What could be asked on criteria that are surely open, what would tell most first; none was asked before.

    What was just said otherwise than `cv` says is asked about whatever is open.
    """
    voice, weights = VOICES[done.persona], {one.id: one.weight for one in question.criteria}
    asked = done.of(*FOLLOW_UPS)
    open_ = worth_asking(scores, weights, Counter(turn.about for turn in asked))
    gone = _whys(asked, voice)
    held = [*_against(done, question, cv, voice), *_remarks(done, question, scores, open_, voice)]
    held = [one for one in held if one.why not in gone]
    first = [one for why in voice.first for one in held if one.why is why]
    first += [one for one in held if not one.criterion and one not in first]
    for score in open_:
        here = [one for one in held if one.criterion == score.criterion and one not in first]
        quoting, stories = [p for p in here if p.why not in _STORIES], [p for p in here if p.why in _STORIES]
        written = _written(question, score, done)
        first += [*quoting, *written[:1], *stories, *written[1:]]
    yield from (one for one in first if not _was_asked(asked, one.text))


def deeper(done: MockRound, question: Question, scores: Sequence[CriterionScore]) -> Iterator[Probe]:
    """What could be asked where nothing is surely open: one probe a criterion, what is in doubt before what is met.

    Of what is met four criteria at most are asked about, and only with a pack's own words.
    """
    voice = VOICES[done.persona]
    asked = done.of(*FOLLOW_UPS)
    spent = len(done.of(TurnKind.DEEPER))
    for score in worth_deepening(scores, Counter(turn.about for turn in asked)):
        if score.label is Label.MET and spent >= _MOST_DEEPER:
            continue
        found = [] if score.label is Label.MET else [*_vague(question, score, voice, _whys(asked, voice))]
        kinds = {"vague"} if score.label is Label.MET else _KINDS
        found += _written(question, score, done, kinds)
        yield from (one for one in found if not _was_asked(asked, one.text))


def _against(done: MockRound, question: Question, cv: CvClaims | None, voice: Voice) -> Iterator[Probe]:
    """What the last answer says otherwise than the CV, unless to hold it up would tell what is sought."""
    answers = done.of(TurnKind.ANSWER)
    if cv is None or not answers:
        return
    for one in differences(_told(answers[-1]), cv, answers[-1].at.date()):
        remark = Remark(Why.CV, (one.cv, one.said), one.job)
        if not _tells(remark, question):
            yield Probe(voice.asking(remark), "", Why.CV)


def _remarks(
    done: MockRound,
    question: Question,
    scores: Sequence[CriterionScore],
    open_: Sequence[CriterionScore],
    voice: Voice,
) -> Iterator[Probe]:
    """What was said that can be held up to the candidate, each tied to an open criterion; nothing that tells what is sought."""
    answers = done.of(TurnKind.ANSWER)
    if not answers or not open_:
        return
    said = [_own(turn, question) for turn in answers]
    known = "\n".join(_given(question))
    here = [
        *contradictions(_before(done), _told(answers[-1])),
        *denials(said[-1]),
        *unreasoned(said[-1], known),
    ]
    for remark in here:
        score = _bearing(remark, question, scores, open_)
        if score and not _tells(remark, question):
            yield Probe(voice.asking(remark), score.criterion, remark.why)
    for score in open_:
        yield from _vague(question, score, voice, frozenset())
    criteria = {one.id: one for one in question.criteria}
    sought = [_sought(criteria[one.criterion]) for one in open_]
    for remark, place in unplanned([one for each in said for one in each], sought):
        yield Probe(voice.asking(remark), open_[place].criterion, remark.why)


def _vague(question: Question, score: CriterionScore, voice: Voice, gone: frozenset[Why]) -> Iterator[Probe]:
    """The candidate's own vague words back to them, where the point is only touched."""
    if score.label is Label.PARTIAL:
        for remark in vague([" ".join(quote.text.split()) for quote in score.evidence]):
            if remark.why not in gone and not _tells(remark, question):
                yield Probe(voice.asking(remark), score.criterion, remark.why)


def _told(turn: Turn) -> list[str]:
    """The sentences of an answer, without words to a grader."""
    said = sentences(turn.text)
    return [
        " ".join(one.text.split())
        for one, addressed in zip(said, to_grader(said), strict=True)
        if not addressed
    ]


def _own(turn: Turn, question: Question) -> list[str]:
    """The sentences of an answer that are more than what the candidate was given said back: those are nobody's to explain."""
    told = _told(turn)
    given = [one.text for text in _given(question)[1:] for one in sentences(text)]
    return [one for one, echo in zip(told, echoes(told, question.statement, given), strict=True) if not echo]


def _given(question: Question) -> list[str]:
    """What the interviewer says or may tell: the question first, then the change and the facts of the sheet."""
    change = [question.change.say] if question.change else []
    return [question.statement, *change, *(fact.tell for fact in question.sheet)]


def _before(done: MockRound) -> list[str]:
    """The sentences of the earlier answers; what came before a requirement changed may be taken back."""
    turns = done.turns
    changed = max((turn.number for turn in done.of(TurnKind.CHANGE)), default=0)
    earlier = [turn for turn in turns if turn.kind is TurnKind.ANSWER and turn.number > changed][:-1]
    return [one for turn in earlier for one in _told(turn)]


def _bearing(
    remark: Remark,
    question: Question,
    scores: Sequence[CriterionScore],
    open_: Sequence[CriterionScore],
) -> CriterionScore | None:
    """The open criterion that a remark bears on: whose evidence it is, else with which it shares most words.

    None where it is evidence of something met, or speaks to nothing that is open. Where nothing is met, a list of names stands in
    for an answer to all of it: that bears on the first.
    """
    evidence = {s.criterion: " ".join(" ".join(q.text.split()) for q in s.evidence) for s in scores}
    spoken = [s for s in scores if any(quote in evidence[s.criterion] for quote in remark.quotes)]
    if any(s.label is Label.MET for s in spoken):
        return None
    here = [s for s in open_ if s in spoken]
    if here:
        return here[0]
    words = stems(" ".join(remark.quotes))
    criteria = {one.id: one for one in question.criteria}
    shared = {s.criterion: len(words & stems(_sought(criteria[s.criterion]))) for s in open_}
    best = max(open_, key=lambda s: shared[s.criterion])
    if words and shared[best.criterion] >= min(_LEAST_SHARED, len(words)):
        return best
    is_all = (
        remark.why is Why.REASON
        and is_name_alone(remark.quotes[0])
        and not any(s.label is Label.MET for s in scores)
    )
    return (best if shared[best.criterion] else open_[0]) if is_all else None


def _sought(criterion: Criterion) -> str:
    return f"{criterion.name} {criterion.tests} {criterion.anchors.good} {criterion.anchors.excellent}"


def _tells(remark: Remark, question: Question) -> bool:
    """Whether what is quoted says a part of a criterion: to hold it up would tell that it is sought."""
    said = frozenset().union(*(runs(quote) for quote in remark.quotes))
    return any(said & _runs_of(criterion) for criterion in question.criteria)


def _runs_of(criterion: Criterion) -> frozenset[tuple[str, ...]]:
    texts = (criterion.name, criterion.tests, *criterion.anchors.model_dump().values(), *criterion.red_flags)
    return frozenset().union(*(runs(text) for text in texts))


def _written(
    question: Question, score: CriterionScore, done: MockRound, kinds: Container[str] = _KINDS
) -> list[Probe]:
    """The pack's probes of some kinds on a criterion, those for how it was read first; none that takes for granted what was not said."""
    suits = _SUITS[score.label] if score.label else ""
    said = " ".join(turn.text for turn in done.of(TurnKind.ANSWER, TurnKind.ASK))
    own = [one for one in question.followups if one.criterion == score.criterion and one.when in kinds]
    fit = [one for one in own if _rests(one, score.label) and not is_untrue(one.ask, said)]
    return [Probe(one.ask, score.criterion) for one in sorted(fit, key=lambda one: one.when != suits)]


def _rests(probe: FollowUp, label: Label | None) -> bool:
    """Whether what a probe leans on is there: something said on its criterion for "vague", something wrong for "wrong"."""
    needs = {"vague": {Label.MET, Label.PARTIAL, Label.CONTRADICTED}, "wrong": {Label.CONTRADICTED}}
    return probe.when not in needs or label in needs[probe.when] or not leans(probe.ask)


def _whys(asked: Sequence[Turn], voice: Voice) -> frozenset[Why]:
    """The kinds of remark that were held up already."""
    return frozenset(why for why, ask in voice.asks.items() if any(turn.text.endswith(ask) for turn in asked))


def _was_asked(asked: Sequence[Turn], text: str) -> bool:
    """Whether a probe was asked, with or without a lead-in."""
    return any(turn.text.endswith(text) for turn in asked)
