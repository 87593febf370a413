# dtxhh - build, test, demo.  Two commands do all the set-up on Debian 12:
#
#   make demo     packages, build, the example round to its workbook
#   make check    packages, build, every test
#
# make                 the program, build/dtxhh
# make test T=rake     the unit tests and command-line cases whose names contain `rake`
# make MODE=asan check everything under AddressSanitizer and UBSan
# make check-slow      fuzzing, Monte Carlo, killed processes, R side by side
# make install PREFIX=/usr/local DESTDIR=
# V=1 shows the commands.

PACKAGES = gcc make pkg-config gettext libxlsxwriter-dev libcsv-dev libgsl-dev libsqlite3-dev sqlite3 \
           libcriterion-dev libzip-dev libexpat1-dev libutf8proc-dev libsodium-dev libjansson-dev \
           cppcheck clang-format clang-tidy zip unzip

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

CC       := gcc
LIBS     := sqlite3 libsodium libutf8proc gsl libzip expat jansson xlsxwriter
CFLAGS   := -std=c11 $(MODE_CF) -ffp-contract=off -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
            -Wpointer-arith -Wwrite-strings -Wvla -Werror=implicit-function-declaration -Werror=format-security -fstack-protector-strong
CPPFLAGS := -D_GNU_SOURCE -I. -I$(B)
LDLIBS    = $(shell pkg-config --libs $(LIBS)) -lcsv -lm -pthread

FOLDERS := survey sampling scoring importers reports
LIB_SRC := $(wildcard $(FOLDERS:=/*.c))
CLI_SRC := $(wildcard cli/*.c)
TEST_SRC := $(wildcard tests/test_*.c)
LIB_OBJ := $(LIB_SRC:%.c=$(B)/%.o) $(B)/survey/schema_sql.o
CLI_OBJ := $(CLI_SRC:%.c=$(B)/%.o)
PROGRAM := $(B)/dtxhh
LIBRARY := $(B)/libdtxhh.a
TESTS   := $(B)/tests/units
CATALOG := $(B)/locale/vi/LC_MESSAGES/dtxhh.mo

.PHONY: all deps demo check check-slow test lint layers install clean bench pot distcheck
.SECONDARY:
.DELETE_ON_ERROR:

all: $(PROGRAM) $(CATALOG)

$(PROGRAM): $(CLI_OBJ) $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS)

$(LIBRARY): $(LIB_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && ar rcs $@ $^

$(B)/%.o: %.c | deps
	$(call say,CC,$<)
	$(Q)mkdir -p $(@D) && $(CC) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

$(B)/%.o: $(B)/%.c
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# The schema is a file one can read; the program carries it as a string.
$(B)/survey/schema_sql.c: survey/schema.sql survey/embed.sh
	$(call say,GEN,$@)
	$(Q)mkdir -p $(@D) && sh survey/embed.sh schema_sql survey/schema.sql >$@

$(B)/locale/%/LC_MESSAGES/dtxhh.mo: po/%.po | deps
	$(call say,MO,$@)
	$(Q)mkdir -p $(@D) && msgfmt --check -o $@ $<

# Packages: only what is missing is installed, and only where apt is there.
deps: $(B)/.packages
$(B)/.packages: Makefile
	$(Q)mkdir -p $(@D); missing=; for p in $(PACKAGES); do \
	  dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing"; sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; \
	  $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends $$missing; fi && touch $@

# --- tests -------------------------------------------------------------------

$(TESTS): $(TEST_SRC:%.c=$(B)/%.o) $(LIBRARY)
	$(call say,LINK,$@)
	$(Q)$(CC) $(CFLAGS) -o $@ $^ $(LDLIBS) -lcriterion

-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(TEST_SRC:%.c=$(B)/%.d)
