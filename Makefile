# dtxhh - build, test, demo.  Two commands do all the set-up on Debian 12 and 13:
#
#   make demo     packages, build, the example round to its workbook
#   make check    packages, build, every test
#
# make                 the programs, build/dtxhh and build/dtxhh-verify; says which packages are missing, installs nothing
# make deps            the packages that `make check` needs; make deps-fuzz, make deps-slow: those of fuzzing, of the
#                      slow tests and benchmarks
# make test T=rake     the unit tests and command-line cases whose names contain `rake`
# make MODE=asan check everything under AddressSanitizer and UBSan
# make CC=clang        with clang
# make fuzz            libFuzzer on what reads files, a minute each
# make mutants         lines broken on purpose: does a test notice?
# make check-slow      fuzzing, broken lines, Monte Carlo, killed processes, R side by side
# make ci              what the project's machine runs: check, tests under the sanitizers, fuzzing
# make bench           every benchmark; bench-import, bench-sampling and bench-estimate by themselves
# make install PREFIX=/usr/local DESTDIR=
# V=1 shows the commands; WERROR= lets warnings pass.

# What `make check` needs; what fuzzing, the slow tests and benchmarks need besides.
PACKAGES = gcc make pkg-config gettext libxlsxwriter-dev libcsv-dev libgsl-dev libsqlite3-dev sqlite3 \
           libcriterion-dev libzip-dev zlib1g-dev libexpat1-dev libutf8proc-dev libsodium-dev libssl-dev openssl libjansson-dev \
           cppcheck clang-format clang-tidy zip unzip python3-openpyxl
PACKAGES_FUZZ = clang libclang-rt-dev
PACKAGES_SLOW = $(PACKAGES_FUZZ) r-base-core r-cran-survey r-cran-jsonlite r-cran-sampling r-cran-data.table \
           r-cran-readxl

MODE   ?= release
PREFIX ?= /usr/local
T      ?=

ifeq ($(MODE),asan)
B       := build/asan
MODE_CF := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
else
B       := build
MODE_CF := -O2 -g
endif

ifeq ($(V),)
Q := @
say = @printf '  %-7s %s\n' $(1) $(2)
else
say = @:
endif

ifeq ($(origin CC),default)
CC       := gcc
endif
WERROR   := -Werror
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell nproc 2>/dev/null || echo 1)
endif
LIBS     := sqlite3 libsodium libcrypto libutf8proc gsl libzip zlib expat jansson xlsxwriter
CFLAGS   := -std=c11 $(MODE_CF) -ffp-contract=off -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wpointer-arith -Wwrite-strings -Wvla -Wconversion -Wcast-qual \
            $(WERROR) -Wno-error=deprecated-declarations -Werror=implicit-function-declaration -Werror=format-security -fstack-protector-strong
ifneq ($(findstring clang,$(CC)),)
CFLAGS   += -Wno-string-concatenation # a text over several lines within a list of texts
endif
CPPFLAGS := -D_GNU_SOURCE -I. -I$(B)
LDLIBS    = $(shell pkg-config --libs $(LIBS)) -lcsv -lm -pthread

# Each room stands on those before it (tests/layers.sh).
ROOMS   := survey/base survey/store survey/round survey/custody survey/offices sampling scoring/weights scoring/estimates scoring/weighing scoring/points \
           importers/readers importers/words importers/ballots importers/tables importers/replay reports/workbook reports/results reports/sheets reports/forms
DESK    := cli cli/terminal cli/round cli/collect cli/result cli/proof cli/offices cli/tables
LIB_SRC := $(wildcard $(ROOMS:=/*.c))
CLI_SRC := $(wildcard $(DESK:=/*.c))
TEST_SRC := $(wildcard tests/unit/*.c $(addprefix tests/unit/,$(addsuffix /*.c,$(ROOMS))))
VERIFIER_SRC := $(wildcard verifier/*.c)
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o) $(B)/survey/store/schema_sql.o $(B)/survey/store/views_sql.o $(B)/survey/store/migrations.o
CLI_OBJ := $(CLI_SRC:%.c=$(B)/%.o)
PROGRAM := $(B)/dtxhh
VERIFIER := $(B)/dtxhh-verify
LIBRARY := $(B)/libdtxhh.a
TESTS   := $(B)/tests/units
CATALOG := $(B)/locale/vi/LC_MESSAGES/dtxhh.mo

.PHONY: all deps deps-fuzz deps-slow ci golden demo check check-slow test fuzz mutants lint layers install clean pot bench bench-score bench-import bench-sampling bench-estimate
.SECONDARY:
.DELETE_ON_ERROR:

all: $(PROGRAM) $(CATALOG) $(VERIFIER)

$(PROGRAM): $(CLI_OBJ) $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

$(B)/verifier/checks_sql.c: verifier/checks.sql
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D) && { echo 'extern const char checks_sql[];'; echo 'const char checks_sql[] ='; \
	  sed 's/\\/\\\\/g; s/"/\\"/g; s/^.*$$/"&\\n"/' $<; echo ';'; } >$@

# A second opinion, which shares nothing with the program but these two libraries.
$(VERIFIER): $(VERIFIER_SRC:%.c=$(B)/%.o) $(B)/verifier/checks_sql.o
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(shell pkg-config --libs sqlite3 libsodium) -lm

$(LIBRARY): $(LIB_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/%.o: %.c | deps
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

$(B)/%.o: $(B)/%.c | deps
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# The schema and the views are files one can read; the program carries them as strings.
$(B)/survey/store/%_sql.c: survey/store/%.sql survey/store/embed.sh
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D) && sh survey/store/embed.sh $*_sql $< >$@

$(B)/survey/store/migrations.c: $(wildcard survey/store/migrations/*.sql) survey/store/embed_migrations.sh
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D) && sh survey/store/embed_migrations.sh survey/store/migrations >$@

# The program reads the catalogue itself (survey/base/message), texts as they are: what PRId64 is here is put in before.
$(B)/locale/%/LC_MESSAGES/dtxhh.mo: po/%.po | deps
	$(call say,MO,$@)
	$(Q)mkdir -p $(@D) && d=$$(printf '#include <inttypes.h>\nPRId64\n' | $(CC) -E - | tail -1 | tr -d '" ') && \
	  msgfmt --check -o $@ $< && sed "s/<PRId64>/$$d/g" $< | msgfmt -o $@ -

# Packages: only what is missing, and only where apt is there.  `demo`, `check` and `deps` install it; anything else says
# what it is and goes on, as far as the libraries go.
INSTALLS := $(filter deps deps-fuzz deps-slow demo check check-slow,$(MAKECMDGOALS))
missing = $(shell command -v dpkg-query >/dev/null && for p in $(1); do \
            dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done)
install = echo "installing: $(1)"; sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; $$sudo apt-get update -qq && \
          DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $(1) >/dev/null

deps: $(B)/.packages
deps-fuzz: $(B)/.packages $(B)/.packages-fuzz
deps-slow: $(B)/.packages $(B)/.packages-slow
$(B)/.packages: Makefile
	$(Q)mkdir -p $(@D); missing="$(call missing,$(PACKAGES))"; if [ -z "$$missing" ]; then touch $@; \
	elif [ -n "$(INSTALLS)" ]; then $(call install,$$missing) && touch $@; \
	else echo "these packages are missing:" $$missing; echo "\`make deps\` installs them"; pkg-config --exists $(LIBS); fi
$(B)/.packages-fuzz $(B)/.packages-slow: $(B)/.packages
	$(Q)missing="$(call missing,$(if $(filter %slow,$@),$(PACKAGES_SLOW),$(PACKAGES_FUZZ)))"; \
	[ -z "$$missing" ] || { $(call install,$$missing); } && touch $@

# --- the main job on the example --------------------------------------------------

EXAMPLE := examples/hanoi-2024
DEMO    := $(B)/demo
demo: all
	$(Q)DTXHH=$(PROGRAM) sh $(EXAMPLE)/run.sh $(DEMO)

# --- tests ------------------------------------------------------------------------

$(TESTS): $(TEST_SRC:%.c=$(B)/%.o) $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS) -lcriterion

GOLDEN := $(B)/tests/golden_estimate
$(GOLDEN): tests/golden/golden_estimate.c | deps
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(CC) $(CFLAGS) $(CPPFLAGS) -o $@ $< -ljansson -lm

# The Monte Carlo programs of tests/slow/.
MONTECARLO := $(patsubst tests/slow/%.c,$(B)/tests/%,$(wildcard tests/slow/*.c))
$(MONTECARLO): $(B)/tests/%: tests/slow/%.c $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(CC) $(CFLAGS) $(CPPFLAGS) -o $@ $^ $(LDLIBS)

# Reading a workbook beside unpacking it.
READING := $(B)/tests/bench_read
$(READING): tests/bench/read.c $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)mkdir -p $(@D) && $(CC) $(CFLAGS) $(CPPFLAGS) -o $@ $^ $(LDLIBS)

# The reference values once more, where R with its packages survey, sampling and jsonlite is installed.
golden:
	$(Q)cd tests/golden && Rscript make_public.R . && Rscript more.R && Rscript recipe.R && python3 numeric_exact.py . 1

# Every test (tests/run.sh): what fails, then `N passed, N failed`.  UPDATE=1 writes what comes out into the cases.
test: all $(TESTS) $(GOLDEN)
	$(Q)B='$(B)' T='$(T)' sh tests/run.sh

layers:
	$(Q)sh tests/layers.sh

lint: layers | deps
	$(Q)clang-format --dry-run --Werror $(wildcard $(addsuffix /*.[ch],verifier $(ROOMS) $(DESK) $(addprefix tests/unit/,$(ROOMS)) tests/unit tests/golden tests/cli tests/slow tests/bench tests/fuzz))
	$(Q)cppcheck --quiet --enable=warning,performance,portability --inline-suppr --error-exitcode=1 --std=c11 \
	  --suppressions-list=tests/cppcheck.txt -I. -j2 $(ROOMS) $(DESK) verifier
	$(Q)printf '%s\n' $(LIB_SRC) $(CLI_SRC) $(VERIFIER_SRC) | xargs -P2 -n8 clang-tidy --quiet --warnings-as-errors='*' \
	  --extra-arg=-std=c11 --extra-arg=-D_GNU_SOURCE --extra-arg=-I. 2>/dev/null

# Everything a change must pass.
check: lint demo
	$(Q)$(MAKE) --no-print-directory test

# What stands between a change and the main line.
ci:
	$(Q)sh tests/ci.sh

# Long runs: fuzzing, broken lines, Monte Carlo, killed processes, R side by side.
check-slow: all $(MONTECARLO)
	$(Q)B=$(B) sh tests/slow/run.sh

# Is a broken line noticed?  Jumps of the files named in tests/mutants/files, and LINES (40) lines of the others; SEED says which.
mutants: all $(TESTS) $(GOLDEN)
	$(Q)B=$(B) CC='$(CC)' CFLAGS='$(CFLAGS)' CPPFLAGS='$(CPPFLAGS)' LDLIBS='$(LDLIBS)' LIB_SRC='$(LIB_SRC)' \
	  TEST_OBJ='$(TEST_SRC:%.c=$(B)/%.o)' CLI_OBJ='$(CLI_OBJ)' LIBRARY=$(LIBRARY) PROGRAM=$(PROGRAM) TESTS=$(TESTS) GOLDEN=$(GOLDEN) \
	  sh tests/mutants/run.sh

# libFuzzer on the readers and the import, SECONDS_EACH (60) for each harness; needs `make deps-fuzz`.
fuzz: all
	$(Q)B=$(B) sh tests/fuzz/fuzz.sh

# Scoring a round of a million ballots.
bench-score: all
	$(Q)DTXHH=$(PROGRAM) sh tests/bench/score.sh $(B)/bench

# An import beside sqlite3's and readxl's, in one run.
bench-import: all $(READING)
	$(Q)DTXHH=$(PROGRAM) READING=$(READING) sh tests/bench/import.sh $(B)/bench

# The messages to translate, and the catalogue brought up to date with them.
pot:
	$(Q)mkdir -p $(B)/po && xgettext --from-code=UTF-8 -k_ -kN_ -F --add-location=file --package-name=dtxhh \
	  -o $(B)/po/dtxhh.pot $(sort $(LIB_SRC) $(CLI_SRC) $(wildcard $(addsuffix /*.h,$(ROOMS) $(DESK))))
	$(Q)msgmerge -q -F --no-fuzzy-matching --add-location=file --no-wrap -U --backup=none po/vi.po $(B)/po/dtxhh.pot
	$(Q)sed -i '/^"POT-Creation-Date/d' po/vi.po && msgattrib --no-obsolete --no-wrap -o po/vi.po po/vi.po

# Every benchmark in turn; each stands as bench-NAME.
bench: bench-import bench-sampling bench-estimate bench-score

# Estimates beside R's, where R is installed.
bench-estimate: all
	$(Q)DTXHH=$(PROGRAM) sh tests/bench/estimate.sh $(B)/bench

# A draw of 10 M beside R's sampling of 1 M, where R is installed.
bench-sampling: all
	$(Q)DTXHH=$(PROGRAM) sh tests/bench/sampling.sh

install: all
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/dtxhh
	install -D -m 755 $(VERIFIER) $(DESTDIR)$(PREFIX)/bin/dtxhh-verify
	install -D -m 644 $(CATALOG) $(DESTDIR)$(PREFIX)/share/locale/vi/LC_MESSAGES/dtxhh.mo

clean:
	rm -rf build

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(VERIFIER_SRC:%.c=$(B)/%.d) $(TEST_SRC:%.c=$(B)/%.d)
