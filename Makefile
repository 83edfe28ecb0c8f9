.DEFAULT_GOAL := help
.PHONY: help setup run dev test bench screenshots

help: ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | awk -F '\t' '{ printf "  make %-12s %s\n", $$1, $$2 }'

setup: ## install what is missing to run and to test
	@scripts/setup.sh test

run: ## build and serve on 127.0.0.1:8080 with a demo portfolio
	@scripts/run.sh

dev: ## the same, built quickly for work on the code
	@scripts/run.sh dev

test: ## every check: style, rules, unit, golden, store, API, browser
	@scripts/test.sh

bench: ## figures, their floors, and the bars they must meet
	@scripts/bench.sh

screenshots: ## pictures of every page, in both themes and two widths
	@scripts/screenshots.sh
