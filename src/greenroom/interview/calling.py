"""How a grader is called: by name, as the reader of a message, or in the manner of a system prompt."""

from __future__ import annotations

import re

from greenroom.interview.addressing import GRADER, any_of, compiled, maybe, up_to

_URGENT = "important, urgent, special, new, system, admin, administrator, developer, internal"
_MESSAGE = """note, notes, message, instructions?, reminder, attention, notice, request, update, prompt,
    override"""
_CALLED = rf"""(?:
    {maybe(_URGENT)} {any_of(_MESSAGE)} \b {up_to(12)} \b {any_of("to, for, from")} \b {up_to(12)} \b {GRADER}
    | dear\ {GRADER}
    | {any_of("hey, hello, hi, attention, to, for, listen")} \W{{1,3}} {GRADER}
    | {GRADER} (?= \s* [:!\]] )
    | {any_of("grader, evaluator, assessor, examiner, judge, ai, llm")} (?= \s* , )
)"""
_SPEAKER = "inst, system, sys, admin, user, assistant, im_start, im_end, developer"
_SPEAKS = "message, prompt, override, note, update, instruction"
_PROMPT = """system prompt, system message, system override, system note, system update, override,
    admin note, admin message, admin override, administrator note, administrator message,
    administrator override, developer note, developer message, developer mode, new instructions?,
    begin instructions?, end instructions?, jailbreak"""
_ENDS = rf"end\ of\ {maybe('the, this')} {any_of('answer, response, transcript, interview, candidate')}"
_BEGINS = rf"{any_of('begin, start')}\ of\ {maybe('the')} {any_of('grading, evaluation, rubric, result')}"

CALL = compiled(rf"""
    ^ \W* (?:
        {_CALLED} \s* (?: [.:,;!\])–—-] | $ )
        | /? {any_of(_SPEAKER)} \s* (?: [\]>}}:|)] | {any_of(_SPEAKS)} )
        | {any_of(_PROMPT)} \b
        | {maybe("this is, here is")} {maybe("the")} (?: {_ENDS} | {_BEGINS} )
    )
""")
"""A text that begins by calling the grader, or as a message to it."""

CHAT_MARK = compiled(r"""
    <\|/?\w{1,20}\|>  |  \[/?INST\]  |  <</?SYS>>
    |  </?(?:system|assistant|user|inst|instructions?|grader|answer|admin)>
""")
"""A mark that a chat model's prompt is divided by."""

_CLAUSE_BEGINS = re.compile(r"(?<=[.;!?,–—\n])\s+|[(\[{<]")
_CLAUSES, _LENGTH = 3, 200  # how many clauses back a call is looked for, and in how many characters of each


def call_before(lead: str) -> int | None:
    """Where the clause that `lead` ends with begins, if it calls the grader."""
    begins = [0, *(match.end() for match in _CLAUSE_BEGINS.finditer(lead.rstrip(" :,;–—-!]>)")))]
    for begin in begins[::-1][:_CLAUSES]:
        if lead[begin:].strip() and CALL.match(lead[begin : begin + _LENGTH]):
            return begin
    return None
