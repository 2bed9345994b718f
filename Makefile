# Two commands matter: `make run` and `make test`. Every step says what it does while it does it.
.DEFAULT_GOAL := help
.PHONY: help run test build release fmt lint size lighthouse bench fuzz nightly clean setup assets front
SHELL := /bin/bash
export PATH := $(HOME)/.cargo/bin:$(CURDIR)/style/node_modules/.bin:$(PATH)
export LEPTOS_OUTPUT_NAME := dezky
DEV := infrastructure/setup
# One compiler for everything that shares target/: two would rebuild each other's work.
CARGO = RUSTUP_TOOLCHAIN=$$(. $(DEV)/lib.sh && shared_toolchain) cargo

help: ## Lists these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-9s %s\n", $$1, $$2}'

run: build ## Builds what changed, starts the sandbox and Dezky on http://localhost:3000
	@infrastructure/sandbox/run.sh

test: ## Runs every test: Rust on SQLite and PostgreSQL, browsers, sizes
	@$(DEV)/test.sh

build: setup assets front ## Builds the pages and the binary for development
	@. $(DEV)/lib.sh; say "Building Dezky"
	@$(CARGO) build -q -p dezky-server -p dezky-sandbox

release: setup assets front ## Builds the optimised binary: target/release/dezky
	@. $(DEV)/lib.sh; say "Building Dezky, optimised"
	@$(CARGO) build -q --release -p dezky-server

setup:
	@$(DEV)/toolchain.sh

assets:
	@$(DEV)/assets.sh

front:
	@$(DEV)/front.sh

fmt: ## Formats the Rust code
	@cargo +stable fmt

lint: ## Clippy and formatting, nothing forgiven
	@$(DEV)/lint.sh

size: build ## Weighs the pages against their budgets
	@infrastructure/sandbox/with.sh node end2end/size.mjs

lighthouse: build ## What Lighthouse says of the launcher, the people and the timeline
	@$(DEV)/browser.sh
	@infrastructure/sandbox/with.sh node end2end/lighthouse.mjs

bench: setup ## What taking in, following files and provisioning cost
	@$(DEV)/bench.sh

fuzz: ## A minute of made-up records for each parser
	@$(DEV)/fuzz.sh

nightly: setup ## What takes too long for each change: 10,000 histories of followed files
	@$(DEV)/nightly.sh

clean: ## Removes what was built and the sandbox's data
	@rm -rf target/site data public/fonts public/icons.svg && cargo clean -q && echo "Removed target, data and the copied fonts and icons."
