# Everything a newcomer needs. Needs Python 3.11 to 3.13 and make; the rest is set up inside this folder.

PYTHON ?= python3
PY := .venv/bin/python
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup demo run stop test lint proof bench clean

on = $(filter-out 0,$(1))
export ONLY

help: ## Show this list
	@printf 'Yimen 一门: make …\n\n'
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name what; do printf '  %-7s %s\n' "$$name" "$$what"; done

setup: ## Set everything up and start nothing
	@$(PYTHON) tools/setup.py all

demo: ## Sell a house through the doors, then leave the site up (CHECK=1 stops after the sale; SEED=n another house)
	@$(PYTHON) tools/setup.py demo
	@$(PY) -m yimen.site.cli demo $(if $(call on,$(CHECK)),--check) $(if $(SEED),--seed $(SEED))

run: ## Start the site with the demo district and sell nothing
	@$(PYTHON) tools/setup.py demo
	@$(PY) -m yimen.site.cli run

stop: ## Stop whatever this folder has running, the databases too
	@for it in var/*/run; do [ ! -d $$it ] || [ ! -x $(PY) ] || $(PY) -m yimen.site.processes stop $${it%/run}; done
	@for it in var/*/pg; do [ ! -d $$it ] || [ ! -x $(PY) ] || $(PY) -m yimen.site.embedded stop $$it; done

test: ## Run every test (BROWSER=0 without Chromium; ONLY=path or words; TEST_DATABASE_URL=… on your PostgreSQL)
	@$(PYTHON) tools/setup.py test
	@$(PY) tools/run_tests.py $(if $(filter 0,$(BROWSER)),--no-browser) $(if $(ONLY),--only "$$ONLY")

lint: ## Check style, types and the floors of the house, without running tests
	@$(PYTHON) tools/setup.py test
	@$(PY) tools/run_tests.py --only-lint

proof: ## Run the long proofs (ONLY=kill one of them; goes on where it was stopped; report in build/)
	@$(PYTHON) tools/setup.py test
	@$(PY) -m tests.proof $(if $(ONLY),--only "$$ONLY")

bench: ## Measure (ONLY=accept one benchmark; results in build/bench.json)
	@$(PYTHON) tools/setup.py test
	@$(PY) -m bench $(if $(ONLY),--only "$$ONLY")

clean: stop ## Stop everything and remove what runs left behind (ALL=1 removes what set-up made as well)
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@for it in var/*; do case $$it in var/assets|var/cache|var/setup) ;; *) rm -rf $$it ;; esac; done
	@$(if $(call on,$(ALL)),rm -rf .venv node_modules var && find . -name __pycache__ -prune -exec rm -rf {} +)
