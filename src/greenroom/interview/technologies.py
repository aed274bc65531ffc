"""Names of technologies and methods in what is said, and sentences that hold little else."""

from __future__ import annotations

import re

from greenroom.interview.echo import content_words

NAMED = re.compile(
    r"\b(?:Kafka|Kinesis|RabbitMQ|Pub/?Sub|Redis|Memcached|DynamoDB|Cassandra|MongoDB|Mongo|Postgres(?:QL)?|MySQL|SQLite|Snowflake|"
    r"BigQuery|Redshift|ClickHouse|Databricks|Delta Lake|Iceberg|Spark|Flink|Beam|Dask|Airflow|Dagster|Prefect|dbt|Kubernetes|k8s|"
    r"Docker|Terraform|Lambda|FastAPI|gRPC|GraphQL|Triton|TensorRT|vLLM|TorchServe|BentoML|SageMaker|Vertex(?: AI)?|Bedrock|KServe|"
    r"Ray|MLflow|Kubeflow|Weights (?:and|&) Biases|Feast|Tecton|Pinecone|Milvus|Weaviate|Qdrant|Chroma|FAISS|pgvector|Elasticsearch|"
    r"OpenSearch|Solr|LangChain|LangGraph|LlamaIndex|CrewAI|XGBoost|LightGBM|CatBoost|BERT|RoBERTa|T5|Whisper|GPT-?[345]\S*|Claude|"
    r"Gemini|Llama(?: ?\d)?|Mistral|Mixtral|Qwen\S*|DeepSeek|PyTorch|TensorFlow|JAX|Prometheus|Grafana|Datadog|Looker|Tableau|"
    r"Amplitude|Mixpanel|LaunchDarkly|Optimizely|Temporal|Neo4j|DuckDB|Great Expectations|Evidently)\b"
)
"""Products and models, as they are written: "spark" and "ray" are words too."""
_METHODS = re.compile(
    r"\b(?:RAG|agentic(?: (?:workflows?|AI))?|multi-agent(?: (?:systems?|orchestration))?|vector (?:databases?|stores?|db)|embeddings?|fine-?tun(?:ing|ed)|"
    r"LoRA|RLHF|knowledge graphs?|(?:graph )?neural networks?|transformers?|(?:deep|machine|reinforcement|federated|cost-sensitive|transfer|active) learning|"
    r"(?:multi-armed )?bandits?|autoencoders?|ensembles?|(?:ML|LLM|AI|Data|Dev)Ops|CI/CD|feature stores?|model registry|data (?:mesh|lake|lakehouse|contracts?)|"
    r"lakehouse|semantic layer|microservices?|serverless|cloud-native|event-driven|API gateways?|circuit breakers?|bulkheads?|back-?pressure|"
    r"exponential backoff|(?:token|leaky) bucket|chaos engineering|observability|OpenTelemetry|SLOs?|guardrails?|LLM-as-an?-judge|"
    r"human[- ]in[- ]the[- ]loop|prompt (?:engineering|caching|chaining)|chain-of-thought|self-consistency|hybrid search|re-?rank(?:ing|ers?)|chunking|"
    r"structured outputs?|explainab(?:le AI|ility)|SHAP|Grad-CAM|responsible AI|differential privacy|causal inference|uplift modell?ing|A/B test(?:s|ing)?|"
    r"holdouts?|switchback tests?|CUPED|dashboards?|(?:drift|anomaly) detection|PSI|KS tests?|OKRs?|RICE|KPI trees?|North Star(?: metrics?)?|platform engineering|"
    r"agile|scrum|design thinking|jobs[- ]to[- ]be[- ]done|digital twins?|AutoML|foundation models?|autoscaling|quantum|blockchain|"
    r"state[- ]of[- ]the[- ]art|best[- ]practices?|best-in-class|cutting[- ]edge|data-driven|AI-first|end-to-end|real-time|holistic)\b",
    re.IGNORECASE,
)
_PROPER = re.compile(r"(?<=[a-z,] )[A-Z][\w-]*[A-Za-z](?:\b)")
"""In the middle of a sentence: a name, or letters that stand for one."""
_LEAST_NAMES, _LEAST_KNOWN, _LEAST_SHARE = 3, 2, 0.5


def names_in(sentence: str) -> list[str]:
    """The products and models that a sentence names, in their order."""
    return [found.group() for found in NAMED.finditer(sentence)]


def places_of_names(sentence: str) -> list[int]:
    """Where the names of products, models and methods begin."""
    return [found.start() for pattern in (NAMED, _METHODS) for found in pattern.finditer(sentence)]


def is_list_of_names(sentence: str) -> bool:
    """Whether half of what a sentence says, at least, are names of technologies and methods, three or more."""
    known = [found.group() for pattern in (NAMED, _METHODS) for found in pattern.finditer(sentence)]
    rest = _METHODS.sub(" ", NAMED.sub(" ", sentence))
    names = [*known, *_PROPER.findall(rest)]
    words = content_words(sentence)
    return (
        len(known) >= _LEAST_KNOWN
        and len(names) >= _LEAST_NAMES
        and len(content_words(" ".join(names))) >= _LEAST_SHARE * len(words)
    )
