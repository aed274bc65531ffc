import json
from pathlib import Path

import pytest

from greenroom.content.schemas import FILES, schema_of, write_schemas

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "schemas"


@pytest.mark.parametrize("name", FILES)
def test_the_published_schema_is_that_of_the_model(name):
    published = json.loads((PUBLISHED / f"{name}.json").read_text(encoding="utf-8"))
    again = "write them again with greenroom.content.schemas.write_schemas(Path('docs/reference/schemas'))"
    assert published == schema_of(name), again


def test_nothing_else_is_published(tmp_path):
    write_schemas(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in PUBLISHED.iterdir()}


def test_keys_are_those_of_the_file():
    assert set(schema_of("rubric")["properties"]) == {"criterion"}
    assert set(schema_of("answer")["required"]) == {"kind", "expected", "note"}
    assert {"pillar", "round", "level"} < set(schema_of("loop")["properties"])
    assert schema_of("loop")["additionalProperties"] is False
