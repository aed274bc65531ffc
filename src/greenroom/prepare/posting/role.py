"""Which of the four roles a posting is for: its title first, then what it says is done and asked."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from greenroom.model.document import Cited, Document
from greenroom.model.ladder import Role
from greenroom.model.posting import RoleReading
from greenroom.prepare.posting.lexicon import Section
from greenroom.prepare.posting.sections import Passage

_PM, _ML, _AI, _EM = Role.AI_PRODUCT_MANAGER, Role.ML_ENGINEER, Role.AI_ENGINEER, Role.ML_ENGINEERING_MANAGER


@dataclass(frozen=True, slots=True)
class _Family:
    """A job family as titles name it; `named` is "" when it is one of the four as it stands."""

    pattern: re.Pattern[str]
    role: Role
    weight: float  # how far the title alone settles it, in units of content evidence
    named: str = ""


def _family(pattern: str, role: Role, weight: float, named: str = "") -> _Family:
    return _Family(re.compile(pattern, re.IGNORECASE), role, weight, named)


_AI_WORD = r"(?:\bAI\b|\bIA\b|gen(?:erative)?[ -]?ai|\bLLMs?\b|agentic|machine learning|\bML\b|deep learning|人工智能|大模型|算法)"
_ML_WORD = r"(?:machine[ -]learning|\bML\b|mlops|ml[ /]?ops|deep learning|computer vision|\bNLP\b|recommend\w+|ranking|机器学习|算法|apprentissage)"
_GENAI_WORD = r"(?:gen(?:erative)?[ -]?ai|\bLLMs?\b|agentic|\bagents?\b|prompt|applied ai|conversational|voice ai|大模型|智能体)"
_BUILDER = (
    r"(?:engineer|developer|programmer|architect|développeur|ingénieur|practitioner|specialist|工程师|开发)"
)
# the first that matches decides; managers of products and projects come before managers of people
_FAMILIES = (
    _family(r"product (?:marketing)", _PM, 6, "product marketing manager"),
    _family(r"(?:program|programme|project|delivery) manager|chef(?:fe)? de projet|scrum master|项目经理", _PM, 3, "project manager"),
    _family(rf"(?:{_AI_WORD}.*(?:product (?:manager|owner|lead|director)|chef(?:fe)? de produit|产品经理)|(?:product (?:manager|management|owner|lead)|chef(?:fe)? de produit|产品经理).*{_AI_WORD}|AI产品|(?:head|director|vp|vice president|chief)[ ,]+(?:of )?(?:{_AI_WORD}[ /&]+)+product\b)", _PM, 9),
    _family(r"product (?:manager|owner|lead|director|management)|head of product|(?:director|vp)[ ,]+(?:of )?product\b|chef(?:fe)? de produit|product evangelist|\bA?PM\b|产品经理", _PM, 9, "product manager"),
    _family(rf"(?:{_ML_WORD}|{_AI_WORD}).{{0,30}}(?:engineering manager|engineering lead\b|team lead)|(?:engineering|development) manager.{{0,30}}(?:{_ML_WORD}|{_AI_WORD})|(?:manager|director|head|vp),? (?:of )?(?:{_ML_WORD}|{_AI_WORD})", _EM, 9),
    _family(r"(?:engineering|software|development|r&d|platform) (?:development )?manager|manager,? (?:of )?(?:software )?engineering|tech(?:nical)?(?: lead)? manager|software engineer manager|engineering lead manager", _EM, 8, "software engineering manager"),
    _family(r"(?:data|analytics|data science|science)\b.{0,25}manager|manager.{0,12}(?:data|analytics)|(?:head|director|vp|vice president|chief).{0,20}(?:data|analytics|science)(?! scientist)", _EM, 6, "data science manager"),
    _family(r"(?:director|head|chief|cto|vice president|\bvp\b).{0,25}(?:engineer|software|technology|platform|devops|ai\b|ia\b)", _EM, 4, "engineering director"),
    _family(r"team lead\b|leader technique|chef d['’]équipe|技术负责人|技术经理", _EM, 4, "team lead"),
    _family(r"(?:machine[ -]learning|\bML) (?:\w+ )?engineer|ingénieur(?:e)? (?:machine learning|ML)|机器学习工程师|算法工程师", _ML, 6),
    _family(r"data scientist|data science|scientifique des données|数据科学", _ML, 7, "data scientist"),
    _family(r"(?:research|applied|machine learning|ml|ai|staff|data).{0,20}(?:scientist|researcher)|scientist|研究员", _ML, 6, "research scientist"),
    _family(r"data engineer|analytics engineer|ingénieur(?:e)? data|数据工程", _ML, 7, "data engineer"),
    _family(r"(?:data|business|bi|intelligence|analytics).{0,16}(?:analyst|consultant)|analyst|analytics|数据分析", _ML, 6, "data analyst"),
    _family(rf"{_GENAI_WORD}.{{0,40}}{_BUILDER}|{_BUILDER}.{{0,40}}{_GENAI_WORD}", _AI, 6),
    _family(rf"{_ML_WORD}.{{0,40}}(?:{_BUILDER}|lead|infrastructure)|{_BUILDER}.{{0,40}}{_ML_WORD}|mlops", _ML, 6),
    _family(rf"(?:\bAI\b|\bIA\b|artificial intelligence|intelligence artificielle|人工智能).{{0,40}}(?:{_BUILDER}|lead)|{_BUILDER}.{{0,60}}(?:\bAI\b|\bIA\b|artificial intelligence)", _AI, 6),
    _family(r"forward deployed|solutions? engineer", _AI, 3, "solutions engineer"),
    _family(r"devops|\bsre\b|site reliability|platform engineer|infrastructure", _AI, 1.5, "infrastructure engineer"),
    _family(r"full[ -]?stack|back[ -]?end|front[ -]?end|software|\bios\b|android|java\b|développeur|developer|engineer|programmer|工程师", _AI, 1.5, "software engineer"),
)  # fmt: skip
# titles in which "manager", "VP" or "director" is a grade of a bank or a consultancy, held by engineers
_GRADE = re.compile(
    r"(?i)\b(?:assistant |associate |senior )?vice president\b|\b[as]?vp\b|(?<=[-–,] )(?:sr\.? |senior )?(?:manager|director)\s*$|(?<=[-–,])(?:manager|director)\s*$"
)
_HAS_BUILDER = re.compile(_BUILDER, re.IGNORECASE)

# what is done and asked: a pattern, and what each distinct wording of it is worth
_CONTENT: Mapping[Role, tuple[tuple[str, float], ...]] = {
    _PM: (
        (r"product (?:strategy|vision|roadmap|requirements?|backlog|discovery|management|sense|lifecycle)|\bPRDs?\b|user stories|go-to-market|\bGTM\b|feuille de route produit|产品规划", 1.2),
        (r"\broadmaps?\b|priorit\w+|user research|customer interviews|stakeholders?|market (?:research|analysis)|pricing|launch(?:es)?|adoption|backlog|parties prenantes|需求", 0.4),
    ),
    _ML: (
        (r"(?:train|training|build|develop|deploy)\w*(?: and \w+)? (?:\w+ ){0,3}(?:ML |machine learning |predictive |statistical |deep learning )(?:\w+ )?models?|feature (?:engineering|stores?)|model (?:training|monitoring|serving|development|performance)|ML (?:pipelines?|platform|infrastructure|systems?|models?)|MLOps|entraîn\w+", 0.9),
        (r"pytorch|tensorflow|scikit[- ]?learn|xgboost|spark|recommend(?:er|ation)\w*|forecasting|statistic\w+|regression|clustering|deep learning|computer vision|\bSQL\b|data pipelines?|A/B test\w*|predictive|experiment\w*|time series|airflow|hadoop|data mining|supervised", 0.45),
        (r"machine learning|\bML\b|\bNLP\b|data scien\w+|algorithms?|\bmodels?\b|neural net\w*|python|simulation|analytics|dashboards?|\bETL\b|big data", 0.25),
    ),
    _AI: (
        (r"\bRAG\b|retrieval[- ]augmented|\bLLMs?\b|large language models?|\bagents?\b|agentic|prompt\w*|gen(?:erative)?[ -]?ai|langchain|langgraph|openai|anthropic|\bGPT\b|chatbots?|copilots?|function calling|vector (?:databases?|stores?|search)|embeddings|\bMCP\b|大模型", 0.6),
        (r"AI[- ](?:powered|driven|first|native|enabled) \w+|(?:integrat|ship|build|deploy)\w* (?:\w+ ){0,3}AI\b|AI (?:features?|applications?|systems?|solutions?|products?|services?|behaviou?r|UX)", 0.4),
        (r"\bAPIs?\b|full[- ]stack|backend|microservices?|typescript|react\b|\bios\b|android|swift|node(?:\.?js)?|kubernetes|software engineer\w*|cloud|docker", 0.2),
    ),
    _EM: (
        (r"(?:manage|lead|leading|managing|grow|growing|build|building|oversee|supervis\w+)(?: and \w+)? (?:a |an |the |your |our |high[- ]\w+ |talented |multiple |one or multiple |small )*(?:team|teams|engineers|managers|direct reports|scientists)|people manage\w+|direct reports|performance (?:reviews|management)|career (?:development|growth) of|one-on-ones|1:1s?|hiring, |headcount|engineering manager|encadr\w+|带团队|团队管理", 1.3),
        (r"\bhir(?:e|ing)\b|coach\w*|mentor\w*|recruit\w*|budget\w*|resource (?:planning|allocation)|team members|leadership|direct(?:ly)? responsible for a team", 0.3),
    ),
}  # fmt: skip
_COMPILED = {
    role: tuple((re.compile(p, re.IGNORECASE), w) for p, w in rules) for role, rules in _CONTENT.items()
}
_WEIGHT = {
    Section.ABOUT: 0.3,
    Section.BENEFITS: 0.0,
    Section.LEGAL: 0.0,
    Section.PROCESS: 0.0,
    Section.NICE: 0.5,
}


def role_of(document: Document, title: Cited | None, passages: Sequence[Passage]) -> RoleReading:
    """The nearest of the four roles; `because` quotes the title and the words that weighed most.

    `named` is the family that the title's words stand for, or the title's own words; where there is no title,
    the role when the content settles it, else "role it does not name".
    """
    content = content_scores(document.text, passages)
    weights, family = dict(content), None
    if title is not None:
        family = family_of(title.text, content)
        if family:
            weights[family.role] += family.weight
    role = max(weights, key=lambda r: weights[r])
    exact = family is not None and not family.named and family.role is role
    if title is None:
        exact = weights[role] >= 4 and not (role is _EM or role is _PM)
    named = _named(title, family, role if exact else None)
    because = ((title,) if title and family and family.role is role else ()) + tuple(
        _quotes(document, passages, role)
    )
    return RoleReading(role=role, exact=exact, named=named, scores=_shares(weights), because=because[:4])


def _named(title: Cited | None, family: _Family | None, settled: Role | None) -> str:
    """The family the title's words stand for, or the title itself where it stands for none known."""
    if family is not None:
        return family.named or family.role.label.casefold()
    if title is not None:
        return title.text.casefold()
    return settled.label.casefold() if settled else "role it does not name"


def family_of(title: str, content: Mapping[Role, float]) -> _Family | None:
    """The job family a title names; a grade such as "VP" makes nobody a manager, leading people does."""
    words = title
    if _HAS_BUILDER.search(title) and _GRADE.search(title) and content[_EM] < 4:
        words = _GRADE.sub(" ", title)
    return next((family for family in _FAMILIES if family.pattern.search(words)), None)


def content_scores(text: str, passages: Sequence[Passage]) -> dict[Role, float]:
    """How much the wording speaks for each role: distinct wordings count, repeats hardly."""
    scores = dict.fromkeys(Role, 0.0)
    for role, rules in _COMPILED.items():
        for rule, worth in rules:
            seen: dict[str, float] = {}
            for passage in passages:
                weight = _WEIGHT.get(passage.section, 1.0)
                for match in rule.finditer(text, passage.unit.start, passage.unit.end):
                    key = " ".join(match.group().casefold().split())
                    seen[key] = max(seen.get(key, 0.0), weight)
            scores[role] += worth * sum(seen.values())
    return scores


def _quotes(document: Document, passages: Sequence[Passage], role: Role) -> Iterator[Cited]:
    rule, _ = _COMPILED[role][0]
    for passage in passages:
        if _WEIGHT.get(passage.section, 1.0) < 1:
            continue
        match = rule.search(document.text, passage.unit.start, passage.unit.end)
        if match:
            yield document.cite(match.start(), match.end())


def _shares(weights: Mapping[Role, float]) -> dict[Role, float]:
    top = max(weights.values())
    powers = {role: math.exp((weight - top) / 2.5) for role, weight in weights.items()}
    total = sum(powers.values())
    return {role: round(power / total, 4) for role, power in powers.items()}
