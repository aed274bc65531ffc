"""How each interviewer talks: lead-ins, how a remark is held up, and what is asked first when several things are open.

A persona changes tone and emphasis, never what is looked for or how it is rated: none of these texts says what a good
answer holds, and none says how the last one was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from greenroom.interview.remark import Remark, Why
from greenroom.model.persona import Persona

_MOST_QUOTED_WORDS = 30


@dataclass(frozen=True, slots=True)
class Voice:
    """One persona's words.

    Attributes:
        lead_ins: Short openings, said before every other probe, each once a round.
        asks: What is asked after a quote, or in place of one.
        first: The kinds of remark that go before everything else.
    """

    lead_ins: tuple[str, ...]
    asks: Mapping[Why, str]
    first: tuple[Why, ...]

    def asking(self, remark: Remark) -> str:
        """A remark as it is put to the candidate; it ends with what is asked, which tells its kind."""
        ask = self.asks[remark.why]
        quotes = [f"“{_shortened(quote)}”" for quote in remark.quotes]
        if remark.why is Why.CV:
            where = f" for {remark.about}" if remark.about else ""
            return f"Your CV says{where}: {quotes[0]} You just said: {quotes[1]} {ask}"
        if remark.why is Why.CONTRADICTION:
            return f"Earlier you said: {quotes[0]} And now: {quotes[1]} {ask}"
        return f"You said: {quotes[0]} {ask}" if quotes else ask

    def lead_in(self, number: int) -> str:
        """What comes before the probe of that number, from 0; "" for most."""
        place, odd = divmod(number, 2)
        return "" if odd or place >= len(self.lead_ins) else self.lead_ins[place] + " "


def _shortened(quote: str) -> str:
    words = quote.split()
    return (
        " ".join(words) if len(words) <= _MOST_QUOTED_WORDS else " ".join(words[:_MOST_QUOTED_WORDS]) + " ..."
    )


_NEUTRAL = Voice(
    lead_ins=(),
    asks={
        Why.CONTRADICTION: "Which one holds?",
        Why.CV: "Which holds?",
        Why.DENIAL: "Suppose that stays so. What becomes of what you want to do?",
        Why.HOW_MUCH: "How much is that, and against what?",
        Why.WHO: "Which part of that was yours?",
        Why.REASON: "What decided it against the next best?",
        Why.TROUBLE: "Suppose it is live on Monday and it goes wrong on Tuesday. Walk me through Tuesday.",
        Why.GROWTH: "Suppose it works, and by summer ten times as many people want it. Walk me through that summer.",
    },
    first=(Why.CV, Why.CONTRADICTION),
)
_HIRING_MANAGER = Voice(
    lead_ins=(
        "Let me push on one thing.",
        "Suppose I doubt it.",
        "Humour me.",
        "I have to defend this hire later, so:",
    ),
    asks={
        Why.CONTRADICTION: "I cannot write down both. Which one?",
        Why.CV: "Both will be on my desk. Which holds?",
        Why.DENIAL: "Nobody is going to change that for you. What now?",
        Why.HOW_MUCH: "Anyone can say that. How much, and against what?",
        Why.WHO: "I am hiring one person. What did you do there yourself?",
        Why.REASON: "Somebody on my side wants the runner-up. What do you tell them?",
        Why.TROUBLE: "It is live on Monday and on Tuesday my phone rings. Take me through your Tuesday.",
        Why.GROWTH: "Next summer ten times as many people use it. Take me through that summer.",
    },
    first=(Why.CV, Why.CONTRADICTION, Why.WHO, Why.HOW_MUCH),
)
_RESEARCH_SCIENTIST = Voice(
    lead_ins=("Out of curiosity:", "One step slower, please.", "A reviewer's question:", "For my notebook:"),
    asks={
        Why.CONTRADICTION: "Those two differ. Which would you stand by, and how would you find out?",
        Why.CV: "Which of those is the record?",
        Why.DENIAL: "Take that as fixed. What could one still do?",
        Why.HOW_MUCH: "Compared with what, and how large?",
        Why.WHO: "Which part of that did you work out?",
        Why.REASON: "What was the runner-up, and what spoke against it?",
        Why.TROUBLE: "Monday it runs; on Tuesday it does something nobody foresaw. Tell me Tuesday, hour by hour.",
        Why.GROWTH: "Now imagine ten times as much of everything next summer. Tell me that summer.",
    },
    first=(Why.CV, Why.CONTRADICTION, Why.HOW_MUCH),
)
_BAR_RAISER = Voice(
    lead_ins=(
        "Let us stay here a little.",
        "One level down.",
        "I ask everybody this way:",
        "Take your time with this one.",
    ),
    asks={
        Why.CONTRADICTION: "Help me: which one should I note?",
        Why.CV: "Help me with that: which is it?",
        Why.DENIAL: "Say nobody ever changes that. What would you have done by Friday?",
        Why.HOW_MUCH: "How much, and compared with when?",
        Why.WHO: "Where in that are you? What of it would be missing without you?",
        Why.REASON: "Which other way was closest, and what tipped it?",
        Why.TROUBLE: "It starts on Monday, and Tuesday is a bad day. Whose day is it, and how does it go?",
        Why.GROWTH: "It is a year later and ten times larger. How did you get through that year?",
    },
    first=(Why.WHO, Why.CV, Why.CONTRADICTION, Why.DENIAL),
)
_PRODUCT_DIRECTOR = Voice(
    lead_ins=(
        "In plain words, please.",
        "Let me turn it round.",
        "I have two minutes before my next call.",
        "Think of the room upstairs.",
    ),
    asks={
        Why.CONTRADICTION: "I can only take one of these upstairs. Which?",
        Why.CV: "In plain words, which one?",
        Why.DENIAL: "And if it never comes? What do I get then?",
        Why.HOW_MUCH: "How much is that, in something I could put on a slide?",
        Why.WHO: "Which part of that was you?",
        Why.REASON: "Why that, and not its nearest rival?",
        Why.TROUBLE: "We announce it on Monday, and Tuesday is a mess. What do I see on Tuesday?",
        Why.GROWTH: "It takes off: ten times as many people by summer. What do I see that summer?",
    },
    first=(Why.GROWTH, Why.TROUBLE, Why.DENIAL),
)
_STAFF_ENGINEER = Voice(
    lead_ins=(
        "Into the details.",
        "At the whiteboard, then:",
        "Say we share a pager.",
        "Pretend I review your design.",
    ),
    asks={
        Why.CONTRADICTION: "Both are in my notes. Which one do I build for?",
        Why.CV: "Which would I find in the logs?",
        Why.DENIAL: "Assume it stays like that. What do you build?",
        Why.HOW_MUCH: "Under what load, and how much is it really?",
        Why.WHO: "Which part would I find your name on?",
        Why.REASON: "What else was on the table, and what killed it?",
        Why.TROUBLE: "It goes out on Monday and breaks on Tuesday at three. You have the pager. Talk me through it.",
        Why.GROWTH: "By summer it gets ten times the traffic. Talk me through what happens.",
    },
    first=(Why.REASON, Why.TROUBLE, Why.CV, Why.CONTRADICTION),
)
VOICES: Mapping[Persona, Voice] = {
    Persona.NEUTRAL: _NEUTRAL,
    Persona.HIRING_MANAGER: _HIRING_MANAGER,
    Persona.RESEARCH_SCIENTIST: _RESEARCH_SCIENTIST,
    Persona.BAR_RAISER: _BAR_RAISER,
    Persona.PRODUCT_DIRECTOR: _PRODUCT_DIRECTOR,
    Persona.STAFF_ENGINEER: _STAFF_ENGINEER,
}
