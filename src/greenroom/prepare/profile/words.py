"""Words that tell titles, organisations and places apart, in English, French and Chinese.

The lists hold general words, not names of employers; scores are rough and are voted over a whole CV.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from greenroom.prepare.profile.cities import CITIES
from greenroom.prepare.profile.countries import COUNTRIES

_TITLE_NOUNS = """
    engineer developer programmer manager scientist analyst architect consultant lead leader director head officer
    intern internship assistant associate researcher professor lecturer teacher tutor designer administrator admin
    specialist coordinator president founder cofounder owner partner advisor adviser fellow postdoc student trainee
    apprentice technician writer editor author instructor trainer recruiter strategist producer evangelist advocate
    freelancer contractor supervisor executive secretary clerk accountant nurse captain governess journalist
    photographer translator copywriter statistician mathematician physicist chemist biologist economist operator
    representative cto ceo cfo coo cpo cio vp svp evp gm sre swe pm tpm chair trustee mentor volunteer facilitator
    auditor planner buyer cashier waiter barista bartender chef driver mechanic electrician attorney lawyer paralegal
    counsel judge librarian curator artist musician actor composer poet novelist playwright tester qa
    ingenieur ingenieure developpeur developpeuse architecte chef cheffe responsable directeur directrice stagiaire
    stage charge chargee technicien technicienne analyste chercheur chercheuse alternant alternante alternance doctorant
    doctorante enseignant enseignante professeur professeure assistante gerant gerante fondateur fondatrice cofondateur
    consultante conseiller conseillere formateur formatrice redacteur redactrice graphiste concepteur conceptrice
    statisticien vendeur vendeuse commercial apprenti apprentie adjoint adjointe pilote
"""
_TITLE_PHRASE = re.compile(
    r"\b(?:member of (?:the )?technical staff|(?:head|chief|vp|member|dean|chair) of)\b"
)
_SENIORITY = "senior junior staff principal sr jr graduate chief deputy interim freelance undergraduate"
_TITLE_ENDS_ZH = (
    "工程师 经理 总监 主管 实习生 研究员 架构师 分析师 顾问 负责人 助理 科学家 教师 讲师 教授 设计师 专员 总裁 创始人 运营 "
    "程序员 组长 主任 实习 博士后 咨询师 策划 编辑 秘书 会计 店长 部长 院长 校长 开发"
)
_FIELDS = """
    ai ml nlp llm llms genai mlops search data platform platforms growth payments personalisation personalization ranking
    recommendations recommendation infrastructure infra fraud risk security vision robotics speech ads advertising pricing
    forecasting analytics engineering product products research operations applied generative machine learning deep
    computer language natural processing intelligence artificial identity billing onboarding checkout mobile web backend
    frontend devops reliability experimentation safety evaluation trust monetisation monetization credit marketing sales
    and of the core
"""  # after a title and a comma: what it is about
_ORGANISATION = """
    inc incorporated llc ltd limited gmbh ag corp corporation company co plc llp sa sas sarl sasu bv nv ab oy spa srl pty
    group holding holdings university universite college school institute institut academy faculty hospital clinic
    laboratory laboratories laboratoire labs lab bank banque technologies technology solutions systems consulting agency
    agence foundation fondation council conseil commission ministry ministere studio studios partners ventures capital
    health healthcare media networks software industries enterprises enterprise international logistics insurance
    assurances assurance airlines airways pharma pharmaceuticals energy motors electronics semiconductor robotics
    cooperative society association ecole societe editions cabinet centre center schools restaurant cafe store trust
    club team federation department dept research analytics digital global services self-employed startup bros brothers
    tutors retail consultancy legal cloud museum library church army navy government city county mairie
"""
_ORGANISATION_STRONG = """
    inc incorporated llc ltd limited gmbh corp corporation plc llp sas sarl university universite college institute
    institut school schools ecole bank banque hospital company group technologies labs foundation council commission
    self-employed laboratory academy societe
"""
_ORGANISATION_ENDS_ZH = (
    "公司 集团 科技 大学 学院 研究院 银行 研究所 实验室 中心 数据 网络 智能 软件 信息 医院 学校 中学 事务所 工作室 传媒 证券 基金 "
    "保险 电子 股份 有限 教育 出版社 协会 委员会"
)
_STATES = """
    AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
    RI SC SD TN TX UT VT VA WA WV WI WY DC ON QC BC AB MB SK NS NB UK US USA UAE NSW VIC QLD ACT
"""
_PLACES = """
    london paris berlin munich hamburg madrid barcelona lisbon rome milan vienna zurich geneva amsterdam brussels dublin
    cork edinburgh manchester cambridge oxford bristol stockholm oslo copenhagen helsinki warsaw prague budapest
    bucharest athens istanbul moscow kyiv tallinn beijing shanghai shenzhen guangzhou hangzhou chengdu nanjing wuhan
    tokyo osaka seoul taipei bangalore bengaluru mumbai delhi hyderabad pune chennai sydney melbourne toronto
    montreal vancouver boston seattle chicago austin denver atlanta dallas houston miami oakland lyon marseille
    toulouse nantes bordeaux lille rennes grenoble strasbourg nice villeurbanne montpellier lausanne almaty astana lagos
    nairobi cairo dubai tunis casablanca bilbao valencia remote hybrid onsite teletravail distance
    北京 上海 广州 深圳 杭州 南京 成都 武汉 西安 苏州 天津 重庆 长沙 厦门 青岛 大连 合肥 郑州 济南 宁波 东莞 佛山 珠海 福州 香港 澳门
    台北 新加坡 中国 远程 无锡 沈阳 哈尔滨
"""
_MODES = frozenset({"remote", "hybrid", "onsite", "teletravail", "distance", "远程"})
_PLACE_PHRASES = re.compile(
    r"\b(?:new york city|san francisco|los angeles|washington,? d\.?c\.?|bay area|work from home|a distance)\b"
)
_CITY_AND_STATE = re.compile(
    r"^[A-ZÀ-Ý][\w .'’-]+,\s*([A-Z]{2,3})(?:\s+[\dA-Z -]{4,8})?(?:,\s*\w+)?(?:\s*\([\w ]+\))?$"
)
_PLACE_PLACEHOLDER = re.compile(
    r"^(?:location|city|ville|lieu)(?:,\s*(?:country|state|pays))?$", re.IGNORECASE
)
_LIST_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_BEFORE_PLACE_WORDS = "& - – in of at to from for near and the de du des d' a en au aux et pour sur greater"
_SPELLED_OUT = str.maketrans({"’": "'", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Lower case without accents, white space folded; only for comparing."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_SPELLED_OUT))
    return " ".join("".join(char for char in folded if not unicodedata.combining(char)).split())


def is_han(text: str) -> bool:
    """Whether the text holds Chinese characters."""
    return _HAN.search(text) is not None


@lru_cache(maxsize=8192)
def title_score(text: str) -> float:
    """How much `text` looks like a job title, 0 to 1."""
    if is_han(text):
        head = re.split(r"[（(,，/]", text)[0].strip()
        return 1.0 if head.endswith(_TITLE_ENDS) else 0.0
    words = _LIST_WORD.findall(plain(text).replace("co-founder", "cofounder"))
    if not words:
        return 0.0
    parts = {part for word in words for part in (word, *word.split("-"))}
    nouns = parts & _TITLE_SET or _TITLE_PHRASE.search(plain(text))
    score = (0.85 if nouns else 0.0) + (0.3 if parts & _SENIORITY_SET else 0.0)
    return min(1.0, score) * (0.6 if len(words) > 9 else 1.0)


@lru_cache(maxsize=8192)
def organisation_score(text: str) -> float:
    """How much `text` looks like the name of an organisation, 0 to 1."""
    if is_han(text):
        head = re.split(r"[（(,，]", text)[0].strip()
        return 1.0 if head.endswith(_ORGANISATION_ENDS) else 0.0
    words = set(_LIST_WORD.findall(plain(text).replace(".", "")))
    if words & _ORGANISATION_SURE or plain(text) in {
        "freelance",
        "self employed",
        "independent",
        "independant",
    }:
        return 1.0
    if words & _ORGANISATION_SET:
        return 0.5
    return 0.25 if re.search(r"\b[A-Z][a-z]+[A-Z]|\.(?:com|ai|io|org|net)\b", text) else 0.0


@lru_cache(maxsize=8192)
def place_score(text: str) -> float:
    """How much `text` as a whole looks like a place, 0 to 1."""
    text = text.strip(" .;()")
    if not text or len(text) > 60 or any(char in text for char in "@:"):
        return 0.0
    match = _CITY_AND_STATE.match(text)
    if _PLACE_PLACEHOLDER.match(text) or (match and match.group(1) in _STATE_SET):
        return 1.0
    folded = plain(re.sub(r"\([^)]*\)", "", text)).strip(" .")
    parts = [part.strip(" .") for part in re.split(r"[,/·，]| - | – ", folded) if part.strip(" .")]
    known = [part in _PLACES_FOLDED or _PLACE_PHRASES.fullmatch(part) is not None for part in parts]
    if not known or all(known):
        return float(bool(known))
    if known[-1] and parts[-1] not in _MODES and len(parts) > 1 and len(parts[0].split()) <= 4:
        return 0.8
    return 0.6 if any(part.upper() in _STATE_SET for part in parts[1:]) and text[0].isupper() else 0.0


def place_tail(text: str) -> int | None:
    """Where a city with its state or country begins that ends `text` without a separator before it."""
    city, comma, area = text.rpartition(",")
    if not comma or (place_score(area) < 0.8 and not is_state(re.sub(r"\([^)]*\)", "", area))):
        return None
    words = [match.start() for match in re.finditer(r"\S+", city)]
    for start in words[1:]:
        name = plain(city[start:])
        if plain(city[:start].split()[-1]) in _BEFORE_PLACE:
            continue
        if name in _PLACES_FOLDED or _PLACE_PHRASES.fullmatch(name):
            return start
    return None


def is_city(text: str) -> bool:
    """Whether `text` is the name of a city and of nothing larger."""
    folded = plain(text).strip(" .;()")
    return folded in _CITY_SET and folded not in COUNTRIES


def is_field(text: str) -> bool:
    """Whether `text` only says what someone works on ("AI", "Search and Data"): part of a title, no employer."""
    words = _LIST_WORD.findall(plain(text))
    return bool(words) and all(word in _FIELD_SET for word in words) and not re.search(r"\d", text)


def is_address(text: str) -> bool:
    """Whether `text` is a street address or a place with its postcode."""
    if not re.search(r"\d", text) or len(text) > 90 or title_score(text) >= 0.8:
        return False
    tail = re.split(r"[,，(]|\s-\s", text.strip(" .)"))[-1]
    return place_score(tail) >= 0.8 or place_score(tail.split()[-1] if tail.split() else "") >= 0.8


def is_state(text: str) -> bool:
    """Whether `text` is the short form of a state or country that follows a city."""
    return text.strip(" .") in _STATE_SET


_TITLE_SET = frozenset(_TITLE_NOUNS.split())
_SENIORITY_SET = frozenset(_SENIORITY.split())
_TITLE_ENDS = tuple(_TITLE_ENDS_ZH.split())
_ORGANISATION_SET = frozenset(_ORGANISATION.split())
_ORGANISATION_SURE = frozenset(_ORGANISATION_STRONG.split())
_ORGANISATION_ENDS = tuple(_ORGANISATION_ENDS_ZH.split())
_STATE_SET = frozenset(_STATES.split())
_BEFORE_PLACE = frozenset(_BEFORE_PLACE_WORDS.split())
_FIELD_SET = frozenset(_FIELDS.split())
_CITY_SET = CITIES | {plain(place) for place in _PLACES.split()} - _MODES
_PLACES_FOLDED = _CITY_SET | COUNTRIES | _MODES
