"""The use case of a second opinion: told where text goes, agreed, asked, held beside the embedded judge.

Without an endpoint there is no second opinion and nothing is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from greenroom.errors import ConfigError
from greenroom.interview.second_opinion import Asker, compare
from greenroom.model.judgement import Asked, Judgement
from greenroom.model.opinion import Comparison, Opinion
from greenroom.ports import Consents
from greenroom.service.endpoint import Endpoint, endpoint, is_address

URL, MODEL, KEY = "GREENROOM_LLM_URL", "GREENROOM_LLM_MODEL", "GREENROOM_LLM_KEY"
TIMEOUT, MAX_TOKENS, PROXY = "GREENROOM_LLM_TIMEOUT", "GREENROOM_LLM_MAX_TOKENS", "GREENROOM_LLM_PROXY"
_SECONDS = 180.0
_TOKENS = 600  # a record takes about 200; models that think first need more


@dataclass(frozen=True, slots=True)
class Settings:
    """Which model is asked, and how; `key` is shown nowhere. `timeout` (seconds) and `max_tokens` are for one reply."""

    endpoint: Endpoint
    model: str
    key: str = field(default="", repr=False)
    timeout: float = _SECONDS
    max_tokens: int = _TOKENS
    proxy: str = ""

    @classmethod
    def read(cls, environment: Mapping[str, str], *, url: str | None, model: str | None) -> Settings | None:
        """The settings from options, else from the environment; None where no endpoint is named.

        Raises:
            ConfigError: They cannot be used.
        """
        address = (environment.get(URL, "") if url is None else url).strip()
        if not address:
            return None
        named = (environment.get(MODEL, "") if model is None else model).strip()
        if not named:
            raise ConfigError(
                f"The language model at {endpoint(address).place} has no name.\n"
                f"Give it with --model or {MODEL}, as the endpoint calls it."
            )
        key = environment.get(KEY, "").strip()
        if not key.isascii() or not key.isprintable():
            raise ConfigError(f"{KEY} holds characters that no API key has.\nSet it again.")
        return cls(
            endpoint(address),
            named,
            key,
            timeout=_number(environment, TIMEOUT, "seconds", _SECONDS, most=3600),
            max_tokens=int(_number(environment, MAX_TOKENS, "tokens", _TOKENS, most=32_000)),
            proxy=_proxy(environment),
        )


@dataclass(frozen=True)
class SecondOpinion:
    """Asks one endpoint, once the user has agreed to it; the budget holds over all that is asked of this object."""

    settings: Settings
    asker: Asker
    consents: Consents

    @property
    def notice(self) -> str:
        """Where the text goes, to be shown before the first call; "" once the user has agreed to this endpoint."""
        if self.consents.given(self._agreed_to):
            return ""
        return self.settings.endpoint.notice(self.settings.model, self.settings.proxy)

    def agree(self) -> None:
        """Remember that the user, having read the notice, agreed.

        Raises:
            StoreError: It cannot be kept.
        """
        self.consents.give(self._agreed_to)

    def judge(self, asked: Asked, *, fresh: bool = False) -> Opinion:
        """The model's opinion of one answer; `fresh` asks again even where its replies are kept.

        Raises:
            ConfigError: The user has not agreed to this endpoint.
            LanguageModelError: The endpoint fails; what it answered before is kept.
            StoreError: A reply cannot be kept.
        """
        if notice := self.notice:
            raise ConfigError(f"{notice}\nNothing was sent. Agree to it with --yes.")
        return self.asker.opinion(asked, fresh=fresh)

    def compare(self, asked: Asked, embedded: Judgement, *, fresh: bool = False) -> Comparison:
        """The model's opinion beside the embedded judge's; see `judge` for errors."""
        return compare(asked.rubric, embedded, self.judge(asked, fresh=fresh))

    @property
    def _agreed_to(self) -> str:
        return self.settings.endpoint.agreed_to(self.settings.proxy)


def _number(environment: Mapping[str, str], name: str, unit: str, usual: float, *, most: int) -> float:
    given = environment.get(name, "").strip()
    if not given:
        return usual
    try:
        number = float(given)
    except ValueError:
        number = 0.0
    if not 1 <= number <= most:
        raise ConfigError(f"{name} is {given!r}.\nGive {unit} between 1 and {most}.")
    return number


def _proxy(environment: Mapping[str, str]) -> str:
    given = environment.get(PROXY, "").strip()
    if given and not is_address(given):
        raise ConfigError(
            f"{PROXY} holds no address of a proxy.\nGive one like http://host:3128, or unset it."
        )
    return given
