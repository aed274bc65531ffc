"""A candidate and a job of our own, as text."""

CV = """\
Priya Raman
Senior Machine Learning Engineer
priya.raman@example.org | +44 20 7946 0123 | London, United Kingdom | github.com/priya-raman-example

Summary
Machine learning engineer with eight years of building ranking and fraud systems that run in production.

Experience

Northwind Payments, London
Senior Machine Learning Engineer
March 2021 - Present
- Led a team of 4 engineers that rebuilt the card fraud model with PyTorch, cutting false positives by 31% at 40M transactions a day.
- Reduced p99 latency of the scoring service from 120 ms to 45 ms by moving features to a Redis feature store.
- Introduced shadow deployment and drift monitoring with Prometheus; rollbacks fell from 6 a quarter to 1.

Bluefin Retail, Bristol
Machine Learning Engineer
September 2017 - February 2021
- Built the product ranking model with XGBoost that raised click-through by 12% in an A/B test over 2M users.
- Wrote the training pipeline on Airflow and Spark, which cut retraining from 3 days to 5 hours.
- Mentored two graduates.

Education
University of Bristol
MSc Computer Science
2016 - 2017

Skills
Languages: Python, SQL, C++
Machine learning: PyTorch, scikit-learn, XGBoost
Infrastructure: Docker, Kubernetes, Airflow, Spark
"""

POSTING = """\
Senior Machine Learning Engineer
Harbour Health - London, hybrid

About us
Harbour Health helps clinics answer patients faster. Our models triage a million messages a month, and we are growing the platform team that runs them.

What you will do
- Own the models that route patient messages, from data to monitoring in production.
- Design the evaluation of large language models before each release.
- Work with product managers and clinicians to choose what to build.

What we are looking for
- 5+ years of experience in machine learning engineering.
- Strong Python, and deep learning with PyTorch.
- Experience running models in production with Docker and Kubernetes.
- You have designed A/B tests and can explain their results.
- Experience with large language models, retrieval or prompt evaluation.

Nice to have
- Experience in health care or another regulated field.
- Mentoring of other engineers.

We offer a salary of 85,000 to 105,000 GBP, a pension and 28 days of leave.
"""

SHORT_POSTING = "We want someone good with machine learning. Please apply."
