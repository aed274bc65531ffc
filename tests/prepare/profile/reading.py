"""How the tests of this folder read a CV: through the real readers, with a small vocabulary."""

from __future__ import annotations

from datetime import date

from greenroom.adapters.documents import FileReader
from greenroom.model.document import Document
from greenroom.model.profile import Profile
from greenroom.model.skills import Skill, SkillVocabulary
from greenroom.prepare.profile import read_profile

TODAY = date(2026, 11, 21)
VOCABULARY = SkillVocabulary(
    {
        skill.id: skill
        for skill in (
            Skill(id="python", name="Python", kind="languages"),
            Skill(id="pytorch", name="PyTorch", kind="ml", aliases=("torch",)),
            Skill(id="kafka", name="Apache Kafka", kind="data", aliases=("Kafka",)),
            Skill(id="go", name="Go", kind="languages"),
        )
    }
)


def document_of(text: str, name: str = "cv.txt") -> Document:
    return FileReader().read(text.encode(), name=name)


def profile_of(text: str, name: str = "cv.txt") -> Profile:
    return read_profile(document_of(text, name), vocabulary=VOCABULARY, today=TODAY)


def cv(experience: str, *, heading: str = "Experience", rest: str = "") -> str:
    return f"Marta Oyelaran\n\nmarta.oyelaran@example.com | +44 7700 900123 | Leeds, UK\n\n{heading}\n\n{experience}\n\n{rest}"
