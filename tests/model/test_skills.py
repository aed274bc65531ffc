from __future__ import annotations

import pytest

from greenroom.model.skills import Skill, SkillVocabulary


def skill(id: str, name: str, *aliases: str, exact=(), broader=(), near=()) -> Skill:  # noqa: A002
    return Skill(id=id, name=name, kind="ml", aliases=aliases, exact=exact, broader=broader, near=near)


@pytest.fixture(scope="module")
def vocabulary() -> SkillVocabulary:
    skills = (
        skill("c", "C", exact=("C",)),
        skill("c++", "C++"),
        skill("c-sharp", "C#"),
        skill("dotnet", ".NET", "ASP.NET"),
        skill("node-js", "Node.js"),
        skill("ci-cd", "CI/CD"),
        skill("go", "Go", "Golang", exact=("Go",)),
        skill("go-to-market", "Go-to-market", "go to market"),
        skill("r", "R", exact=("R",)),
        skill("ab-testing", "A/B testing", "A/B test"),
        skill("fine-tuning", "Fine-tuning", near=("llms",)),
        skill("llms", "Large language models", "LLMs", "大模型", broader=("ml",)),
        skill("ml", "Machine learning", "机器学习"),
        skill("data-modelling", "Data modelling"),
        skill("optimisation", "Cost optimisation"),
        skill("forecasting", "Prévision"),
        skill("apis", "REST APIs", exact=("REST",)),
    )
    return SkillVocabulary({s.id: s for s in skills})


def found(vocabulary: SkillVocabulary, text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.skill) for m in vocabulary.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++, C# and C", [("C++", "c++"), ("C#", "c-sharp"), ("C", "c")]),
        ("C#, .NET; ASP.NET", [("C#", "c-sharp"), (".NET", "dotnet"), ("ASP.NET", "dotnet")]),
        ("Node.js and node.JS.", [("Node.js", "node-js"), ("node.JS", "node-js")]),
        ("CI/CD pipelines", [("CI/CD", "ci-cd")]),
        ("Go to market, in Go", [("Go to market", "go-to-market"), ("Go", "go")]),
        ("Go beyond the call. Go and golang", [("Go", "go"), ("golang", "go")]),
        ("go and see", []),
        ("R&D, R-squared; R, Python", [("R", "r")]),
        ("Series C, vitamin C", []),
        ("A/B tests, a/b testing", [("A/B tests", "ab-testing"), ("a/b testing", "ab-testing")]),
        (
            "fine tuning finetuning Fine-Tuning",
            [("fine tuning", "fine-tuning"), ("finetuning", "fine-tuning"), ("Fine-Tuning", "fine-tuning")],
        ),
        ("a large-language model", [("large-language model", "llms")]),
        (
            "data modeling, data modelling",
            [("data modeling", "data-modelling"), ("data modelling", "data-modelling")],
        ),
        ("cost optimization", [("cost optimization", "optimisation")]),
        ("la prevision et la Prévision", [("prevision", "forecasting"), ("Prévision", "forecasting")]),
        ("熟悉机器学习和大模型微调", [("机器学习", "ml"), ("大模型", "llms")]),
        ("the rest of the team; REST", [("REST", "apis")]),
        ("machine\n  learning", [("machine\n  learning", "ml")]),
        ("machine, learning", []),
        ("www.golang.org and me@golang.com", []),
    ],
)
def test_finds_names_as_people_write_them(vocabulary, text, expected):
    assert found(vocabulary, text) == expected


def test_the_longest_alias_wins(vocabulary):
    assert found(vocabulary, "REST APIs") == [("REST APIs", "apis")]


def test_id_of_takes_aliases_ids_and_names_explained_in_brackets(vocabulary):
    assert vocabulary.id_of("llm") == "llms"
    assert vocabulary.id_of("ab-testing") == "ab-testing"
    assert vocabulary.id_of("LLMs (large language models)") == "llms"
    assert vocabulary.id_of("C") == "c"
    assert vocabulary.id_of("basket weaving") is None
    assert vocabulary.id_of("") is None


def test_relations_go_both_ways_and_ancestors_all_the_way(vocabulary):
    assert vocabulary.related("llms") == {"ml", "fine-tuning"}
    assert "llms" in vocabulary.related("ml")
    assert vocabulary.ancestors("llms") == {"ml"}
    assert vocabulary.related("nobody") == frozenset()
