"""A named technology that was chosen, with no word on why that one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from greenroom.interview.remark import Remark, Why
from greenroom.interview.signs import signs

_NAMED = re.compile(
    r"\b(?:Kafka|Kinesis|RabbitMQ|Pub/?Sub|Redis|Memcached|DynamoDB|Cassandra|MongoDB|Mongo|Postgres(?:QL)?|MySQL|SQLite|Snowflake|"
    r"BigQuery|Redshift|ClickHouse|Databricks|Delta Lake|Iceberg|Spark|Flink|Beam|Dask|Airflow|Dagster|Prefect|dbt|Kubernetes|k8s|"
    r"Docker|Terraform|Lambda|FastAPI|gRPC|GraphQL|Triton|TensorRT|vLLM|TorchServe|BentoML|SageMaker|Vertex(?: AI)?|Bedrock|KServe|"
    r"Ray|MLflow|Kubeflow|Weights (?:and|&) Biases|Feast|Tecton|Pinecone|Milvus|Weaviate|Qdrant|Chroma|FAISS|pgvector|Elasticsearch|"
    r"OpenSearch|Solr|LangChain|LangGraph|LlamaIndex|CrewAI|XGBoost|LightGBM|CatBoost|BERT|RoBERTa|T5|Whisper|GPT-?[345]\S*|Claude|"
    r"Gemini|Llama(?: ?\d)?|Mistral|Mixtral|Qwen\S*|DeepSeek|PyTorch|TensorFlow|JAX|Prometheus|Grafana|Datadog|Looker|Tableau|"
    r"Amplitude|Mixpanel|LaunchDarkly|Optimizely|Temporal|Neo4j|DuckDB|Great Expectations|Evidently)\b"
)  # as they are written: "spark" and "ray" are words too
_CHOSEN = re.compile(
    r"\b(?:I|we)(?:['’]d|['’]ll| would| will)(?: then| just| simply| probably| also)? (?:use|take|pick|choose|go (?:with|for)|run|deploy|adopt|"
    r"build|host|serve|solve|move|put (?:it|them|that|this|everything) (?:in|into|on|behind))\b|"
    r"\b(?:I|we)(?: then| just| simply)? (?:used|chose|picked|took|went (?:with|for)|adopted|deploy(?:ed)?|introduced|migrated|need|serve|host|build)\b|"
    r"\b(?:is|was|be|are|were) (?:based on|built (?:on|with)|deployed (?:on|with)|hosted (?:on|with))",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"\b(?:because|since|so|as (?:it|they|we|that|this)|due to|thanks to|which (?:gives|lets|means|is|are|has|can)|rather than|instead of|over|"
    r"than|unless|already|anyway|reason|why|cheap\w*|simpl\w+|fast\w*|in order to|for its|for their)\b|[:;–—(]",
    re.IGNORECASE,
)
_THEN_WHY = re.compile(
    r"^\W*(?:because|since|that(?:['’]s| is| way| gives| lets| means)|it(?:['’]s| is| gives| has| can| lets)|they(?:['’]re| are| have)|the reason|this (?:gives|is|lets)|so)\b",
    re.IGNORECASE,
)


def unreasoned(told: Sequence[str], known: str = "") -> Iterator[Remark]:
    """The sentences of an answer that choose something by name without a reason there or right after, in their order.

    Args:
        told: The sentences in their order.
        known: What the candidate was given; what is named there was not their choice.
    """
    after = [*told[1:], ""]
    for sentence, following in zip(told, after, strict=False):
        names = _NAMED.findall(sentence)
        chosen = bool(names and _CHOSEN.search(sentence)) and not any(name in known for name in names)
        reasoned = _WHY.search(sentence) or _THEN_WHY.match(following)
        if chosen and not reasoned and not signs(sentence).refused:
            yield Remark(Why.REASON, (sentence,))
