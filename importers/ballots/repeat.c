/* A ballot that stands twice in one file: whether it says the same, and what becomes of it (twice.h).
 *
 * Of each ballot of the batch there is a digest of its answers, by which a second is known to be the same.  Where the
 * last counts, the entry before it is not written.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "importers/ballots/intake_inside.h"
#include "survey/base/hash.h"
#include "survey/base/memory.h"

static uint64_t digest_of(const struct intake *in, const struct entry *e)
{
    struct hash hash;
    uint8_t bytes[HASH_BYTES];
    uint64_t digest;
    hash_init(&hash);
    hash_add(&hash, e->cells, e->n_cells);
    for (size_t i = e->last_text; i; i = in->outbox.texts[i - 1].before) {
        hash_add(&hash, &in->outbox.texts[i - 1].cell, sizeof in->outbox.texts[i - 1].cell);
        hash_add_text(&hash, in->outbox.texts[i - 1].value);
        hash_add(&hash, "", 1);
    }
    hash_end(&hash, bytes);
    memcpy(&digest, bytes, sizeof digest);
    return digest;
}

/* The keying that the ballot has and E is once more; 0 for none. */
static int pass_before(const struct issued *b, const struct entry *e)
{
    if (b->passes & 1u << 1 && register_channel(b, false) == e->channel)
        return b->passes & 1u << e->pass ? e->pass : 0;
    if (b->passes & 1u << 4 && register_channel(b, true) == e->channel)
        return b->passes & 1u << (e->pass + 3) ? e->pass + 3 : 0;
    return 0;
}

static bool same_person(const struct intake *in, size_t a, size_t b)
{
    return a == b || (a != NONE && b != NONE && intake_person(in, a) == intake_person(in, b));
}

bool is_same_file(const struct intake *in, int64_t a, int64_t b)
{
    const struct new_source *x = sources_find(&in->sources, a), *y = sources_find(&in->sources, b);
    return a == b || (x && y && x->path == y->path);
}

enum repeat repeat_of(struct intake *in, const struct entry *e)
{
    const struct issued *b = &in->issued.ballots[e->ballot];
    int pass = pass_before(b, e);
    if (!in->whole || in->twice.of[e->channel] == TWICE_NOT_SAID || !pass || e->bad || e->bad_answer)
        return REPEAT_NOT;
    if (!(b->now & 1u << pass))
        return REPEAT_NOT; /* of an earlier run: again.c */
    const struct sent *before = in->sent ? &in->sent[e->ballot] : NULL;
    if (!before || before->pass != pass || !is_same_file(in, before->source, e->source) ||
        !same_person(in, before->keyer, e->keyer))
        return REPEAT_NOT;
    if (before->digest == digest_of(in, e))
        return REPEAT_SAME;
    if (in->twice.of[e->channel] == TWICE_FAULT)
        return REPEAT_NOT;
    bool later = isnan(e->ended) || isnan(before->ended) || e->ended >= before->ended;
    return later == (in->twice.of[e->channel] == TWICE_LAST) ? REPEAT_INSTEAD : REPEAT_PASSED;
}

void repeat_note(struct intake *in, const struct entry *e, int pass)
{
    if (!in->whole || (in->twice.of[e->channel] == TWICE_NOT_SAID && !e->says_pass))
        return;
    if (!in->sent)
        in->sent = xcalloc(in->issued.n, sizeof *in->sent);
    struct sent *sent = &in->sent[e->ballot];
    if (sent->pass == pass) /* the one before does not count */
        for (size_t i = sent->last_text; i; i = in->outbox.texts[i - 1].before)
            in->outbox.texts[i - 1].pass = 0;
    *sent = (struct sent){.digest = digest_of(in, e),
                          .ended = e->ended,
                          .keyer = e->keyer,
                          .last_text = (uint32_t)e->last_text,
                          .source = e->source,
                          .line = (uint32_t)e->place.line,
                          .pass = (uint8_t)pass};
}

bool repeat_replaced(const struct intake *in, const struct sorted_entry *e)
{
    const struct sent *sent = in->sent ? &in->sent[e->ballot] : NULL;
    return sent && sent->pass == e->pass && (sent->line != e->line || sent->source != e->source);
}

const char *repeat_keyer(struct intake *in, size_t ballot, int pass)
{
    const struct sent *sent = in->sent ? &in->sent[ballot] : NULL;
    return sent && sent->pass == pass && sent->keyer != NONE ? intake_keyer_name(in, sent->keyer) : "";
}
