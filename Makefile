# make run     the prep report for the bundled sample (or CV=... JD=...)
# make serve   the local web page
# make test    everything CI runs
# make bench   every figure of the README
# Needs only python3 (3.11 or newer); the rest is set up into .venv.

# One without the other would match you with somebody else's sample.
ifneq ($(if $(CV),1)$(if $(JD),1),1)
CV ?= samples/cv.pdf
JD ?= samples/posting.md
else
$(error Give both: make run CV=my-cv.pdf JD=posting.txt)
endif
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null || echo .bootstrap/bin/uv)
RUN := .venv/bin/

.PHONY: train-judge run serve test check format bench bench-documents bench-postings bench-match bench-library bench-judge bench-speed bench-rounds bench-labs packs clean

run: .venv/ready
	$(RUN)greenroom report "$(CV)" "$(JD)" $(if $(OUT),--out "$(OUT)") $(if $(DATE),--date $(DATE)) $(if $(HOURS),--hours $(HOURS))

serve: .venv/ready
	$(RUN)greenroom serve

test: .venv/ready-dev check
	$(RUN)pytest -n auto --dist worksteal

check: .venv/ready-dev
	$(RUN)ruff check .
	$(RUN)ruff format --check .
	$(RUN)mypy
	$(RUN)lint-imports
	$(RUN)greenroom pack check

format: .venv/ready-dev
	$(RUN)ruff check --fix .
	$(RUN)ruff format .

bench: bench-documents bench-postings bench-match bench-library bench-judge bench-speed

bench-documents: .venv/ready-dev
	$(RUN)python bench/documents.py
	$(RUN)python bench/documents_text.py

bench-postings: .venv/ready-dev
	$(RUN)python bench/postings.py

bench-match: .venv/ready-dev
	$(RUN)python bench/match.py
	$(RUN)python bench/reports.py

# BEFORE=folder of other packs, to compare what reports draw from them.
bench-library: .venv/ready-dev
	$(RUN)python bench/library.py $(if $(BEFORE),--before "$(BEFORE)")
	$(RUN)python bench/exemplars.py

bench-judge: .venv/ready-dev
	$(RUN)python bench/judge.py --readme

bench-rounds: .venv/ready-dev
	$(RUN)python bench/rounds.py

bench-labs: .venv/ready-dev
	$(RUN)python bench/labs.py
	$(RUN)python bench/sequential.py
	$(RUN)python bench/drift.py
	$(RUN)python bench/capacity.py
	$(RUN)python bench/lab_live.py
	$(RUN)python bench/lab_own.py

bench-speed: .venv/ready-dev
	$(RUN)python bench/speed.py

packs: .venv/ready
	$(RUN)greenroom pack check

clean:
	rm -rf .venv .bootstrap dist

# About an hour on two cores. PUBLIC=folder of the public short answers, which are not part of this project.
train-judge: .venv/ready-dev
	$(UV) sync --frozen --extra ocr --group train --inexact
	$(RUN)python training/judge/train.py build/judge $(if $(PUBLIC),--public "$(PUBLIC)")
	$(RUN)python training/judge/export.py build/judge/reader build/judge/epoch3.pt build/judge/epoch4.pt
	$(RUN)python training/judge/calibrate.py build/judge/reader
	cp build/judge/reader/* src/greenroom/adapters/judge/weights/

.venv/ready: pyproject.toml uv.lock | $(UV)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Greenroom needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Set PYTHON=/path/to/python3.11 or newer.")'
	$(UV) sync --frozen --no-dev --python $(PYTHON)
	@touch $@

.venv/ready-dev: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --extra ocr --extra second-opinion --extra speech --extra sql --group real-model --python $(PYTHON)
	@touch $@ .venv/ready

.bootstrap/bin/uv:
	@$(PYTHON) -m venv .bootstrap || { echo "python3 could not make a virtual environment; on Debian and Ubuntu: apt install python3-venv"; rm -rf .bootstrap; exit 1; }
	.bootstrap/bin/python -m pip install --quiet --disable-pip-version-check uv
