# Two commands are enough: `make run` and `make test`. Everything they need goes into .venv beside this file.
PYTHON ?= python3
BIN := .venv/bin


.PHONY: run test check spark lock clean
run: .setup-run
	@$(BIN)/worthmore run $(if $(PORT),--port $(PORT))

test: .setup-dev
	@./tests/run

check: .setup-dev
	@./tests/run checks

# Writes all lock files anew from pyproject.toml. They carry hashes and name no index.
lock: .setup-run
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra spark -c requirements.lock pyproject.toml -o requirements-spark.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra bench -c requirements.lock pyproject.toml -o requirements-bench.lock

# uv installs in seconds what pip installs in a minute; where it cannot, pip does the same from the same lock.
.venv/bin/uv: requirements-setup.lock
	@$(PYTHON) -c 'import sys; sys.exit("Worthmore needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make run PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "Making .venv ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-setup.lock
	@touch $@

.setup-run: .venv/bin/uv requirements.lock pyproject.toml
	@./setup requirements.lock
	@touch $@

.setup-dev: .setup-run requirements-dev.lock
	@./setup requirements-dev.lock
	@touch $@

# Apache Spark beside the rest, for `worthmore train --engine spark` and its tests; needs Java 17 or newer.
spark: .setup-spark

.setup-spark: .setup-dev requirements-spark.lock
	@./setup requirements-spark.lock
	@touch $@

clean:
	rm -rf .venv .setup-* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
