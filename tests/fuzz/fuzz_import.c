/* fuzz_import.c - libFuzzer on the whole import of ballots: see tests/fuzz/fuzz.sh.
 *
 * The round is the file that FUZZ_ROUND names, with ballots issued and some
 * keyed; every import is rolled back.  Bytes that begin with "PK" or "<" are a
 * workbook, as fuzz_xlsx.c takes it; all others are a text file, behind which, after a line
 * "%%map", a map may follow.  Whatever the bytes: a run that fails says why, by
 * a fault or an error, and one that does not has read something.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "importers/ballots/ballots.h"
#include "importers/ballots/suggest.h"
#include "survey/base/memory.h"
#include "survey/store/store.h"
#include "tests/fuzz/input.h"

static struct store *store;
static char proposal[] = "/dev/shm/dtxhh-fuzz-XXXXXX";

static void remove_proposal(void)
{
    store_close(store);
    unlink(proposal);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    struct error err = {0};
    const char *path = getenv("FUZZ_ROUND");
    store = path ? store_open(path, STORE_WRITE, &err) : NULL;
    int fd = mkstemp(proposal);
    if (!store || fd < 0) {
        fprintf(stderr, "FUZZ_ROUND: %s\n", path ? err.text : "not set");
        exit(2);
    }
    close(fd);
    atexit(remove_proposal);
    return 0;
}

static void import(const char *path, const struct ballot_options *options)
{
    const struct actor actor = {.who = "fuzzer", .reason = "fuzzing", .dry_run = true};
    struct issues *issues = issues_new();
    struct error err = {0};
    struct ballot_import result;
    bool ok = ballots_import(store, &path, 1, options, &actor, &result, issues, &err);
    size_t faults = issues_count(issues, FAULT);
    if (ok ? faults || err.code != E_NONE || result.entries + result.events == 0 : !faults && err.code == E_NONE)
        abort();
    if (err.code == E_STATE)
        abort();
    issues_free(issues);
}

static void propose(const char *path)
{
    struct issues *issues = issues_new();
    struct error err = {0};
    struct suggested_map result;
    if (!map_suggest(store, path, NULL, proposal, true, &result, issues, &err) && err.code == E_NONE &&
        issues_count(issues, FAULT) == 0)
        abort();
    issues_free(issues);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char mark[] = "\n%%map\n";
    static const char *const accept[] = {"W401"};
    struct ballot_options options = {.channel = size % 2 ? CHANNEL_PAPER : CHANNEL_ONLINE,
                                     .pass = 1 + (int)(size / 2 % 3),
                                     .keyer = size % 5 ? "Lan" : NULL,
                                     .accept = accept,
                                     .n_accept = size % 7 == 0};
    struct input file, map;
    if (size && (data[0] == '<' || data[0] == 'P')) {
        input_open_workbook(&file, data, size);
        import(file.path, &options);
        input_close(&file);
        return 0;
    }
    const uint8_t *behind = size ? memmem(data, size, mark, sizeof mark - 1) : NULL;
    input_open(&file, data, behind ? (size_t)(behind - data) + 1 : size);
    if (behind) {
        size_t at = (size_t)(behind - data) + sizeof mark - 1;
        input_open(&map, data + at, size - at);
        options.map = map.path;
        options.pass = 1;
        import(file.path, &options);
        input_close(&map);
        propose(file.path);
    } else {
        import(file.path, &options);
    }
    input_close(&file);
    return 0;
}
