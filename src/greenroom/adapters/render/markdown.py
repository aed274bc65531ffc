"""The report as Markdown: complete, in the same order, made to be read in a terminal as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from greenroom.adapters.render import charts, outline, plan_chart
from greenroom.adapters.render.markdown_text import (
    blanks,
    bullets,
    escaped,
    head,
    lesson,
    plain,
    quoted,
    said,
)
from greenroom.adapters.render.pieces import own_words
from greenroom.model.match import RequirementMatch
from greenroom.model.plan import PlanDay
from greenroom.model.posting import Need
from greenroom.model.report import ExpectedQuestion, Report, Story


def render_markdown(report: Report) -> bytes:
    """`report` as Markdown, UTF-8."""
    lines: list[str] = []
    for part in _parts(report):
        lines.extend(part)
    text = "\n".join(lines)
    return (re.sub(r"\n{3,}", "\n\n", text).strip() + "\n").encode()


def _parts(report: Report) -> Iterator[Iterable[str]]:
    yield _glance(report)
    yield _loop(report)
    yield _questions(report)
    yield _stories(report)
    yield _match(report)
    yield _cv(report)
    yield _learn(report)
    yield _asks(report)
    yield _narratives(report)
    yield _risks(report)
    yield _follow_up(report)
    yield _plan(report)
    yield _pocket(report)
    yield _made(report)


def _glance(report: Report) -> Iterator[str]:
    yield f"# {escaped(outline.heading(report))}: {escaped(outline.target(report))}"
    yield ""
    yield f"{report.role.label}, {report.level_title}. Made on {report.made_on} by Greenroom {report.greenroom_version}."
    if note := outline.role_note(report):
        yield f"\n{escaped(note)}\n"
    yield from head("glance")
    view = report.overview
    yield said(view.fit)
    yield "\n### The one next step\n"
    step = view.next_step
    yield f"**{plain(step.action)}** ({outline.duration(step.minutes)}) {plain(step.why)}"
    yield ""
    yield outline.coverage_sentence(report) + " " + charts.strip_text(report.match)
    for title, items in (("Strengths", view.strengths), ("Risks", view.risks)):
        yield f"\n### {title}\n"
        yield from [f"{i}. {said(it)}" for i, it in enumerate(items, 1)] or ["None could be read."]
    if view.unknown:
        yield f"\nUnknown: the posting does not say {escaped('; '.join(view.unknown))}."


def _loop(report: Report) -> Iterator[str]:
    yield from head("loop")
    loop = report.loop
    yield said(loop.summary)
    if report.posting.process:
        yield "\n### What the posting says of its process\n"
        yield from bullets(quoted("posting", it) for it in report.posting.process)
    yield "\n### Rounds, in order\n"
    for i, it in enumerate(loop.rounds, 1):
        source = "from the posting" if it.stated else "general knowledge"
        yield f"{i}. **{escaped(it.title)}**, {outline.duration(it.minutes)}, {outline.about(it.weight)} of the decision *({source})*"
        yield f"   - They look for: {escaped('; '.join(it.looks_for))}"
        yield f"   - Not expected: {escaped('; '.join(it.not_expected))}"
        if it.coding and report.exercises:
            yield f"   - Exercises for it: {escaped('; '.join(one.title for one in report.exercises))} (see section {outline.BY_ID['drills'].number})"
    yield "\n### Pillars, and how your CV stands on them\n"
    for pillar in loop.pillars:
        yield f"- **{escaped(pillar.name)}** (weight {outline.about(pillar.weight)}, standing {outline.standing_word(pillar.standing)}): {escaped(pillar.judged)}"
        yield f"  - Strong: {escaped(pillar.strong)}"
        yield f"  - Weak: {escaped(pillar.weak)}"
    yield f"\n### At this level: {escaped(loop.level_title)}\n"
    yield f"{escaped(loop.scope)} {escaped(loop.bar)}"
    yield f"\nExpected: {escaped('; '.join(loop.expected))}."
    yield f"\nNot needed: {escaped('; '.join(loop.not_needed))}."
    if loop.facts:
        yield "\n### What is known about such loops\n"
        for fact in loop.facts:
            source = ", ".join(
                [str(fact.year), *(["as reported"] if fact.reported else []), *filter(None, [fact.source])]
            )
            yield f"- {escaped(fact.text)} ({source})"


def _questions(report: Report) -> Iterator[str]:
    yield from head("questions")
    for question in report.questions:
        yield from _question(question)


def _question(q: ExpectedQuestion) -> Iterator[str]:
    yield f"### {q.rank}. {escaped(q.title)}\n"
    yield f"> {escaped(q.statement)}\n"
    yield f"{escaped(q.round)}, {outline.duration(q.minutes)}\n"
    yield f"- What it tests: {escaped(q.tests)}"
    yield f"- Why you will get it: {said(q.why_you)}"
    if q.story:
        yield f"- Your story: {said(q.story)}"
    if q.story_gap:
        yield f"- No story yet: {plain(q.story_gap)}"
    for title, items in (
        ("Then they ask", q.followups),
        ("A strong answer", q.strong),
        ("A weak answer", q.weak),
    ):
        if items:
            yield f"- {title}:"
            yield from (f"  - {plain(item)}" for item in items)
    yield ""


def _stories(report: Report) -> Iterator[str]:
    yield from head("stories")
    for i, story in enumerate(report.stories, 1):
        yield from _story(i, story)


def _story(number: int, story: Story) -> Iterator[str]:
    yield f"### Story {number}. {escaped(story.title)}\n"
    answers = f" Answers: {escaped('; '.join(story.answers))}." if story.answers else ""
    yield f"{escaped(story.where)}. {outline.complete_words(story.complete)}.{answers}\n"
    for part in story.parts:
        yield f"- **{part.name}**"
        yield from (f"  - {said(it)}" for it in part.statements)
        yield from (f"  {line}" for line in blanks(part.blanks))
    yield ""


def _match(report: Report) -> Iterator[str]:
    yield from head("match")
    for need, title in ((Need.MUST, "Must have"), (Need.NICE, "Nice to have")):
        rows = report.match.of_need(need)
        if rows:
            yield f"### {title}: {charts.counts(rows)}\n"
            yield from _requirements(rows)
    fit, level = report.role_fit, report.level_fit
    yield "### Which role your CV speaks for\n"
    yield from bullets(
        f"{role.label}: {score:.0%}" for role, score in sorted(fit.scores.items(), key=lambda i: -i[1])
    )
    yield f"\n{escaped(fit.summary)} What you say you own: {charts.ownership_text(fit)} *(inferred)*."
    yield "\n### At which level it stands\n"
    shown = level.evidence.title_in(report.role) if level.evidence else "unknown"
    yield f"Asked: {level.asked.title_in(report.role)}. Your evidence: {shown} *(inferred)*. {escaped(level.why)}"
    yield from bullets(quoted("cv", it) for it in level.because)
    if report.posting.red_flags:
        yield "\n### What to ask about in the posting\n"
        yield from bullets(
            f"{quoted('posting', flag.claim)} {escaped(flag.why)} Ask: {escaped(flag.ask)}" for flag in report.posting.red_flags
        )  # fmt: skip


def _requirements(rows: Sequence[RequirementMatch]) -> Iterator[str]:
    for row in rows:
        yield f"- [{outline.STANDING_MARKS[row.standing]}] **{row.label}**: {quoted('posting', row.requirement.statement)}"
        for it in row.evidence:
            yield f"  - {quoted('cv', it.quote)}, {escaped(it.where)}"
        if not row.evidence:
            yield "  - Nothing in your CV."
        yield f"  - Why: {escaped(row.why)} Do: {plain(row.action)}"
    yield ""


def _cv(report: Report) -> Iterator[str]:
    yield from head("cv")
    yield "### Numbers to defend\n"
    for test in report.stress_tests:
        yield f"- **{escaped(test.number.text)}**: {quoted('cv', test.claim)}, {escaped(test.where)}"
        yield f"  - The attack: {escaped(test.attack)}"
        yield from (f"  - To defend it: {escaped(item)}" for item in test.defence)
        yield f"  - Missing from the CV: {escaped(', '.join(map(outline.claim_part, test.missing))) or 'nothing'}"
    if not report.stress_tests:
        yield "Your CV states no number that claims an effect."
    yield "\n### Bullets to rewrite\n"
    for hint in report.rewrites:
        yield f"- {said(hint.bullet)}"
        yield f"  - Finish it as: {plain(hint.pattern, own_words(hint.bullet))}"
        yield f"  - It lacks: {escaped(', '.join(hint.lacks))}. {escaped(hint.add)}"


def _learn(report: Report) -> Iterator[str]:
    yield from head("concepts")
    for i, concept in enumerate(report.concepts, 1):
        yield f"### Concept {i}. {escaped(concept.title)} ({outline.duration(concept.minutes)})\n"
        yield f"{said(concept.why)}\n\n{lesson(concept.lesson)}\n"
    yield from head("drills")
    for i, drill in enumerate(report.drills, 1):
        yield f"### Drill {i}. {escaped(drill.title)} ({outline.duration(drill.minutes)})\n"
        yield f"{said(drill.why)}\n\n{lesson(drill.task)}\n"
        if drill.exercise:
            yield f"The same in code: `{drill.command}`\n"
    if report.exercises:
        yield "### Exercises for the coding round\n"
    for it in report.exercises:
        yield f"- **{escaped(it.title)}** ({it.family.label}, {outline.duration(it.minutes)}): {said(it.why)} `{it.command}`"


def _asks(report: Report) -> Iterator[str]:
    yield from head("asks")
    for i, ask in enumerate(report.asks, 1):
        audience = outline.AUDIENCE_LABELS.get(ask.audience, ask.audience)
        yield f"{i}. **{escaped(ask.text)}** (to the {audience})"
        yield f"   - Why: {escaped(ask.why)}"
        yield f"   - Good sign: {escaped(ask.good_sign)} Warning sign: {escaped(ask.warning_sign)}"
        yield f"   - Because: {said(ask.because)}"


def _narratives(report: Report) -> Iterator[str]:
    yield from head("narratives")
    for it in report.skeletons:
        yield f"### {escaped(it.title)}{f' ({it.seconds} seconds)' if it.seconds else ''}\n"
        yield from (f"{said(paragraph)}\n" for paragraph in it.paragraphs)
        yield from blanks(it.blanks)
        yield ""
    if report.frameworks:
        yield "### Frames that help\n"
    for frame in report.frameworks:
        yield f"#### {escaped(frame.title)} ({frame.minutes:g} min)\n"
        yield f"{escaped(frame.purpose)}\n"
        yield from bullets(f"**{escaped(part.name)}**: {escaped(part.prompt)}" for part in frame.parts)
        yield f"\n{escaped(frame.use)}\n"


def _risks(report: Report) -> Iterator[str]:
    yield from head("risks")
    for row in report.risks:
        yield f"- **{row.likelihood} likelihood, {row.impact} impact**: {said(row.risk)}"
        yield f"  - Do: {plain(row.mitigation)}"
        yield f"  - Say: {plain(row.say)}"
        if row.proof:
            yield f"  - Proof: {said(row.proof)}"
    project = report.project
    if project is None:
        return
    yield f"\n### Your strongest project: {escaped(project.title)}, {escaped(project.where)}\n"
    for part in project.parts:
        words = said(part.statement) if part.statement else ""
        blank = f" **\\[ {escaped(part.blank)} \\]**" if part.blank else ""
        yield f"- **{escaped(part.name)}**: {words}{blank}".replace(":  ", ": ")


def _follow_up(report: Report) -> Iterator[str]:
    yield from head("followup")
    yield from (f"{said(paragraph)}\n" for paragraph in report.follow_up.paragraphs)
    yield from bullets(plain(blank) for blank in report.follow_up.blanks)


def _plan(report: Report) -> Iterator[str]:
    yield from head("plan")
    if not report.plan.days:
        yield "There is no day left before the interview."
        return
    yield plan_chart.plan_text(report.plan)
    if report.plan.update:
        yield f"\n{plan_chart.update_text(report.plan)}"
    for title, lines in plan_chart.changes(report.plan):
        yield f"\n### {title}\n"
        yield from bullets(plain(line) for line in lines)
    for day in report.plan.days:
        yield from _day(day)


def _day(day: PlanDay) -> Iterator[str]:
    yield f"\n**Day {day.day}, {day.date:%a} {day.date}: {escaped(day.focus)}** ({outline.duration(day.minutes)})\n"
    for task in day.tasks:
        minutes = f", {outline.duration(task.minutes)}" if task.minutes else ""
        gap = f" (for: {escaped(task.gap)})" if task.gap else ""
        why = f". {escaped(task.why)}" if task.why else ""
        begin = f". Begin: `{task.command}`" if task.command else ""
        yield f"- [ ] {outline.KIND_LABELS[task.kind]}: {plain(task.title)}{minutes}{gap}{why}{begin}"


def _pocket(report: Report) -> Iterator[str]:
    yield from head("card")
    card = report.pocket
    yield f"Open with: {said(card.opening)}"
    for title, items in (
        ("Your numbers", [said(it) for it in card.numbers]),
        ("Your stories", [plain(it) for it in card.stories]),
        ("Watch out", [plain(it) for it in card.watch_out]),
        ("Ask", [plain(it) for it in card.ask]),
    ):
        if items:
            yield f"\n### {title}\n"
            yield from bullets(items)


def _made(report: Report) -> Iterator[str]:
    yield "\n---\n"
    yield f"Made on one machine from {escaped(report.inputs.cv_name)} and {escaped(report.inputs.posting_name)}."
    notes = (
        *report.inputs.cv_notes,
        *report.profile.warnings,
        *report.inputs.posting_notes,
        *report.posting.warnings,
    )
    yield from bullets(escaped(note) for note in notes)
