#include "survey/store/signature.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "survey/base/check_digits.h"
#include "survey/base/clock.h"
#include "survey/base/memory.h"
#include "survey/base/message.h"
#include "survey/base/strbuf.h"
#include "survey/store/rows.h"

/* A line of the log, of which its hash is signed. */
struct hashed_line {
    int64_t number;
    char *hash;
};
static const struct field line_fields[] = {FIELD(hashed_line, INT, number), FIELD(hashed_line, TEXT, hash)};
static const struct field signature_fields[] = {FIELD(signature, INT, run),   FIELD(signature, INT, line),
                                                FIELD(signature, TEXT, role), FIELD(signature, TEXT, name),
                                                FIELD(signature, TEXT, time), FIELD(signature, TEXT, hash),
                                                FIELD(signature, TEXT, key),  FIELD(signature, TEXT, signature)};
static const struct row_kind line_row = ROW_KIND(hashed_line, line_fields),
                             signature_row = ROW_KIND(signature, signature_fields);

/* The lines of the log, and what was signed. */
struct signed_log {
    struct hashed_line *lines;
    struct signature *signatures;
    size_t n_lines, n_signatures;
};

static bool read_log(struct store *store, struct signed_log *log, struct error *err)
{
    *log = (struct signed_log){0};
    return (log->lines = rows_read(query_table(store, "log", "number"), &line_row, &log->n_lines, err)) &&
           (log->signatures =
                rows_read(query_table(store, "signature", "run"), &signature_row, &log->n_signatures, err));
}

static void release_log(struct signed_log *log)
{
    rows_free(log->lines, log->n_lines, &line_row);
    rows_free(log->signatures, log->n_signatures, &signature_row);
}

/* The line NUMBER; NULL where there is none. */
static const struct hashed_line *find_line(const struct signed_log *log, int64_t number)
{
    for (size_t i = 0; i < log->n_lines; i++)
        if (log->lines[i].number == number)
            return &log->lines[i];
    return NULL;
}

const char *signature_role(const char *role)
{
    static const char *const words[][2] = {
        {"institute", N_("the institute")}, {"post", N_("the post")}, {"mttq", N_("MTTQ")}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!strcmp(words[i][0], role))
            return _(words[i][1]);
    return role;
}

/* The bytes that S signs. */
static void add_message(struct strbuf *text, const struct signature *s)
{
    strbuf_addf(text, "dtxhh signature 1\nline %" PRId64 "\nhash %s\nrole %s\ntime %s\nname %s\n", s->line, s->hash,
                s->role, s->time, s->name);
}

static bool has_control(const char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            return true;
    return false;
}

/* The key stands for one role, and signs a line once. */
static bool is_new(const struct signed_log *log, const struct signature *s, struct error *err)
{
    for (size_t i = 0; i < log->n_signatures; i++) {
        const struct signature *other = &log->signatures[i];
        if (strcmp(other->key, s->key) != 0)
            continue;
        if (strcmp(other->role, s->role) != 0)
            return error_set(err, E_STATE,
                             _("this key signed for %s in line %" PRId64 "; %s signs with a key of its own"),
                             signature_role(other->role), other->run, signature_role(s->role));
        if (other->line == s->line)
            return error_set(err, E_STATE, _("line %" PRId64 " is signed with this key already, in line %" PRId64),
                             s->line, other->run);
    }
    return true;
}

static bool write_signature(struct run *run, const struct signature *s, const struct signing_key *key,
                            struct error *err)
{
    struct strbuf message = {0};
    char signature[SIGNATURE_HEX], written[CHECKED_TEXT];
    add_message(&message, s);
    signing_sign(key, message.text, message.n, signature);
    strbuf_release(&message);
    check_digits_write(key->known_as, written);
    run_detail(run, _("%s signs line %" PRId64 ", key %s"), signature_role(s->role), s->line, written);
    struct query *q = run_insert(run, "signature");
    query_int(q, ":line", s->line);
    query_text(q, ":role", s->role);
    query_text(q, ":name", s->name);
    query_text(q, ":time", s->time);
    query_text(q, ":hash", s->hash);
    query_text(q, ":key", s->key);
    query_text(q, ":signature", signature);
    query_run(q);
    return query_end(q, err);
}

/* What is to be signed of LOG; its texts are its own. */
static bool make_signature(const struct signed_log *log, const char *role, const struct signing_key *key, int64_t line,
                           const char *who, struct signature *s, struct error *err)
{
    char time[CLOCK_TEXT];
    bool fixed;
    *s = (struct signature){.line = line ? line : (int64_t)log->n_lines};
    const struct hashed_line *of = find_line(log, s->line);
    if (!of)
        return error_set(err, E_USAGE, _("the log has no line %" PRId64 "; its newest is %zu"), s->line, log->n_lines);
    if (!clock_now(time, &fixed, err))
        return false;
    s->role = xstrdup(role);
    s->name = xstrdup(who);
    s->time = xstrdup(time);
    s->hash = xstrdup(of->hash);
    s->key = xstrdup(key->known_as);
    return true;
}

bool signature_add(struct store *store, const char *role, const struct signing_key *key, int64_t line,
                   const struct actor *actor, int64_t *signed_line, char hex[HASH_HEX], struct error *err)
{
    struct run run;
    struct signed_log log;
    struct signature s = {0};
    if (has_control(actor->who))
        return error_set(err, E_USAGE, _("the name of who signs has control characters; give --as NAME"));
    if (!run_begin(&run, store, "sign", actor, err))
        return false;
    bool ok = read_log(store, &log, err) && make_signature(&log, role, key, line, actor->who, &s, err) &&
              is_new(&log, &s, err) && write_signature(&run, &s, key, err) && run_commit(&run, err);
    if (ok) {
        *signed_line = s.line;
        snprintf(hex, HASH_HEX, "%s", s.hash);
    }
    rows_free_one(&s, &signature_row);
    release_log(&log);
    run_abandon(&run);
    return ok;
}

/* --- checking --- */

/* The key of S among KEYS[0..N-1], N where it is none. */
static size_t find_key(const struct signature *s, const struct known_key *keys, size_t n)
{
    size_t i = 0;
    while (i < n && strcmp(keys[i].hex, s->key) != 0)
        i++;
    return i;
}

/* True when S is what its key signed, of the line as the log has it. */
static bool check_signature(const struct signed_log *log, const struct signature *s, struct place place,
                            struct issues *issues)
{
    struct strbuf message = {0};
    const struct hashed_line *of = find_line(log, s->line);
    add_message(&message, s);
    bool fits = !has_control(s->role) && !has_control(s->time) && !has_control(s->name) &&
                signing_fits(s->key, s->signature, message.text, message.n);
    strbuf_release(&message);
    if (!fits)
        issues_add(
            issues, FAULT, "F951", place,
            _("signature of line %" PRId64 " (%s, %s, %s): it is not of its key; what it says was changed since"),
            s->run, signature_role(s->role), s->name, s->time);
    else if (!of || strcmp(of->hash, s->hash) != 0)
        issues_add(issues, FAULT, "F952", place,
                   _("signature of line %" PRId64 " (%s, %s, %s): line %" PRId64
                     " has another hash than was signed; it was written anew, or the signature is of another round"),
                   s->run, signature_role(s->role), s->name, s->time, s->line);
    return fits && of && !strcmp(of->hash, s->hash);
}

bool signatures_verify(struct store *store, const struct known_key *keys, size_t n, struct signatures *found,
                       struct issues *issues, struct error *err)
{
    struct place place = {store_path(store), NULL, 0, 0};
    struct signed_log log;
    bool ok = read_log(store, &log, err), *used = xcalloc(n + 1, sizeof *used);
    *found = (struct signatures){0};
    for (size_t i = 0; ok && i < log.n_signatures; i++) {
        const struct signature *s = &log.signatures[i];
        size_t k = find_key(s, keys, n);
        char written[CHECKED_TEXT] = "";
        used[k] = true;
        if (!check_signature(&log, s, place, issues))
            continue;
        if (k == n) {
            check_digits_write(s->key, written);
            issues_add(issues, WARNING, "W929", place,
                       _("signature of line %" PRId64 " (%s, %s, %s) is by a key that is not known here, and so proves "
                         "nothing: %s; where its owner says that it is his, --trust KEY"),
                       s->run, signature_role(s->role), s->name, s->time, written);
            found->unknown++;
        } else if (*keys[k].role && strcmp(keys[k].role, s->role) != 0) {
            issues_add(issues, FAULT, "F953", place,
                       _("signature of line %" PRId64 " (%s, %s, %s): the key is known as that of %s"), s->run,
                       signature_role(s->role), s->name, s->time, signature_role(keys[k].role));
        } else {
            found->known++;
            if (s->line > found->newest)
                found->newest = s->line;
        }
    }
    for (size_t k = 0; ok && k < n; k++)
        if (!used[k]) {
            char written[CHECKED_TEXT];
            check_digits_write(keys[k].hex, written);
            issues_add(issues, WARNING, "W931", place, _("the known key %s%s%s signed nothing here"), written,
                       *keys[k].role ? ", " : "", signature_role(keys[k].role));
        }
    free(used);
    release_log(&log);
    return ok;
}
