import json
from pathlib import Path

import pytest

from greenroom.model.report import Report

SCHEMA = Path(__file__).parents[3] / "docs" / "reference" / "report.schema.json"


def test_the_published_schema_is_that_of_the_report(request: pytest.FixtureRequest):
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Greenroom report",
        **{k: v for k, v in Report.model_json_schema(mode="serialization").items() if k != "title"},
    }
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-goldens"):
        SCHEMA.write_text(text, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == text, "if the change is meant, run with --update-goldens"
