"""English answers are never called foreign; answers in another language are."""

import json
from pathlib import Path

import pytest

from greenroom.service.english import foreign

GRADED = Path(__file__).parents[2].parent / "shared" / "data" / "graded-answers" / "answers.jsonl"
NO_AND_DO = (
    "No canary, no rollback, no panic, no blame. I do a replay, do a diff, do a check, do a quick call with Support, "
    "do a short note that Legal reads, no slides, no steering meeting, no waiting a day, no guessing, and Priya signs"
)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Rollback.",
        "No.",
        "I do a canary, do a rollback, do a postmortem.",
        "Kafka, Flink, Redis, Feast. Ranker LightGBM. Retrain nightly. Alert on PSI > 0.2. Rollback via ArgoCD.",
        "I WOULD ROLL BACK FIRST BECAUSE USERS ARE HURT EVERY MINUTE",
        "Priya Ramaswamy, Jean-Luc Lefèvre, Łukasz Żółkiewski and Nguyễn Thị Minh Khai led it; I wrote the sampler.",
        "We shipped it in Île-de-France and in São Paulo; la Poste and die Bahn were the customers, and I ran both.",
        "Mujhe lagta hai ki we should first rollback the model and phir logs check, because the latency was too high.",
        "First 我 would rollback the model 然后 check the dashboard, because the latency 很高 and we had an SLA.",
        "Wе wоuld rоll bасk thе mоdеl аnd thеn lооk аt thе lоgs bесаusе usеrs аrе hurt",  # Cyrillic look-alikes
        "he's the one who knows calibration, so I asked him first, and he said no, not before Friday, and that was that",
        NO_AND_DO,
        "so um we we did the the rollback right and then i told them like it was the join",
    ],
)
def test_english_is_english(answer):
    assert foreign(answer) == ""


@pytest.mark.parametrize(
    ("answer", "language"),
    [
        ("Je commencerais par regarder les journaux et mesurer la latence avec un dashboard Grafana.", "French"),
        ("Zuerst würde ich das Modell zurückrollen und das Monitoring prüfen, weil die Latency hoch war.", "German"),
        ("Primero haría un rollback del modelo y luego mediría la latencia con un dashboard, porque el SLA era de 120 ms.", "Spanish"),
        ("Eu faria o rollback do modelo e depois veria os logs com a equipe, porque o churn não podia subir.", "Portuguese"),
        ("Ik zou eerst de logs bekijken en dan het model terugdraaien, want de latency was te hoog.", "Dutch"),
        ("我会先回滚模型，然后看 Grafana dashboard 上的 latency p99，如果超过 120 ms 就停止 rollout。", "Chinese"),
        ("Сначала я бы откатил модель и посмотрел логи.", "Russian"),
        ("আমি প্রথমে মডেলটি ফিরিয়ে আনব এবং লগ দেখব", "another language"),
    ],
)  # fmt: skip
def test_another_language_is_named(answer, language):
    assert foreign(answer) == language
    assert foreign(" ".join([answer] * 20)) == language


@pytest.mark.skipif(not GRADED.exists(), reason="the shared graded answers are not here")
def test_no_graded_english_answer_is_called_foreign():
    answers = [json.loads(line)["answer"] for line in GRADED.read_text(encoding="utf-8").splitlines()]
    assert [foreign(answer) for answer in answers] == [""] * len(answers)
    assert [foreign(answer.upper()) for answer in answers] == [""] * len(answers)
