"""The language of a document."""

import pytest

from greenroom.prepare.language import SUPPORTED, detect_language

SAMPLES = {
    "en": "Led the team that built the ranking service for our customers and cut the cost of serving by 30%.",
    "fr": "Conçu un modèle d’extraction pour les déclarations de sinistre et encadré deux data scientists dans une équipe.",
    "zh": "负责首页推荐排序模型，引入多任务学习后点击率提升 8.6%，使用 Python 和 PyTorch。",
    "de": "Leitung des Teams für die Entwicklung von Modellen und Betrieb der Plattform mit Kubernetes bei einer Bank.",
    "es": "Responsable del desarrollo de modelos para la detección de fraude y de la migración de los datos con un equipo.",
    "it": "Responsabile dello sviluppo di modelli per la previsione della domanda e della gestione dei dati con il team.",
    "pt": "Responsável pelo desenvolvimento de modelos de previsão para os clientes e pela gestão da equipa em São Paulo.",
    "nl": "Verantwoordelijk voor de ontwikkeling van modellen en het beheer van het platform bij een bank in Utrecht.",
    "pl": "Odpowiedzialny za rozwój modeli oraz wdrożenie systemu do prognozowania w dziale analiz na rynku polskim.",
    "sv": "Ansvarig för utveckling av modeller och att leda ett team som bygger plattformen för analys i Stockholm.",
    "cs": "Vedení týmu pro vývoj modelů a nasazení systému do produkce, práce s daty v oblasti řízení rizik od roku 2019.",
    "tr": "Talep tahmini için modeller geliştirdi ve ekip ile birlikte bir veri platformu kurdu, daha sonra yönetici olarak.",
    "ru": "Руководил командой разработки моделей и внедрил сервис рекомендаций на Python.",
    "uk": "Керував командою розробки моделей і впровадив сервіс рекомендацій на Python, їхня якість зросла.",
    "ja": "機械学習モデルの開発と運用を担当し、推薦システムの精度を改善しました。",
    "ko": "추천 시스템 모델을 개발하고 운영하여 클릭률을 8% 향상시켰습니다.",
    "ar": "قاد فريق تطوير النماذج وأطلق خدمة التوصيات",
}


@pytest.mark.parametrize("code", SAMPLES)
def test_each_language_is_told(code):
    assert detect_language(SAMPLES[code]) == code


@pytest.mark.parametrize("text", ["", "   ", "12345 %%%", "Python PyTorch Spark", "Ada Lovelace"])
def test_too_little_text_is_undetermined(text):
    assert detect_language(text) == "und"


def test_a_chinese_cv_full_of_product_names_stays_chinese():
    text = "推荐算法工程师 熟悉召回排序 Python, C++, SQL, TensorFlow, PyTorch, Spark, Flink, Kubernetes, Airflow 浙江大学"
    assert detect_language(text) == "zh"


def test_an_english_cv_with_french_names_stays_english():
    text = "Worked with the team at La Poste de Lyon on the routing of parcels and the pricing of services for Crédit Agricole."
    assert detect_language(text) == "en"


def test_what_is_supported_is_said():
    assert SUPPORTED == ("en", "fr", "zh")
