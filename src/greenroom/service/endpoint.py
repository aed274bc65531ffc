"""The address of a language model, and in words where text sent to it goes."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from greenroom.errors import ConfigError

_COMPLETIONS = "/chat/completions"
_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One endpoint.

    Attributes:
        url: Where completions are posted to.
        origin: Scheme, host and port: what the user agrees to.
        place: Host and port as shown.
        local: Whether it is this machine, told from the address alone: nothing is looked up.
    """

    url: str
    origin: str
    place: str
    local: bool

    @property
    def encrypted(self) -> bool:
        """Whether others on the way cannot read along."""
        return self.url.startswith("https:")

    def agreed_to(self, proxy: str = "") -> str:
        """What an agreement holds for: another scheme, port or proxy is agreed to anew."""
        return self.origin + (f" through {_host_of(proxy)}" if proxy else "")

    def notice(self, model: str, proxy: str = "") -> str:
        """Where the text goes, for somebody about to agree to it."""
        where = (
            f"to the model {model} at {self.place}, on this machine"
            if self.local
            else f"to the model {model} at {self.place}. That is another machine: the text leaves yours, and what is "
            "kept of it there is up to whoever runs it"
        )
        open_way = not self.local and not self.encrypted
        return (
            f"The second opinion sends the question, the rubric and your answer {where}."
            + (" The connection is not encrypted: whoever is on the way can read along." if open_way else "")
            + (f" It goes through the proxy {_host_of(proxy)}." if proxy else "")
        )


def endpoint(url: str) -> Endpoint:
    """The endpoint at `url`: a server's root (/v1 is added), its /v1, or the full address of chat completions.

    Raises:
        ConfigError: It is no such address.
    """
    if not is_address(url.strip()):
        shown = url.partition("?")[0].rpartition("@")[2]  # what stands before or after may be a secret
        raise ConfigError(
            f"{shown!r} is no address of a language model.\n"
            "Give one like http://localhost:11434 or https://host/v1 with --second-opinion or GREENROOM_LLM_URL."
        )
    parts = urlsplit(url.strip())
    host, port = parts.hostname or "", parts.port
    if parts.username is not None or parts.password is not None:
        raise ConfigError(
            f"The address of the language model at {host} holds a name or password.\n"
            "Take them out; an API key goes into GREENROOM_LLM_KEY."
        )
    path = parts.path.rstrip("/") or "/v1"
    if not path.endswith(_COMPLETIONS):
        path += _COMPLETIONS
    shown = f"[{host}]" if ":" in host else host
    usual = port in (None, _PORTS[parts.scheme])
    return Endpoint(
        url=urlunsplit((parts.scheme, parts.netloc, path, parts.query, "")),
        origin=f"{parts.scheme}://{shown}:{port or _PORTS[parts.scheme]}",
        place=shown if usual else f"{shown}:{port}",
        local=_is_local(host),
    )


def is_address(url: str) -> bool:
    """Whether `url` is a web address that a client can be given, its host in plain ASCII."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not url.isprintable() or " " in url or parts.scheme not in _PORTS or port == 0:
        return False
    return bool(_NAME.fullmatch(host)) or _is_ip(host)


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host


def _is_local(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    return _is_ip(host) and ipaddress.ip_address(host).is_loopback


def _host_of(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2] or url
