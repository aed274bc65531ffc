"""A candidate of bench/rounds.py: begins rounds, thinks, says something, reads the debrief."""

from __future__ import annotations

import http.client
import random
import re
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

from greenroom.interview.sentences import sentences
from greenroom.model.ladder import Role
from greenroom.model.question import Question

ASKS, SKIPS = 0.2, 0.05
"""Shares of the turns; what is left is answers."""
FEWEST, MOST = 60, 250  # words of an answer
_NUMBER = re.compile(r'name="number" value="(\d+)"')
_TIMING = re.compile(r"dur=([\d.]+)")
_WAIT = 60.0  # seconds after which a candidate gives up on a reply


@dataclass(frozen=True, slots=True)
class Done:
    """One thing a candidate did: milliseconds at the server and as seen here, and what was wrong with the reply."""

    kind: str
    server: float
    client: float
    wrong: str = ""


@dataclass
class Candidate:
    """One at a time, on one connection; `think` is the mean of seconds before a turn."""

    port: int
    questions: Sequence[Question]
    draw: random.Random
    think: float
    stop: float = 0.0
    live: bool = False
    seen: list[Done] = field(default_factory=list)
    heard: list[list[int]] = field(default_factory=list)  # the numbers of turns that each stream told

    def sit_until(self, end: float) -> None:
        """Round after round until the clock `time.monotonic` is at `end`."""
        self._pause(end, self.draw.uniform(0, self.think))
        while time.monotonic() < end:
            self._round(end)

    def once(self) -> float:
        """Begin a round and answer once; milliseconds at the server."""
        place, page, question = self._start()
        self._say(place, page, "answer", self._answer(question))
        return sum(one.server for one in self.seen)

    def _round(self, end: float) -> None:
        place, page, question = self._start()
        while place and time.monotonic() < end:
            if place.endswith("/debrief"):
                return
            if not _NUMBER.search(page):
                return  # over, and nothing was answered
            if not self._pause(end, self.draw.expovariate(1 / self.think)):
                return
            place, page = self._turn(place.partition("#")[0], page, question)

    def _turn(self, place: str, page: str, question: Question) -> tuple[str, str]:
        chance = self.draw.random()
        if chance < self.stop:
            return self._say(place, page, "stop", "")
        if chance < self.stop + SKIPS:
            return self._say(place, page, "skip", "")
        if chance < self.stop + SKIPS + ASKS and question.sheet:
            return self._say(place, page, "ask", self.draw.choice(self.draw.choice(question.sheet).asks))
        return self._say(place, page, "answer", self._answer(question))

    def _start(self) -> tuple[str, str, Question]:
        named = {"question": self.draw.choice(self.questions).slug}
        form = named if self.draw.random() < 0.5 else {"role": self.draw.choice(list(Role)).value}
        place, page = self._post("start", "/interviews", form)
        if self.live and place:
            threading.Thread(target=self._follow, args=(place,), daemon=True).start()
        return place, page, self._asked(page, form)

    def _follow(self, place: str) -> None:
        """Read the stream of a round until it ends, as its page does."""
        told: list[int] = []
        self.heard.append(told)
        line = http.client.HTTPConnection("127.0.0.1", self.port)
        with suppress(OSError, http.client.HTTPException):  # the server has ended
            line.request("GET", f"{place.partition('#')[0]}/events?after=1")
            told.extend(int(one[4:]) for one in line.getresponse() if one.startswith(b"id: "))

    def _asked(self, page: str, form: dict[str, str]) -> Question:
        """The question of a round, known by its title where only a role was named."""
        titles = {_plain(q.title): q for q in self.questions}
        found = re.search(r"<h1>(.*?)</h1>", page, re.DOTALL)
        named = next((q for q in self.questions if q.slug == form.get("question")), self.questions[0])
        return titles.get(_plain(found[1]), named) if found else named

    def _say(self, place: str, page: str, kind: str, text: str) -> tuple[str, str]:
        number = _NUMBER.search(page)
        do = "answer" if kind == "ask" else kind
        return self._post(kind, place, {"said": text, "number": number[1] if number else "0", "do": do})

    def _answer(self, question: Question) -> str:
        """Sentences of one graded answer, in their order, from a place drawn."""
        told = [one.text for one in sentences(self.draw.choice(question.exemplars).text)]
        wanted, first = self.draw.randint(FEWEST, MOST), self.draw.randrange(max(1, len(told) // 2))
        words: list[str] = []
        for sentence in told[first:] + told[:first]:
            if len(words) >= wanted:
                break
            words += sentence.split()
        return " ".join(words[:MOST])

    def _post(self, kind: str, place: str, form: dict[str, str]) -> tuple[str, str]:
        """Send a form and follow it; the place and the page one is at then, "" where that failed."""
        begun = time.perf_counter()
        try:
            status, server, _, place = self._request("POST", place, form)
            reply = self._request("GET", place) if status == 303 else (status, 0.0, "", "")
        except (OSError, http.client.HTTPException) as error:
            gone = 1000 * (time.perf_counter() - begun)
            self.seen.append(Done(kind, gone, gone, f"{kind}: {type(error).__name__}"))
            return "", ""
        gone = 1000 * (time.perf_counter() - begun)
        wrong = "" if reply[0] == 200 else f"{kind}: status {status}, then {reply[0]}"
        if place.endswith("/debrief"):  # the reply was that it is over; the page is the debrief
            self.seen.append(Done(kind, server, gone, wrong))
            self.seen.append(Done("debrief", reply[1], gone, wrong))
        else:
            self.seen.append(Done(kind, server + reply[1], gone, wrong))
        return ("", "") if wrong else (place, reply[2])

    def _request(
        self, method: str, place: str, form: dict[str, str] | None = None
    ) -> tuple[int, float, str, str]:
        """Status, milliseconds at the server, page, and where it leads."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_WAIT)
        try:
            own = {
                "Origin": f"http://127.0.0.1:{self.port}",
                "Content-Type": "application/x-www-form-urlencoded",
            }
            line.request(
                method,
                place.partition("#")[0],
                urlencode(form) if form else None,
                own if form else {},
            )
            reply = line.getresponse()
            page = reply.read().decode()
            took = _TIMING.search(reply.headers.get("Server-Timing", ""))
            return reply.status, float(took[1]) if took else 0.0, page, reply.headers.get("Location", "")
        finally:
            line.close()

    @staticmethod
    def _pause(end: float, seconds: float) -> bool:
        """Think; whether there is time left."""
        left = end - time.monotonic()
        time.sleep(max(0.0, min(seconds, left)))
        return seconds < left


def _plain(title: str) -> str:
    """A title as it is compared: entities of HTML and marks left out."""
    return re.sub(r"&[#\w]+;|\W", "", title).casefold()
