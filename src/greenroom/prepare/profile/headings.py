"""Which section a heading opens, by its words, in English, French and Chinese."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from greenroom.prepare.profile.words import is_han, organisation_score, plain


class Kind(StrEnum):
    """What a section holds; HEADER is what stands before the first heading, OTHER an unknown heading."""

    HEADER = "header"
    CONTACT = "contact"
    SUMMARY = "summary"
    EXPERIENCE = "experience"
    EDUCATION = "education"
    SKILLS = "skills"
    PROJECTS = "projects"
    PUBLICATIONS = "publications"
    CERTIFICATES = "certificates"
    AWARDS = "awards"
    LANGUAGES = "languages"
    VOLUNTEERING = "volunteering"
    INTERESTS = "interests"
    REFERENCES = "references"
    OTHER = "other"


# In order: the first kind one of whose words is in the heading wins ("volunteer experience", "research projects").
_NOUNS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.VOLUNTEERING,
        "volunteering volunteer benevolat benevole community extracurricular extra-curricular",
    ),
    (Kind.REFERENCES, "references referees reference"),
    (
        Kind.PUBLICATIONS,
        "publications publication papers patents patent preprints talks presentations brevets conferences",
    ),
    (
        Kind.CERTIFICATES,
        "certifications certificates certification certificate licenses licences courses coursework training",
    ),
    (
        Kind.AWARDS,
        "awards award honors honours honor prizes prix distinctions achievements accomplishments scholarships",
    ),
    (Kind.PROJECTS, "projects project projets projet portfolio"),
    (
        Kind.EDUCATION,
        "education formation formations diplomes diplome etudes scolarite qualifications degrees academics",
    ),
    (
        Kind.EXPERIENCE,
        "experience experiences internships internship stages employment career history emploi emplois parcours positions",
    ),
    (
        Kind.SKILLS,
        """skills skill competences competence competencies technologies tools toolbox stack expertise strengths
        forces outils proficiencies abilities atouts aptitudes""",
    ),
    (Kind.LANGUAGES, "languages langues language"),
    (Kind.INTERESTS, "interests hobbies interets loisirs activities activites"),
    (
        Kind.SUMMARY,
        "summary profile profil objective about objectif resume propos introduction bio statement",
    ),
    (
        Kind.CONTACT,
        "contact contacts coordonnees links profiles details information informations liens reseaux",
    ),
)
_WHOLE: dict[str, Kind] = {
    "work": Kind.EXPERIENCE, "jobs": Kind.EXPERIENCE, "about me": Kind.SUMMARY, "a propos": Kind.SUMMARY,
    "a propos de moi": Kind.SUMMARY, "personal information": Kind.CONTACT,
    "personal details": Kind.CONTACT, "find me online": Kind.CONTACT, "social": Kind.CONTACT,
    "social networks": Kind.CONTACT, "get in touch": Kind.CONTACT, "personal skills": Kind.SKILLS,
    "centres d'interet": Kind.INTERESTS, "certificates": Kind.CERTIFICATES, "most proud of": Kind.AWARDS,
    "career profile": Kind.SUMMARY, "career summary": Kind.SUMMARY, "career objective": Kind.SUMMARY,
    "technical expertise": Kind.SKILLS, "programming languages": Kind.SKILLS, "languages & frameworks": Kind.SKILLS,
    "languages and frameworks": Kind.SKILLS, "languages and technologies": Kind.SKILLS, "background": Kind.EXPERIENCE,
    "professional background": Kind.EXPERIENCE, "academic background": Kind.EDUCATION,
    "additional information": Kind.OTHER, "informations complementaires": Kind.OTHER,
    "professional development": Kind.CERTIFICATES, "leadership experience": Kind.EXPERIENCE,
    "leadership skills": Kind.SKILLS, "language skills": Kind.LANGUAGES, "linguistic skills": Kind.LANGUAGES,
    "competences linguistiques": Kind.LANGUAGES, "service": Kind.VOLUNTEERING, "professional training": Kind.EDUCATION,
    "academic history": Kind.EDUCATION, "education and training": Kind.EDUCATION, "training and education": Kind.EDUCATION,
    "education history": Kind.EDUCATION, "career highlights": Kind.SUMMARY, "key achievements": Kind.AWARDS,
    "parcours academique": Kind.EDUCATION, "parcours scolaire": Kind.EDUCATION, "cursus": Kind.EDUCATION,
    "divers": Kind.OTHER, "miscellaneous": Kind.OTHER, "other": Kind.OTHER, "open source": Kind.PROJECTS,
    "selected work": Kind.PROJECTS, "speaking": Kind.PUBLICATIONS, "writing": Kind.PUBLICATIONS, "executive summary":
    Kind.SUMMARY, "engagement associatif": Kind.VOLUNTEERING, "vie associative": Kind.VOLUNTEERING,
}  # fmt: skip
_MODIFIER_WORDS = """
    a academic additional administrative also an and applied associative au aux awarded career client clinical complementaires
    computer core course d' data de des digital domain du educational en engineering et experience external field freelance
    full general leadership hard highlights in independent industrial industry informatique informatiques in-depth interpersonal
    international internship internships invited it job key l' la langue languages le les linguistiques main management
    military mon my of on online open open-source or other other overview organizational organisational personal
    personnel personnels personnelle personnelles postdoctoral practical previous principal principales prior
    professional professionnel professionnelle professionnelles professionnels programming published recent related
    relevant research residency scientific selected self short side social soft software source special spoken
    statement studies summary tech top teaching technical technique techniques technology the to tools training
    universitaire universitaires volunteer with work working writing skills and/or history background knowledge
    frameworks technologies awards abilities activities areas interests achievements fellowships grants honors
    certifications employment
"""
_MODIFIERS = frozenset(_MODIFIER_WORDS.split())
_HAN_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.PROJECTS, "项目"),
    (
        Kind.EXPERIENCE,
        "工作经历 工作经验 实习经历 职业经历 任职经历 实习经验 工作背景 从业经历 实践经历 工作履历",
    ),
    (Kind.EDUCATION, "教育 学历 学习经历"),
    (Kind.CERTIFICATES, "证书 资格 培训"),
    (Kind.LANGUAGES, "语言能力 语言水平 外语"),
    (Kind.SKILLS, "技能 技术栈 专长 特长 能力"),
    (Kind.AWARDS, "奖 荣誉"),
    (Kind.PUBLICATIONS, "论文 发表 专利 出版 著作"),
    (Kind.SUMMARY, "简介 自我评价 个人总结 概述 求职意向 个人优势 关于我"),
    (Kind.CONTACT, "联系方式 个人信息 基本信息 联系"),
    (Kind.VOLUNTEERING, "志愿 社团 社会活动 校园"),
    (Kind.INTERESTS, "兴趣 爱好"),
    (Kind.REFERENCES, "推荐人"),
)
_QUESTION = re.compile(
    r"(?:where|what|who|how|things)\b.*\b(?:i|me|my)\b|(?:ou|ce que|qui|mon|comment)\b.*\b(?:j|je|me)\b"
)
_ANSWERS: tuple[tuple[Kind, str], ...] = (  # what a heading that asks is about, by its verb
    (Kind.EXPERIENCE, "worked work been done travaille fait"),
    (Kind.EDUCATION, "studied learned learnt graduated etudie appris"),
    (Kind.SKILLS, "know use can good sais maitrise utilise"),
    (Kind.PROJECTS, "built build made make shipped construit"),
    (Kind.PUBLICATIONS, "wrote written published said ecrit publie"),
    (Kind.LANGUAGES, "speak parle"),
    (Kind.INTERESTS, "like love enjoy aime"),
    (Kind.CONTACT, "find reach contact joindre contacter"),
    (Kind.SUMMARY, "am suis about"),
)
_SKILLS_OF_A_KIND = re.compile(r"[a-z-]+ (?:skills|competencies)|competences [a-z-]+")  # "Digital skills"
_COUNT = re.compile(r"\s*[(（]\d{1,2}[)）]$")  # "Work Experience (3)"
_WORD = re.compile(r"[a-z]+(?:[-'/][a-z]+)*'?")


@lru_cache(maxsize=4096)
def kind_of(text: str) -> Kind | None:
    """The section that a line saying `text` opens, or None when it is no known heading."""
    text = _COUNT.sub("", text)
    if len(text) > 60:
        return None
    if is_han(text):
        return _han_kind(re.sub(r"[\s:：|/]+", "", text))
    folded = (
        re.sub(r"^(?:\S\s+)?|[\s:.]+$", "", plain(_joined(text))) if _has_icon(text) else plain(_joined(text))
    )
    folded = folded.strip(" :.-–—_|•")
    if folded in _WHOLE:
        return _WHOLE[folded]
    if (asked := len(folded) <= 40 and _QUESTION.match(folded)) or _SKILLS_OF_A_KIND.fullmatch(folded):
        return _by_noun(re.findall(r"[a-z]+", folded), _ANSWERS) if asked else Kind.SKILLS
    words = _WORD.findall(folded.replace("&", " "))
    short = 0 < len(words) <= 6 and not re.search(r"[\d@;!?(]", folded)
    if not short or not all(_may_qualify(word) for word in words):
        return None
    first, _, _ = folded.partition(" & " if " & " in folded else " and ")
    return _by_noun(_WORD.findall(first)) or _by_noun(words)


def _by_noun(words: list[str], kinds: tuple[tuple[Kind, str], ...] = _NOUNS) -> Kind | None:
    for kind, nouns in kinds:
        if not set(words).isdisjoint(nouns.split()):
            return kind
    return None


def _may_qualify(word: str) -> bool:
    bare = re.sub(r"^[dl]'", "", word)
    known = bare in _MODIFIERS or any(bare in nouns.split() for _, nouns in _NOUNS)
    return known or bare.startswith("profession")  # so often misspelt


def _joined(text: str) -> str:
    """`P R O F I L E` as one word, words kept apart where the gap is wider."""
    if re.fullmatch(r"(?:[^\W\d_]|[&/])(?:\s+(?:[^\W\d_]|[&/]))+", text) and len(text) >= 5:
        return " ".join("".join(word.split()) for word in re.split(r"\s{2,}", text))
    return text


def _has_icon(text: str) -> bool:
    """Whether one stray character stands before the words, as icon fonts leave it."""
    return re.match(r"^(?![AaIiàÀ]\s)\S\s+\w\w\w", text) is not None


def _han_kind(text: str) -> Kind | None:
    if len(text) > 10 or re.search(r"[，。；,;]", text):
        return None
    employer = organisation_score(text) >= 1  # "海拾贝教育" ends like one
    for kind, marks in _HAN_KINDS:
        if any(text.startswith(mark) if employer else mark in text for mark in marks.split()):
            return kind
    return None
