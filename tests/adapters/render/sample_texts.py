"""The words of the sample report: two documents, and what a composer could have said about them.

Statements quote the documents by their words; `sample.cite` finds the place and fails when it is not there.
The documents hold characters that mean something in HTML, Markdown and typst on purpose.
"""

from __future__ import annotations

BULLETS = (
    "Cut false positives on card payments by 30% with a LightGBM model on 14 months of chargebacks",
    "Built streaming features over 12,000 events a second (Kafka -> Flink -> Redis), p99 read 9 ms",
    "On call for the scorer; found that a null currency froze scores for 3 hours, added a <script>alert(1)</script>-proof schema check & a page",
    "Mentored two junior engineers & ran the #ml-guild reading group @ Northlight",
    "Reduced route planning time from 46 to 31 minutes for 380 drivers in 三丰物流's Shenzhen depot",
    "Automated weekly reporting with $PYTHON *and* <b>SQL</b> templates",
)
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
CV = f"""Weilin Zhao 赵薇琳
Machine learning engineer, payments and risk
weilin.zhao@example.org · +31 20 555 01 23 · Rotterdam · https://example.org/~wzhao

Experience

Northlight Bank — Machine Learning Engineer
April 2022 – present
{BULLETS[0]}
{BULLETS[1]}
{BULLETS[2]}
{BULLETS[3]}

— page break —
Sanfeng Logistics 三丰物流 — Data Scientist
July 2019 – March 2022
{BULLETS[4]}
{BULLETS[5]}

Education
MSc Statistics, Delft, thesis with the {LONG_WORD}

Skills
Python, LightGBM, Airflow, C++, #set page(fill: red), $x^2$, @preview
"""

REQUIREMENTS = (
    ("5+ years building machine learning systems that run in production", "must", "shown", ((BULLETS[1], "Machine Learning Engineer, Northlight Bank"),), "Six years and eight months in two jobs; two systems in production.", "Have the dates and the two systems ready in one sentence."),
    ("experience with fraud, credit or another adversarial domain", "must", "proven", ((BULLETS[0], "Machine Learning Engineer, Northlight Bank"), (BULLETS[2], "Machine Learning Engineer, Northlight Bank")), "Fraud models with a measured effect.", "Prepare the baseline of the 30%."),
    ("set the technical direction for fraud models across three product teams", "must", "missing", (), "Mentoring is there; a decision that bound another team is not.", "Find one decision of yours that others had to follow, and what it cost them."),
    ("You know how to train and evaluate when labels arrive weeks late", "must", "missing", (), "Chargebacks are named, their delay is not.", "Do the lesson on label delay, then write down how long your chargebacks took."),
    ("strong Python and SQL", "must", "shown", ((BULLETS[5], "Data Scientist, Sanfeng Logistics 三丰物流"), ("Python", "Skills")), "Both named with work.", "Nothing more to do."),
    ("streaming features (Kafka, Flink or similar)", "must", "shown", ((BULLETS[1], "Machine Learning Engineer, Northlight Bank"),), "Kafka and Flink at a stated volume.", "Know what p99 was measured over."),
    ("on-call for what you build", "must", "shown", ((BULLETS[2], "Machine Learning Engineer, Northlight Bank"),), "An incident, its cause and the change after it.", "Tell it in two minutes."),
    ("clear writing: design documents that other teams act on", "must", "adjacent", ((BULLETS[3], "Machine Learning Engineer, Northlight Bank"),), "A reading group is near it, a design document is not named.", "Bring one document you wrote, with names removed."),
    ("gradient-boosted trees in depth", "nice", "shown", (("LightGBM", "Skills"), (BULLETS[0], "Machine Learning Engineer, Northlight Bank")), "Used in the model with the measured effect.", "Expect a question on monotone constraints."),
    ("graph features or graph neural networks", "nice", "missing", (), "Not in the CV.", "Say so, and say what you would try first."),
    ("Airflow or Dagster", "nice", "mentioned", (("Airflow", "Skills"),), "Named in the skills list only.", "Have one pipeline to speak about."),
    ("C++ for low-latency scoring", "nice", "mentioned", (("C++", "Skills"),), "Named in the skills list only.", "Say honestly how much you wrote."),
)  # fmt: skip
POSTING = """Senior Machine Learning Engineer, Fraud & Risk
Harbour Pay · Rotterdam or remote within CET ± 2 h

Harbour Pay moves money for 40,000 small shops. Our models look at every payment before it goes out.

What you will do
You will set the technical direction for fraud models across three product teams, and own the scorer from features to the page at night.
You will be on-call for what you build.

What we ask
- 5+ years building machine learning systems that run in production
- experience with fraud, credit or another adversarial domain
- You know how to train and evaluate when labels arrive weeks late
- strong Python and SQL
- streaming features (Kafka, Flink or similar)
- clear writing: design documents that other teams act on

Nice to have
- gradient-boosted trees in depth
- graph features or graph neural networks
- Airflow or Dagster
- C++ for low-latency scoring

We are a fast-paced family. Salary: competitive. <img src=x onerror=alert(2)> #panic("injected") @nobody
"""

PILLARS = (
    ("Problem framing and cost", 0.2, "Whether the metric follows from what an error costs.", "Puts a figure on both kinds of error before naming a model.", "Optimises AUC because it is there.", 0.7),
    ("Data and labels", 0.2, "Whether the training set could have existed at the time.", "Draws the time line of every column and label.", "Joins on keys and forgets dates.", 0.35),
    ("Modelling", 0.15, "Choosing and checking a model for the problem at hand.", "Rejects a stronger model with a reason.", "Lists algorithms.", 0.75),
    ("Serving and reliability", 0.2, "What happens on a bad day.", "Names the fall-back and who is woken.", "Assumes that the service is up.", 0.85),
    ("Measurement", 0.15, "How one knows that it helped.", "Fixes the rule before the result.", "Looks at a dashboard afterwards.", 0.5),
    ("Direction and people", 0.1, "Moving others without authority.", "A decision others had to live with, and how it went.", "“We” throughout.", None),
)  # fmt: skip
ROUNDS = (
    ("Hiring-manager screen", 30, 0.1, ("One model explained from cost to result", "A limit named without being asked"), ("A tour of tools",), False),
    ("ML coding", 60, 0.2, ("Code that runs, in small steps with tests", "Leakage noticed aloud"), ("Memorised puzzles",), False),
    ("ML system design", 60, 0.3, ("The costliest error first", "Point-in-time correctness", "A first version that could ship in weeks"), ("Drawing every microservice", "Naming every vector database"), False),
    ("Case: a live fraud incident", 60, 0.25, ("Containing before explaining", "Hypotheses ordered by likelihood and cost"), ("Guessing in the first minute",), True),
    ("Behavioural", 45, 0.15, ("A disagreement and how it was settled", "A result in figures, also a bad one"), ("Heroic stories",), False),
)  # fmt: skip
TESTS = (
    "Whether the metric follows from the cost of each error, and whether you can say where it does not.",
    "Whether you can find what went wrong in a running system before you explain it.",
    "Whether a number you quote stands up when somebody pulls at it.",
)
FOLLOWUPS = (
    ("What was it before?", "Over which period, and against what?", "Who disagreed with you?"),
    ("What did you look at first, and why first?", "What would have happened had nobody been awake?"),
    ("How late were the labels?", "What did you watch in the meantime?", "Which customers were worse off?"),
)
QUESTIONS = (
    ("Your number, taken apart", "You say that you cut false positives by 30%. From what, measured how, and what happened to fraud losses meanwhile?", "Hiring-manager screen", "Your largest number has no baseline.", BULLETS[0], "s1"),
    ("Labels that arrive late", "Chargebacks come in 45 days after the payment. Design training and evaluation for a model that must be released every week.", "ML system design", "It is a must of the posting and your CV is silent on it.", REQUIREMENTS[3][0], None),
    ("Direction without authority", "Three product teams each keep their own fraud rules. You think that there should be one scorer. How do you get there?", "Behavioural", "The posting asks for direction across three teams.", REQUIREMENTS[2][0], None),
    ("Scores froze at night", "At 02:10 the share of payments above the threshold falls to zero. You are on call. Go.", "Case: a live fraud incident", "You wrote about an incident like this one.", BULLETS[2], "s3"),
    ("A feature store for late events", "A feature is computed from events that can be two hours late. How do you keep training and serving the same?", "ML system design", "You built streaming features at a stated volume.", BULLETS[1], "s2"),
    ("The model that blocked good customers", "Support says that good customers are blocked since the release. Your offline metrics are better than ever. What now?", "Case: a live fraud incident", "Your claim is about false positives.", BULLETS[0], "s1"),
    ("A threshold from costs", "A missed fraud costs 90 euros, a blocked good payment 4. Where do you put the threshold, and what would change it?", "ML system design", "The posting's company moves money for small shops.", "Our models look at every payment before it goes out.", None),
    ("Write the join", "Here are payments and account changes. Write the join that gives each payment the account as it was then.", "ML coding", "Features over time are at the centre of both documents.", REQUIREMENTS[5][0], "s2"),
    ("Monotone constraints", "Why would you constrain a gradient-boosted model to be monotone in an amount, and what does it cost you?", "ML coding", "LightGBM is in your CV and in the posting's nice-to-haves.", REQUIREMENTS[8][0], "s1"),
    ("Two juniors, one quarter", "One of the people you mentored is behind. What did you do, and how did you know whether it worked?", "Behavioural", "You mentored two junior engineers.", BULLETS[3], None),
    ("A document that changed a plan", "Tell me about something you wrote that made another team act differently.", "Behavioural", "Clear writing is a must of the posting.", REQUIREMENTS[7][0], None),
    ("From 46 to 31 minutes", "How did you measure route planning time, and how do you know it was your model that did it?", "Hiring-manager screen", "It is your one claim with a baseline.", BULLETS[4], "s4"),
    ("Graphs, or not", "Fraudsters share devices. Would you add graph features, and in which order would you try what?", "ML system design", "Graph features are a nice-to-have that your CV lacks.", REQUIREMENTS[9][0], None),
    ("Release rules", "Before a new scorer goes out, which result would stop it, and who decides?", "Case: a live fraud incident", "You would own the scorer up to the page at night.", REQUIREMENTS[6][0], "s3"),
)  # fmt: skip
_LESSON = """## Why it comes up
When the truth arrives weeks late, the newest data has **no labels yet**; a model trained on it learns that recent payments are never fraud.

## The idea
Count a payment as a negative only once its label had the time to arrive. Three clocks matter:

1. the time of the event
2. the time its label became known
3. the time the model is trained

- *Maturity window*: the age at which 95% of the labels are in
- anything younger is **unknown**, not negative
    - and must be left out of both training and evaluation

## Worked example
| age of payment | share of chargebacks in |
|---|---:|
| 7 days | 22% |
| 30 days | 71% |
| 45 days | 95% |

```python
mature = payments[payments.age_days >= 45]
print(f"{mature.is_fraud.mean():.2%}")  # not <all> of them
```

At 71% in after 30 days, a measured rate of `0.71%` means about 0.71 / 0.71 = 1.00%.

> A model judged on immature labels looks best on the day it is most wrong.

Raw HTML such as <script>alert("lesson")</script> stays text, and so do #set, $x$ and @this.

## In an interview
Weak: "we retrain every day on the newest data." Strong: "I hold out the last 45 days, correct what I must use earlier by the share that is in, and watch a leading signal meanwhile."
"""
_SHORT = """## The idea
A feature must be computed from what was known **before** the moment of the decision. An as-of join takes, for each event, the last row that is not younger.

## In an interview
Say which clock you join on, and what happens to rows that arrive late.
"""
CONCEPTS = (
    ("label-delay", "Labels that arrive late", REQUIREMENTS[3][0], _LESSON),
    ("point-in-time-joins", "Point-in-time joins", REQUIREMENTS[5][0], _SHORT),
    (
        "thresholds-from-costs",
        "Thresholds from costs",
        "Our models look at every payment before it goes out.",
        _SHORT,
    ),
    ("technical-direction", "Direction across teams", REQUIREMENTS[2][0], _SHORT),
)
DRILLS = (
    ("label-delay-by-hand", "Correct a fraud rate by hand", 15, "For the gap on delayed labels.", "## Task\nOf payments aged 30 days, 0.71% are known fraud, and 71% of labels are in by then. Estimate the true rate, then say aloud what you assumed.\n\n## Done when\nYou said 1.00%, and named the assumption that late labels look like early ones."),
    ("two-minute-incident", "Tell the incident in two minutes", 10, "For the case round.", "## Task\nRecord yourself. Containment first, cause second, change third.\n\n## Done when\nA listener can say who was affected and for how long."),
    ("one-page-direction", "One page that binds three teams", 25, "For the gap on direction.", "## Task\nWrite the decision, what it costs each team, and what would reverse it. **One page.**"),
)  # fmt: skip
EXERCISES = (
    ("point-in-time-join", "Join labels with features as they were known", "data", 30, "The posting insists on Feature store; your CV only names it.", BULLETS[2]),
    ("feature-cache-with-expiry", "A feature cache that forgets", "serving", 30, "Usual in this loop, and your CV shows nothing on Latency.", ""),
)  # fmt: skip
ASKS = (
    ("What did the last fraud model get wrong, and how did you find out?", "It shows whether they look.", "A concrete case with a date.", "“It works well.”", "peer", REQUIREMENTS[1][0]),
    ("Who can stop a release, and when did that last happen?", "It shows whether quality has an owner.", "A name and a recent case.", "“We all own quality.”", "hiring_manager", REQUIREMENTS[6][0]),
    ("Which decision about fraud models do the three teams disagree on today?", "It tells you what you would be hired into.", "A plain answer.", "“There is no disagreement.”", "hiring_manager", REQUIREMENTS[2][0]),
    ("What is the salary range for this role?", "The posting says “competitive”.", "A range.", "“It depends.”", "recruiter", "Salary: competitive."),
)  # fmt: skip
STRESS = (
    (BULLETS[0], "by 30%", "Machine Learning Engineer, Northlight Bank", "Thirty per cent of what? Did fraud losses rise meanwhile?", ("The rate before and after", "The holdout and its size", "Fraud losses over the same weeks"), ("baseline", "period", "own role")),
    (BULLETS[1], "12,000 events a second", "Machine Learning Engineer, Northlight Bank", "Peak or average? What happened above it?", ("Peak and average, over which week", "What was dropped or delayed first"), ("period",)),
    (BULLETS[4], "from 46 to 31 minutes", "Data Scientist, Sanfeng Logistics 三丰物流", "What else changed in those weeks?", ("A depot that did not get it", "How planning time was logged"), ()),
)  # fmt: skip
FRAMEWORKS = (
    {"uuid": "5cc7b7d6-52d7-4d06-a1a4-70b0a3f55b51", "slug": "seven-minute-narrative", "title": "The seven-minute narrative", "purpose": "Carry a design answer without losing the listener.", "minutes": 7, "parts": [{"name": "Framing", "prompt": "Who is hurt by which error, and how much?", "minutes": 1}, {"name": "Data and model", "prompt": "What was known when, and the simplest model that uses it.", "minutes": 2}, {"name": "Risk and roll-out", "prompt": "What goes wrong, who notices, how you go back.", "minutes": 2}, {"name": "Measurement", "prompt": "The rule fixed before the result.", "minutes": 2}], "use": "For every design question; say the four parts aloud first."},
    {"uuid": "5cc7b7d6-52d7-4d06-a1a4-70b0a3f55b52", "slug": "five-lenses", "title": "Five lenses", "purpose": "Check that nothing large was left out.", "minutes": 5, "parts": [{"name": "Impact", "prompt": "What changes for whom?"}, {"name": "Data", "prompt": "What is known, when, by whom?"}, {"name": "Model", "prompt": "What is the simplest that could work?"}, {"name": "Scalability", "prompt": "What breaks at ten times the load?"}, {"name": "Operations", "prompt": "Who is woken, and what do they do?"}], "use": "At the end of an answer, when you are asked “anything else?”."},
)  # fmt: skip
_GAP_DIRECTION, _GAP_LABELS = "technical direction across teams", "labels that arrive late"
PLAN = (
    ("The one number", (("story", "Fewer false positives on card payments: fill the blanks", 40, "baseline of the 30%"), ("cv", "Rewrite the first bullet", 20, "baseline of the 30%"))),
    ("Late labels", (("lesson", "Labels that arrive late", 30, _GAP_LABELS), ("drill", "Correct a fraud rate by hand", 15, _GAP_LABELS), ("question", "Labels that arrive late: answer aloud", 45, _GAP_LABELS))),
    ("Direction", (("drill", "One page that binds three teams", 50, _GAP_DIRECTION), ("question", "Direction without authority", 40, _GAP_DIRECTION))),
    ("Design", (("question", "A feature store for late events", 60, "system design"), ("lesson", "Point-in-time joins", 30, "system design"), ("exercise", "Join labels with features as they were known", 30, "data plumbing", "point-in-time-join", "The posting insists on Feature store; your CV only names it"))),
    ("The company", (("research", "Read Harbour Pay's status page and two engineering posts", 60, "why this role"),)),
    ("Rehearsal", (("rehearsal", "One full round with a friend or a recorder", 90, "speaking under time"),)),
    ("Rest", (("rest", "Nothing today", 0, ""),)),
)  # fmt: skip
