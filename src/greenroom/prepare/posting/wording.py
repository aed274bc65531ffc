"""How a posting words what it asks: insisting or not, of the candidate or not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from greenroom.model.posting import Need

_NICE = re.compile(
    r"\b(?:a (?:big |huge |strong |definite |real |major )?plus|plus(?:es)? if|(?<!your )preferr?(?:ed|ably|able)|preference given|nice[- ]to[- ]have|bonus(?: points)?|ideally|desir(?:ed|able)"
    r"|advantage(?:ous)?|(?:highly |very )?(?:beneficial|valuable|valued)|would be (?:great|nice|helpful|good|useful)|good to have|optional|not required|not mandatory"
    r"|also like to see|helpful|welcome[d]?|extra points|love it if"
    r"|idéalement|un (?:vrai )?plus|un atout|souhaitée?s?|appréciée?s?|serait un|de préférence|facultatif)\b|加分|优先|最好",
    re.IGNORECASE,
)
_INSISTS = re.compile(
    r"\b(?:must|required|mandatory|essential|minimum|at least|necessary|impératif|obligatoire|exigée?|indispensable)\b|必须|必备",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:you(?:['’]ll)? (?:must|need|will need|should|ought|have(?! the opportunity| a chance| access| wide)|bring|possess|are (?:an?|the|fluent|comfortable|passionate|curious|proficient|experienced|highly|someone|expected to have))"
    r"|you(?:['’]ll| will) (?:need|bring|come with|have (?:experience|a (?:strong|solid|deep|background)|strong|at least|\d))|you(?:['’]re| are) (?:an?|the|fluent|comfortable|passionate|curious|proficient|experienced)"
    r"|(?:ideal|successful|right|strong|qualified|selected) (?:candidate|applicant|individual|person)s?|candidates? (?:must|should|will have|need|with)"
    r"|(?:we|I)(?:['’]re| are|['’]d| would)? (?:also )?(?:like|love|need|expect|require|want|looking for|seeking|seek|look for|ask for|hoping)(?! you to)"
    r"|(?:role|position|job|it)\b[^.;]{0,40}? (?:requires|demands|calls for)|must (?:have|be|possess|hold)|(?:is|are) (?:required|essential|mandatory|a must)|applicants must"
    r"|vous (?:avez|êtes|maîtrisez|disposez|justifiez|possédez|devez|savez|parlez)|il vous faut|nous (?:recherchons|cherchons) (?:quelqu|une personne|un profil)|someone (?:who|with))\b",
    re.IGNORECASE,
)
_QUALITY = re.compile(
    r"\b(?:experience[ds]?|years?|yrs|degree|bachelor|master['’]?s|phd|ph\.d|proficien\w+|fluen\w+|familiar\w*|knowledge|understanding|expertise|expert|worked|shipped|skills?|skilled|ability|able to"
    r"|background|track record|comfortable|hands-on|passionate|curio\w+|mindset|certifi\w+|clearance|citizen\w*|authori[sz]ed|organized|self-\w+|detail-oriented|proactive"
    r"|innovative and creative|degrees|expérience|ans|maîtris\w+|diplôme|formation|connaissances?|compétences?|autonome|anglais|rigueur|ingénieur de formation|bac ?\+ ?\d"
    r"|interest in|willing\w*|strong|solid|proven|deep|excellent)\b|经验|学历|本科|硕士|熟悉|精通|掌握|能力",
    re.IGNORECASE,
)
_OPENS_AS_ITEM = re.compile(
    r"^(?:\W*)(?:(?:an? |the |at least |minimum (?:of )?|over |more than |some |very )?(?:\w+[- ]){0,2}?(?:experience[d]?|proficien\w+|knowledge|understanding|familiar\w*|ability|abilities|degree|bachelor\S*|master\S*|phd|bs|ms|ba"
    r"|track record|background|expertise|fluen\w+|command|grasp|skills?|passion\w*|hands[- ]on|comfort\w*|must|curio\w+|mindset|expérience|maîtrise|connaissance|diplôme|\d+\+?\s*(?:years|yrs|ans))\b|strong|excellent|proven|solid|deep|extensive|demonstrated|outstanding|exceptional|精通|熟悉|具备|掌握|本科|有)",
    re.IGNORECASE,
)
# "We are looking for a skilled engineer to lead ..." says what the role is; "... with 5 years of ..." asks
_OPENS_ROLE = re.compile(
    r"\b(?:looking for|seeking|seeks|hiring|recruiting|need|searching for|cherchons|recherchons)\b.{0,90}\b(?:engineer|developer|scientist|manager|lead|leader|architect|analyst|director|expert|head|owner|consultant|ingénieur|développeur)s?\b",
    re.IGNORECASE | re.DOTALL,
)
_WITH_QUALITY = re.compile(
    r"\b(?:with (?:a |an )?(?:strong|deep|solid|proven|extensive|significant|experience|expertise|background|knowledge|\d)|who (?:has|have|is|are|can|loves?|knows?)|having|proficient in|experienced in)\b",
    re.IGNORECASE,
)
YOU_WILL = re.compile(
    r"(?i)\byou(?:['’]ll| will|['’]d be| would be|['’]re going to)\b(?! (?:need|have|bring|be joining|find|love|enjoy|get))|^(?:responsible for|you )|\bvous (?:serez|participez|aurez)\b"
)
_NOT_ASKED = re.compile(
    r"\b(?:equal opportunity|regardless of|without regard|discriminat|accommodation|we offer|our benefits|health insurance|401\(?k|paid time off|pto\b|parental leave|stock options"
    r"|privacy (?:policy|notice)|apply (?:now|today)|click|encourage (?:you|people|all|candidates|everyone)|we value divers|unsolicited|recruit(?:ment|ing) (?:agenc|firms)|salary range|base pay|compensation (?:range|package)|#li-)",
    re.IGNORECASE,
)
_US = re.compile(
    r"\b(?:we|our|us|we['’](?:re|ve|ll)|the company|nous|notre|nos)\b|^[A-Z]\w+(?:['’]s)? (?:is|are|does|never|uses|has|offers|follows)\b",
    re.IGNORECASE,
)
_ALWAYS_ASKED = re.compile(
    r"\b(?:must be (?:a |an )?(?:us |u\.s\. )?(?:citizen|authori[sz]ed|eligible|able to (?:obtain|work|travel))|citizen and able|authori[sz]ed to work (?:in|for)|(?:active|current) (?:top secret|secret|ts/sci)|security clearance (?:is )?required)",
    re.IGNORECASE,
)


def need_of(statement: str, *, nice_section: bool) -> Need:
    """How much `statement` insists; the wording of its main clause overrides its section."""
    main = next((clause for clause in _clauses(statement) if len(clause.strip()) >= 4), statement)
    weak = _NICE.search(main)
    if nice_section:
        return (
            Need.MUST
            if re.search(r"(?i)\bmust[- ]have\b|\bis required\b|\bare required\b", main) and not weak
            else Need.NICE
        )
    if weak and not (_INSISTS.search(main) and _INSISTS.search(main).start() < weak.start()):  # type: ignore[union-attr]
        return Need.NICE
    return Need.MUST


_CLAUSE_END = re.compile(
    r"[;；()（）]|[,，](?=[^,，]*优先)|,\s+(?=(?:ideally|preferably|idéalement))|(?<=\.)\s",
    re.IGNORECASE,
)
_PREFERENCE = re.compile(r"(?i)\s(?=(?:ideally|preferably|idéalement|de préférence)\s+\w)")
_ASIDE = re.compile(r"[(（][^()（）]*[)）]")
_AFTERTHOUGHT = re.compile(r"^(?P<main>[^,]{12,}),\s+(?!and\b|or\b)(?:\w\S*\s+){1,4}?(?:is |are )?(?:strongly |highly )?(?:preferred|desired|a plus)\W*$", re.IGNORECASE)  # fmt: skip


def _clauses(statement: str) -> Iterator[str]:
    """The clauses of `statement`, the main one first: a word of preference weakens only what it stands with."""
    # "Bachelor's degree in physics, PhD preferred" asks for the first; "Python, Java preferred" is one list
    after = _AFTERTHOUGHT.match(statement)
    if after and opens_as_requirement(after.group("main")):
        yield after.group("main")
    # "Experience in insurance (preferred)": an aside of preference alone is about the whole
    whole = _ASIDE.sub(
        lambda aside: aside.group()[1:-1] if _NICE.match(aside.group(), 1) else aside.group(), statement
    )
    for clause in _CLAUSE_END.split(whole):
        head, *rest = _PREFERENCE.split(clause, maxsplit=1)
        # "three years of Spark preferably in a bank" asks for Spark, "you ideally know Spark" does not
        yield from (part for part in ((head, *rest) if _QUALITY.search(head) else (clause,)) if part.strip())


def asks(sentence: str) -> bool:
    """Whether a sentence outside the requirements asks something of the candidate, rather than saying what they will do."""
    if _OPENS_ROLE.search(sentence) and not _WITH_QUALITY.search(sentence):
        return False
    return bool(_ASKS.search(sentence) and _QUALITY.search(sentence)) and not excluded(sentence)


def opens_as_requirement(item: str) -> bool:
    """Whether a list item reads like a requirement by its first words."""
    return bool(_OPENS_AS_ITEM.match(item)) and bool(_QUALITY.search(item)) and not excluded(item)


def tells_of_role(sentence: str) -> bool:
    """Whether a sentence says what the person will be or do: "We are hiring an engineer to ...", "You will ..."."""
    return bool(_OPENS_ROLE.search(sentence) or YOU_WILL.search(sentence)) and not excluded(sentence)


def always_asked(sentence: str) -> bool:
    """Whether a sentence asks for a right, a nationality or a clearance, wherever it stands."""
    return bool(_ALWAYS_ASKED.search(sentence))


def tells_of_us(sentence: str) -> bool:
    """Whether a sentence speaks of the employer and asks nothing: "We use Jira to manage projects"."""
    return bool(_US.search(sentence)) and not _ASKS.search(sentence)


def excluded(sentence: str) -> bool:
    """Whether a sentence is about pay, perks, law or applying."""
    return bool(_NOT_ASKED.search(sentence))
